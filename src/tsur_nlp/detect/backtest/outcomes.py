"""What is seen in a replay: plants found, and problems that are new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass

from tsur_nlp.detect.backtest.plants import Plant, detected
from tsur_nlp.records import SystemicProblem

Seen = tuple[int, list[SystemicProblem]]
"""A day's number and the problems at its end."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a plant: days from its start until it was found, ``None`` if it was not.

    ``named`` tells whether a problem that found it names its own topic, not only its group.
    """

    plant: Plant
    delay: int | None
    named: bool


def watched(plants: Sequence[Plant], grace: int) -> list[int]:
    """List the days on which a plant may be found: on others nothing has to be looked at."""
    return sorted({day for one in plants for day in range(one.start, one.end + grace)})


def watch(plants: Sequence[Plant], seen: Iterable[Seen], grace: int) -> list[Outcome]:
    """Follow plants through a replay; one is found by ``grace`` days after its window, or not."""
    delays: dict[int, int] = {}
    named: set[int] = set()
    for day, problems in seen:
        for one in plants:
            if one.start <= day < one.end + grace:
                told = [problem for problem in problems if detected(problem, one)]
                if told:
                    delays.setdefault(one.number, day - one.start)
                if any(problem.topic == one.topic for problem in told):
                    named.add(one.number)
    return [Outcome(one, delays.get(one.number), one.number in named) for one in plants]


def new_problems(seen: Iterable[Seen], days: Container[int]) -> Counter[str]:
    """Count by kind what was new on some of the days seen."""
    return Counter(
        problem.kind
        for day, problems in seen
        if day in days
        for problem in problems
        if problem.status == "new"
    )
