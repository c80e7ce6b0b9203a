"""Where a text holds digits: the one thing that all rules about numbers need."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

# A class alone at the beginning is what the engine can look for fast; «[0-9]+» is not.
_NUMBER = re.compile(r"[0-9][0-9]*")
_ANY = re.compile(r"[0-9]")


def has_digit(text: str) -> bool:
    """Tell whether the text holds a digit."""
    return _ANY.search(text) is not None


def at_numbers(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Yield the matches that begin with a number; a pattern is tried there and nowhere else."""
    last = 0
    for start in _starts(text):
        if start >= last and (match := pattern.match(text, start)):
            last = match.end()
            yield match


@lru_cache(maxsize=8)
def _starts(text: str) -> tuple[int, ...]:
    return tuple(number.start() for number in _NUMBER.finditer(text))


_TEN = re.compile(r"[0-9](?:[^0-9\n]{0,3}[0-9]){9}")


@lru_cache(maxsize=8)
def has_ten_digits(text: str) -> bool:
    """Tell whether ten digits stand close to each other."""
    return _TEN.search(text) is not None


def numbers_of(pattern: re.Pattern[str], lower: str) -> Iterator[tuple[int, int]]:
    """Yield where the numbers stand: the group that matched, else the whole match."""
    for match in pattern.finditer(lower):
        groups = [name for name, value in match.groupdict().items() if value]
        start, end = match.span(groups[0]) if groups else match.span()
        yield start, end
