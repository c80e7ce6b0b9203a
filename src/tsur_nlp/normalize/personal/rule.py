"""A rule finds spans of one kind; a group of rules shares one cheap test of the whole text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

PROTECTED = ""
"""The kind of spans that no later rule may touch and that are not masked (links to groups)."""

Finder = Callable[[str, str], Iterator[tuple[int, int]]]
Trigger = Callable[[str, str], bool]


@dataclass(frozen=True, slots=True)
class Rule:
    """``find(text, lower)`` yields spans; an earlier rule wins where two overlap."""

    name: str
    kind: str
    find: Finder


@dataclass(frozen=True, slots=True)
class Group:
    """Rules that are tried only where ``trigger(text, lower)`` says that they may find anything.

    ``digits`` groups are not even asked about a text without a digit.
    """

    name: str
    trigger: Trigger
    rules: tuple[Rule, ...]
    digits: bool = False
