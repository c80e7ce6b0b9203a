"""The word lists of answers: TOML files of ``data/``."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent / "data"


@lru_cache(maxsize=8)
def table(name: str) -> dict[str, Any]:
    """Return a table of ``data/``."""
    return tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
