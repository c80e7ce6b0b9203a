"""Word tables of the rules, read once: months, weekdays, numbers, and phrases by their kind."""

from __future__ import annotations

import csv
import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "data"


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of a table."""
    with (_FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def numbers(name: str, key: str, value: str) -> dict[str, int]:
    """Return a table of words that stand for numbers."""
    return {row[key]: int(row[value]) for row in rows(name)}


@lru_cache(maxsize=1)
def month_words() -> str:
    """Return a pattern of the names of months in all their cases."""
    return "|".join(rf"{row['stem']}(?:{row['endings']})" for row in rows("months"))


def month(word: str) -> int:
    """Return the number of a month by its name in any case.

    >>> month("мая"), month("марта")
    (5, 3)
    """
    stems = numbers("months", "stem", "month")
    return next(stems[word[:n]] for n in range(len(word), 1, -1) if word[:n] in stems)


@cache
def patterns(*kinds: str) -> tuple[re.Pattern[str], ...]:
    r"""Return the patterns that together find all phrases of some kinds, for folded texts.

    Phrases that begin a word (``\b``) stand apart from those that may stand within one: `re` gives
    up at once between two letters of a word, and for the rest it knows the letters to look for.
    """
    all_of = [pattern for kind in kinds for pattern in phrases()[kind]]
    heads = [pattern[2:] for pattern in all_of if pattern.startswith(r"\b")]
    rest = [pattern for pattern in all_of if not pattern.startswith(r"\b")]
    whole = [rf"\b(?:{'|'.join(heads)})"] if heads else []
    return tuple(map(re.compile, [*whole, *(["|".join(rest)] if rest else [])]))


@lru_cache(maxsize=1 << 15)
def says(text: str, *kinds: str) -> bool:
    """Tell whether a folded text has a phrase of some kinds; answers repeat whole sentences."""
    return any(pattern.search(text) for pattern in patterns(*kinds))


@lru_cache(maxsize=1)
def phrases() -> dict[str, list[str]]:
    """Return the patterns of all phrases by their kind."""
    with (_FOLDER / "phrases.toml").open("rb") as file:
        return tomllib.load(file)
