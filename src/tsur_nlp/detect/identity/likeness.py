"""Whether two problems are one: by the messages they share, else by their place and topic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, hypot, radians

from tsur_nlp.records import SystemicProblem

_METRES_PER_DEGREE = 111_194.9
_NEAR = 100.0
_SOME, MOST = 0.2, 0.5


@dataclass(frozen=True, slots=True)
class Known:
    """A problem with its messages as a set; a message without an id says nothing."""

    problem: SystemicProblem
    messages: frozenset[str]

    @classmethod
    def of(cls, problem: SystemicProblem) -> Known:
        """Take the messages of a problem."""
        return cls(problem, frozenset(problem.message_ids) - {""})


def likeness(old: Known, new: Known) -> float:
    """Return how much speaks for two problems being one; 0 where they cannot be.

    Problems of one topic group are one where they share a fifth of their messages in one unit, or
    half of them wherever they are: what was a house's is then the unit's, and the territory's. With
    no message in common (the windows have moved on) place and topic have to be the same.
    """
    one, other = old.problem, new.problem
    if one.topic_group != other.topic_group:
        return 0.0
    here, topic = _same_unit(one, other), one.topic == other.topic
    bonus = 0.5 * here + 0.25 * topic
    if held(old, new) >= (_SOME if here else MOST):
        shared = len(old.messages & new.messages)
        return 2.0 + shared / len(old.messages | new.messages) + bonus
    return 1.0 + bonus if here and topic and _near(one, other) else 0.0


def held(one: Known, other: Known) -> float:
    """Return the part of the smaller one's messages that the other one has too."""
    smaller = min(len(one.messages), len(other.messages))
    return len(one.messages & other.messages) / smaller if smaller else 0.0


def match(before: Sequence[Known], found: Sequence[Known]) -> dict[int, int]:
    """Pair old problems with new ones, the likest first; an old one that is closed comes last.

    The order is that of the places given: sort both by what never changes.
    """
    likely = sorted(
        (old.problem.status == "closed", -score, o, n)
        for o, old in enumerate(before)
        for n, new in enumerate(found)
        if (score := likeness(old, new)) > 0
    )
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, o, n in likely:
        if o not in pairs and n not in taken:
            pairs[o] = n
            taken.add(n)
    return pairs


def _same_unit(one: SystemicProblem, other: SystemicProblem) -> bool:
    return (one.unit_type, one.unit) == (other.unit_type, other.unit)


def _near(one: SystemicProblem, other: SystemicProblem) -> bool:
    """Tell whether two circles mean one place: a house is not its district.

    Without points the unit has to do, but not for what came from a single address.
    """
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        pointless = one.lat is None and other.lat is None
        return pointless and 1 not in (one.distinct_addresses, other.distinct_addresses)
    north = (one.lat - other.lat) * _METRES_PER_DEGREE
    east = (one.lon - other.lon) * _METRES_PER_DEGREE * cos(radians(one.lat))
    return hypot(north, east) <= min(one.radius_m or 0.0, other.radius_m or 0.0) + _NEAR
