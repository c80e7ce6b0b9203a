"""What is said beside a text: a unit of the register, or a group's name with a town in it."""

from __future__ import annotations

from collections.abc import Iterator

from tsur_nlp.locate.gazetteer import Gazetteer
from tsur_nlp.locate.register import Register
from tsur_nlp.text.tokens import fold

LONGEST = 3
"""Words of a name in the name of a group."""


def area_of(told: str, register: Register) -> str:
    """Return the area as the register knows it: «Подслушано в Кунгуре» is about Кунгур.

    What the register does not know stays as it is, and settles nothing.
    """
    if not told or register.has_area(told):
        return told
    return next((name for name in _names(told) if register.has_area(name)), told)


def _names(told: str) -> Iterator[str]:
    """Words in a row, the longest first, as they stand and as settlements in the nominative."""
    gazetteer, words = Gazetteer.load(), fold(told).replace("|", " ").split()
    for length in range(min(LONGEST, len(words)), 0, -1):
        for i in range(len(words) - length + 1):
            name = " ".join(words[i : i + length]).strip("«»\"'.,!()")
            yield name
            _, numbers = gazetteer.place_forms.get(name, ("", []))
            if numbers:
                yield gazetteer.settlement_name(numbers[0])
