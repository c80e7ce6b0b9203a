"""From a draft to a record: which settlement of that name, its region, its point, its precision.

Without a region, a register or boundaries a place holds only what the text names. A point is given
where it is as exact as the names: a street without a register has none, not its city's centre.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from tsur_nlp.locate.assemble import Draft
from tsur_nlp.locate.reading import Context
from tsur_nlp.locate.register import Register, Where
from tsur_nlp.locate.resolve.above import fill_above, fill_areas, oktmo, unit_of
from tsur_nlp.locate.resolve.alternatives import alternatives
from tsur_nlp.locate.resolve.beside import area_of
from tsur_nlp.locate.resolve.confidence import probability
from tsur_nlp.locate.resolve.evidence import Signs, signs
from tsur_nlp.locate.resolve.fields import fields
from tsur_nlp.locate.resolve.looking_up import Work, look_up
from tsur_nlp.locate.resolve.polygons import Boundaries
from tsur_nlp.locate.resolve.region_given import official
from tsur_nlp.records import Place


class Resolver:
    """Turns drafts into places."""

    def __init__(
        self,
        *,
        region: str = "",
        addresses: str | Path | None = None,
        boundaries: str | Path | None = None,
    ) -> None:
        self.region = official(region) if region else ""
        self.register = Register.load(addresses) if addresses else None
        self.boundaries = Boundaries.load(boundaries) if boundaries else None
        streets = self.register.names() if self.register else frozenset()
        self.context = Context(self.region, streets, self.register)

    def places(self, drafts: Iterable[Draft], text: str, *, area: str = "") -> list[Place]:
        """Return a place for each draft; ``area`` is what the export says beside the text."""
        return [place for place, _ in self.weighed(drafts, text, area=area)]

    def weighed(
        self, drafts: Iterable[Draft], text: str, *, area: str = ""
    ) -> list[tuple[Place, Signs]]:
        """Return the places, each with the signs of which its confidence is made."""
        drafts = list(drafts)
        region = next((d.parts["region"].value for d in drafts if "region" in d.parts), "")
        region = region or self.region
        towns = _towns(drafts)
        works = [Work(draft, fields(draft, region, frozenset(towns))) for draft in drafts]
        if self.register and any("street" in draft.parts for draft in drafts):
            where = Where(region=region, area=area_of(area, self.register))
            look_up(works, self.register, where, towns)
        return [self._place(work, text, region, len(works)) for work in works]

    def _place(self, work: Work, text: str, region: str, places: int) -> tuple[Place, Signs]:
        """Fill what stands above the place, its point, and how sure all of it is."""
        draft, values = work.draft, work.values
        unit = unit_of(values, draft.parts.get("settlement"), region, self.register)
        if unit is not None and values["precision"] == unit.kind:
            values.setdefault("lat", unit.lat)
            values.setdefault("lon", unit.lon)
        fill_above(values, unit, self.region)
        if self.boundaries and "lat" in values and values["precision"] != "municipality":
            fill_areas(values, self.boundaries.at(values["lat"], values["lon"]), self.region)
        if self.region or self.register or self.boundaries:
            values["oktmo"] = oktmo(values, unit, region)
        match = work.match if self.register else None
        found = signs(draft, values, text, match=match, places=places)
        sure = probability(found)
        others = alternatives(values, draft.parts.get("settlement"), unit, work.match, region, sure)
        values |= {"start": draft.start, "end": draft.end, "text": text[draft.start : draft.end]}
        return Place(**values, confidence=sure, alternatives=others), found


def _towns(drafts: Iterable[Draft]) -> tuple[str, ...]:
    """The settlements that the message names, each once, in order."""
    named = (d.parts["settlement"].value for d in drafts if "settlement" in d.parts)
    return tuple(dict.fromkeys(named))
