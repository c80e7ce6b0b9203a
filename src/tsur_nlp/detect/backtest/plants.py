"""A planted problem: where and when it is, how unlikely, and whether a problem tells of it."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import Any

from scipy.stats import poisson

from tsur_nlp.records import SystemicProblem

ACTIVE = ("new", "ongoing")


@dataclass(frozen=True, slots=True)
class Plant:
    """A problem of known size, put into data where it was not.

    Attributes:
        number: of this plant; no two of one plan share it.
        unit: value of the column of units.
        topic_group: group of the planted messages.
        topic: their topic; empty where the data have groups only.
        start: the first day of its window, counted from the first day of the stream.
        length: days of the window.
        size: messages planted, on top of the usual ones.
        close: they lie within 300 m of one point, or on one street where there are no points.
        usual: messages that the window has without the plant, by the mean of the whole stream.
        oracle: the probability that the size was chosen for.
        p: the probability that the size really has, at most ``oracle``: Poisson, rate and window
            known.
        ids: of the planted messages.
    """

    number: int
    unit: str
    topic_group: str
    topic: str
    start: int
    length: int
    size: int
    close: bool
    usual: float
    oracle: float
    p: float
    ids: tuple[str, ...]

    @property
    def end(self) -> int:
        """The first day after the window."""
        return self.start + self.length

    def as_dict(self) -> dict[str, Any]:
        """Plain dict without the ids, ready for JSON."""
        return {name: getattr(self, name) for name in self.__slots__ if name != "ids"}


def size_of(usual: float, oracle: float) -> tuple[int, float]:
    """Return the fewest messages that an oracle calls a problem, and what it thinks of them.

    The oracle knows the window and the true rate ``usual`` of it. The messages come on top of the
    usual ones, rounded: P(N ≥ size + round(usual)) ≤ ``oracle`` for N ~ Poisson(usual).

    >>> size_of(0.1, 1e-6)[0], size_of(4.0, 1e-8)[0]
    (5, 17)
    """

    def chance(size: int) -> float:
        return float(poisson.sf(size + round(usual) - 1, usual))

    most = 1
    while chance(most) > oracle:
        most *= 2
    sizes = range(1, most + 1)
    size = sizes[bisect_left(sizes, True, key=lambda size: chance(size) <= oracle)]
    return size, chance(size)


def detected(problem: SystemicProblem, plant: Plant) -> bool:
    """Tell whether a problem, seen on a day, tells of a plant: unit, topic and its messages."""
    here = problem.unit == plant.unit or plant.unit in problem.units
    about = problem.topic == plant.topic and problem.topic_group == plant.topic_group
    wider = not problem.topic and problem.topic_group in ("", plant.topic_group)
    if problem.status not in ACTIVE or not here or not (about or wider):
        return False
    return not set(plant.ids).isdisjoint(problem.message_ids)
