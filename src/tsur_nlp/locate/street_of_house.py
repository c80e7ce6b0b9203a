"""Which street a house named apart from it belongs to: «у домов 3 и 5 по улице Мира»."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tsur_nlp.locate.reading import Found, Reading

NEAR, SENTENCE, PARAGRAPH = 6, 60, 160
BREAK = re.compile(r"[.!?]\s+[А-ЯЁA-Z]|\n")
TO_STREET = re.compile(
    r"[\s,.(]*(?:(?:по|на|с|со|у|стороны|адресу|адрес|двора?|улиц[аые]|располож[а-я]+|находящ[а-я]+|"
    r"стоящ[а-я]+|котор[а-я]+|находится)[\s,:.(]*)*"
)


def is_beside(street: Found, house: Found) -> bool:
    """Whether the house stands right after the street, or right before it."""
    return -NEAR <= house.start - street.end <= NEAR or 0 <= street.start - house.end <= NEAR


def runs(houses: list[Found], reading: Reading) -> Iterable[list[Found]]:
    """Houses that follow each other in one list share a street."""
    run: list[Found] = []
    for house in houses:
        if run and reading.low[run[-1].end : house.start].strip(" ,;и()") in ("", "до"):
            run.append(house)
        else:
            if run:
                yield run
            run = [house]
    if run:
        yield run


def street_of(group: list[Found], streets: list[Found], reading: Reading) -> Found | None:
    """Return the street that the houses of a list belong to: the one after it, or before it."""
    after = next((s for s in streets if s.start >= group[-1].end), None)
    if after is not None and not after.house:
        gap = reading.low[group[-1].end : after.start]
        if len(gap) < SENTENCE and TO_STREET.fullmatch(gap):
            return after
    before = [s for s in streets if s.end <= group[0].start]
    if not before:
        return after if after is not None and _is_along(group[-1], after, reading) else None
    street = before[-1]
    gap = reading.text[street.end : group[0].start]
    if _is_only(streets):
        return street if len(gap) <= PARAGRAPH else None
    limit = SENTENCE if street.house else PARAGRAPH
    return street if len(gap) <= limit and not (street.house and BREAK.search(gap)) else None


def _is_only(streets: list[Found]) -> bool:
    """Whether a message names one street: then the houses in it are of that street."""
    return len({street.value for street in streets}) == 1


def _is_along(house: Found, street: Found, reading: Reading) -> bool:
    """«у дома 12 на газоне по Липовой улице»: one sentence, «по» before it."""
    gap = reading.text[house.end : street.start]
    if street.house or len(gap) >= SENTENCE or BREAK.search(gap):
        return False
    return gap.endswith((" по ", " на ")) and not any(mark.isdigit() for mark in gap)


def beside(
    house: Found, finds: list[Found], kinds: tuple[str, ...], reading: Reading
) -> Found | None:
    """Return the find of one of the kinds that stands right before the house."""
    for found in finds:
        gap = reading.low[found.end : house.start]
        if (
            found.kind in kinds
            and found.end <= house.start
            and gap.strip(" ,.") == ""
            and len(gap) < NEAR
        ):
            return found
    return None
