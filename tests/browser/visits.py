"""The pages that are opened, and what is known of a page once it is open."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

DESKTOP, PHONE, SMALL_PHONE = (1400, 1000), (390, 844), (320, 640)


@dataclass(frozen=True)
class Pages:
    """Files that a reader may open."""

    report: Path
    responses: Path
    training: Path
    heat: Path

    def __iter__(self) -> Iterator[Path]:
        return iter((self.report, self.responses, self.training, self.heat))


@dataclass
class Opened:
    """A page in the browser, and what it complained of or asked for."""

    page: Any
    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)


Open = Callable[..., Opened]
