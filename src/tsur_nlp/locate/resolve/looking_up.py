"""Which spot of the user's register a place is: by its own names, the other towns, neighbours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tsur_nlp.locate.assemble import Draft
from tsur_nlp.locate.register import NO_MATCH, Match, Register, Where
from tsur_nlp.locate.register.fill import fill
from tsur_nlp.locate.resolve.above import is_region_too


@dataclass(slots=True)
class Work:
    """A place while it is being resolved."""

    draft: Draft
    values: dict[str, Any]
    match: Match = NO_MATCH


def look_up(works: Sequence[Work], register: Register, where: Where, towns: Iterable[str]) -> None:
    """Find every place with a street in the register, and fill what it says.

    Those of which several streets fit are looked up again where the other places of the message
    are: in their district, else in their settlement.
    """
    named = [town for town in towns if register.holds(town)]
    for work in works:
        if work.values.get("street"):
            work.match = _match(work, register, where, named)
            fill(work.values, work.match)
    for work in works:
        if work.match.candidates and not where.area:
            work.match = _beside(work, works, register, where)
            fill(work.values, work.match)


def _match(work: Work, register: Register, where: Where, towns: Sequence[str]) -> Match:
    own = work.values.get("settlement", "")
    first = NO_MATCH
    for town in _in_order(own, towns):
        found = _ask(work, register, replace(where, settlement=town))
        if town == own:
            first = found
        if found.spot and (town == own or found.spot.house):
            if town and town != own:
                work.values["settlement"], work.values["settlement_type"] = town, ""
            return found
    return first


def _in_order(own: str, towns: Sequence[str]) -> Iterator[str]:
    """Where to look: the named town; in a city that is a region, the towns in it come before."""
    others = [town for town in towns if town != own] if own else []
    inside = is_region_too(own) if own else False
    yield from (*others, own, "") if inside else (own, *others)


def _beside(work: Work, works: Iterable[Work], register: Register, where: Where) -> Match:
    for level in ("district", "settlement"):
        around = {w.values[level] for w in works if w is not work and w.values.get(level)}
        if len(around) == 1:
            near = replace(where, settlement=work.values.get("settlement", ""), area=around.pop())
            found = _ask(work, register, near)
            if found.spot:
                return found
    return work.match


def _ask(work: Work, register: Register, where: Where) -> Match:
    values, street = work.values, work.draft.parts.get("street")
    return register.match(
        values["street"],
        values.get("house", "").split("-")[0],  # a stretch of houses is where it begins
        flat=street.apartment if street else "",
        kind=values.get("street_type", ""),
        where=replace(where, district=values.get("district", "")),
    )
