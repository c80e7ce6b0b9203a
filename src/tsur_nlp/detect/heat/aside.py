"""What a map leaves aside: the messages of its days that are in none of its units."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from tsur_nlp.detect.heat.cells import CELL
from tsur_nlp.detect.stream.messages import Stream
from tsur_nlp.records import UnitHeat


class HeatMap(list[UnitHeat]):
    """The records of a map, as a list that also knows what is on no unit.

    ``aside`` counts the messages of the coloured days that name no unit of the map, by topic
    group; of all groups together under an empty name.
    """

    def __init__(
        self, records: Iterable[UnitHeat] = (), aside: Mapping[str, int] | None = None
    ) -> None:
        super().__init__(records)
        self.aside = dict(aside or {})


def count_aside(stream: Stream, today: int, days: int) -> dict[str, int]:
    """Count the messages without a unit of the last days, repeats left out as in the units."""
    rows = stream.counts & (stream.unit < 0) & (stream.day > today - days) & (stream.day <= today)
    groups = stream.group[rows]
    counts = np.bincount(groups[groups >= 0], minlength=len(stream.groups))
    return {"": int(rows.sum())} | dict(zip(stream.groups, map(int, counts), strict=True))


def told_aside(count: int, heat: Sequence[UnitHeat]) -> str:
    """Return a sentence about the messages on no unit; an empty one where there are none.

    A place that is not among the units may well be known: of another region, by a name that the
    export does not use.
    """
    if not count:
        return ""
    total = count + sum(one.observed for one in heat)
    hexagons = any(one.unit_type == CELL for one in heat)
    why = "they have no coordinates" if hexagons else "they name no unit of this map"
    return f"{count} of {total} messages are in none of them: {why}"
