"""Under which other numbers a register may hold a house: «7/1» for «7к1», «9» for «9/75»."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tsur_nlp.locate.register.spot import compact

_LETTER = re.compile(r"(\d+)[а-я]")
_PART = re.compile(r"(\d+[а-я]?)([/к-])(\d+)(.*)")
_RANGE = re.compile(r"(\d+)-(\d+)")


def forms(house: str, flat: str = "") -> list[str]:
    """Return the keys under which the house is looked for, the likeliest first.

    A fraction may be a corpus, and so may a number after a dash («17-1» is read as a flat). Of a
    corner house or one with a letter the number alone will do; a corpus is another house.

    >>> forms("7/1"), forms("17", "1"), forms("5а"), forms("5к2")
    (['7/1', '7к1', '7-1', '7'], ['17', '17к1', '17/1', '17-1'], ['5а', '5'], ['5к2', '5/2', '5с2'])
    """
    key = compact(house)
    found = [key]
    if flat.isdigit() and key.isdigit():
        found += [f"{key}{mark}{flat}" for mark in "к/-"]
    if part := _PART.fullmatch(key):
        number, mark, second, rest = part.groups()
        others = {"/": "к-", "-": "/к", "к": "/с"}[mark]
        found += [f"{number}{other}{second}{rest}" for other in others]
        found += [number] if mark == "/" else []
    if letter := _LETTER.fullmatch(key):
        found.append(letter[1])
    return found


def longer(house: str, known: Iterable[str]) -> set[str]:
    """Return the numbers that say more than the written one does.

    >>> sorted(longer("9", ["9/75", "9к1", "90", "7-9"])), sorted(longer("64к1", ["64к1с1", "64"]))
    (['7-9', '9/75', '9к1'], ['64к1с1'])
    """
    key = compact(house)
    heads = {form for form in forms(house) if not form.isdigit() or form == key}
    found = {n for n in known if any(_continues(n, head) for head in heads)}
    if key.isdigit():
        found |= {n for n in known if (ends := _RANGE.fullmatch(n)) and _between(int(key), ends)}
    return found


def _continues(number: str, head: str) -> bool:
    return number.startswith(head) and number[len(head) :][:1] in tuple("/кс-")


def _between(number: int, ends: re.Match[str]) -> bool:
    """Whether the house is one of «5-9», which stand on the same side."""
    first, last = int(ends[1]), int(ends[2])
    return first <= number <= last <= first + 20 and (number - first) % 2 == 0
