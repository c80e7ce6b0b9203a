"""What became of yesterday's problems, and where today's come from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from tsur_nlp.detect.identity.likeness import MOST, Known, held, match
from tsur_nlp.detect.identity.reading import Previous, read
from tsur_nlp.detect.settings import DetectSettings
from tsur_nlp.records import SystemicProblem

CLOSED_DAYS = 28
"""How long a closed problem stays in the list, and keeps its id should it come back."""


def follow(
    found: Sequence[SystemicProblem], previous: Previous, today: date, settings: DetectSettings
) -> list[SystemicProblem]:
    """Give today's problems the ids they had; tell merges and splits; keep what fades.

    Two problems that became one go on under the id of the one that is liker; the other comes out
    once more, closed, with ``merged_into``. A part of a problem that goes on is new, with
    ``split_from``. A problem that is closed stays in the list for `CLOSED_DAYS`; if it comes back
    by then it has its id again, is new again that day, and is recurrent from then on. The same day
    run twice, with its own list as ``previous``, gives the same list; the order of neither list
    matters.
    """
    before = read(previous)
    old = [Known.of(one) for one in before if not one.merged_into]
    new = [Known.of(one) for one in sorted(found, key=_order)]
    pairs = match(old, new)
    swallowed = _swallowed(old, new, pairs)
    sources = {n: o for o, n in pairs.items()}
    now = []
    for n, known in enumerate(new):
        if n in sources:
            into = [old[o].problem.problem_id for o, at in swallowed.items() if at == n]
            now.append(_continued(old[sources[n]].problem, known.problem, today, into))
        else:
            now.append(replace(known.problem, split_from=_parent(known, old, pairs)))
    for o, known in enumerate(old):
        if o in swallowed:
            survivor = old[sources[swallowed[o]]].problem.problem_id
            now.append(_closed(replace(known.problem, merged_into=survivor), today))
        elif o not in pairs:
            now += _gone(known.problem, today, settings)
    now += [one for one in before if one.merged_into and one.closed_on == str(today)]
    return sorted(_unique(now), key=_order)


def _swallowed(
    old: Sequence[Known], new: Sequence[Known], pairs: Mapping[int, int]
) -> dict[int, int]:
    """Return the old problems that went into another one's successor, and into which.

    One whose messages the other had yesterday too did not go into it: it came to its end.
    """
    into: dict[int, int] = {}
    for o, known in enumerate(old):
        if o in pairs or known.problem.status == "closed":
            continue
        shares = [
            (held(known, new[n]), len(known.messages & new[n].messages), -n)
            for other, n in pairs.items()
            if old[other].problem.topic_group == known.problem.topic_group
            and held(known, old[other]) < MOST
        ]
        share, _, place = max(shares, default=(0.0, 0, 0))
        if share >= MOST:
            into[o] = -place
    return into


def _parent(known: Known, old: Sequence[Known], pairs: Mapping[int, int]) -> str:
    """Return the id of the problem that most of a new one's messages were in yesterday."""
    size = max(len(known.messages), 1)
    shares = sorted(
        (-len(known.messages & old[o].messages), old[o].problem.problem_id)
        for o in pairs
        if old[o].problem.topic_group == known.problem.topic_group
    )
    return shares[0][1] if shares and -shares[0][0] >= MOST * size else ""


def _continued(
    old: SystemicProblem, new: SystemicProblem, today: date, merged: Sequence[str]
) -> SystemicProblem:
    first = min(old.first_seen, new.first_seen)
    # what lasts has not come back, it was only less plain for a while
    lasting = old.kind == new.kind == "chronic"
    back = str(today) if old.status == "closed" and not lasting else old.reopened_on
    said = f"Вернулась {date.fromisoformat(back):%d.%m.%Y} после закрытия." if back else ""
    return replace(
        new,
        problem_id=old.problem_id,
        first_seen=first,
        status="new" if str(today) in (first, back) else "ongoing",
        kind="recurrent" if back and new.kind == "surge" else new.kind,
        reasons=(*new.reasons, said) if said else new.reasons,
        merged_ids=tuple(sorted({*old.merged_ids, *merged})),
        split_from=old.split_from,
        reopened_on=back,
    )


def _gone(old: SystemicProblem, today: date, settings: DetectSettings) -> list[SystemicProblem]:
    """Return a problem that is not seen today: fading, closed, or forgotten."""
    if old.status != "closed":
        silent = (today - date.fromisoformat(old.last_seen)).days
        # what lasts is not gone because of a quiet week
        lasting = old.kind == "chronic"
        fading = silent < (settings.chronic_days if lasting else settings.fading_days)
        return [replace(old, status="fading") if fading else _closed(old, today)]
    since = date.fromisoformat(old.closed_on or old.last_seen)
    return [old] if (today - since).days < CLOSED_DAYS else []


def _closed(old: SystemicProblem, today: date) -> SystemicProblem:
    return replace(old, status="closed", closed_on=str(today))


def _unique(problems: Sequence[SystemicProblem]) -> list[SystemicProblem]:
    """Keep ids apart: a new problem that would repeat a taken id gets a number after it."""
    taken: set[str] = set()
    kept = []
    for one in sorted(problems, key=lambda p: (p.first_seen, _order(p))):
        name, times = one.problem_id, 1
        while name in taken:
            times += 1
            name = f"{one.problem_id}-{times}"
        taken.add(name)
        kept.append(replace(one, problem_id=name))
    return kept


def _order(one: SystemicProblem) -> tuple[object, ...]:
    statuses = ("ongoing", "fading", "closed")
    return (
        statuses.index(one.status) if one.status in statuses else 0,
        -one.severity,
        one.p_value,
        one.unit,
        one.topic_group,
        one.topic,
        one.problem_id,
    )
