"""The same problem tomorrow: ids are kept, what is gone fades and is closed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from datetime import date
from typing import Any

from tsur_nlp.detect.settings import DetectSettings
from tsur_nlp.errors import InputError
from tsur_nlp.records import SystemicProblem

_NAMES = tuple(field.name for field in fields(SystemicProblem))
_TUPLES = ("keywords", "example_ids", "message_ids", "reasons", "units")
_LEAST_OVERLAP = 0.2


def follow(
    found: Sequence[SystemicProblem],
    previous: Sequence[SystemicProblem | Mapping[str, Any]],
    today: date,
    settings: DetectSettings,
) -> list[SystemicProblem]:
    """Give today's problems the ids they had, keep those that fade, sort by severity."""
    before = [one for one in map(_record, previous) if one.status != "closed"]
    pairs = sorted(
        (-_likeness(old, new), o, n)
        for o, old in enumerate(before)
        for n, new in enumerate(found)
        if _likeness(old, new) > 0
    )
    taken_old: dict[int, int] = {}
    taken_new: dict[int, int] = {}
    for _, o, n in pairs:
        if o not in taken_old and n not in taken_new:
            taken_old[o], taken_new[n] = n, o
    now = [
        _continued(before[taken_new[n]], new, today) if n in taken_new else new
        for n, new in enumerate(found)
    ]
    now += [_gone(old, today, settings) for o, old in enumerate(before) if o not in taken_old]
    return sorted(_unique(now), key=_order)


def _likeness(old: SystemicProblem, new: SystemicProblem) -> float:
    """Return 0 where the two cannot be one problem, else more the more they share."""
    if (old.unit_type, old.unit, old.topic_group) != (new.unit_type, new.unit, new.topic_group):
        return 0.0
    share = _overlap(old.message_ids, new.message_ids)
    same_topic = old.topic == new.topic
    touching = new.window_start <= old.window_end
    if share >= _LEAST_OVERLAP:
        return 1.0 + share + same_topic
    one_place = (old.topic, old.problem_id) == (new.topic, new.problem_id)
    return 1.0 if one_place and touching else 0.0


def _overlap(old: Sequence[str], new: Sequence[str]) -> float:
    shared = len(set(old) & set(new))
    return shared / max(min(len(old), len(new)), 1)


def _continued(old: SystemicProblem, new: SystemicProblem, today: date) -> SystemicProblem:
    same_day = old.last_seen == today.isoformat() and old.first_seen == today.isoformat()
    return replace(
        new,
        problem_id=old.problem_id,
        first_seen=min(old.first_seen, new.first_seen),
        status="new" if same_day and old.status == "new" else "ongoing",
    )


def _gone(old: SystemicProblem, today: date, settings: DetectSettings) -> SystemicProblem:
    silent = (today - date.fromisoformat(old.last_seen)).days
    return replace(old, status="fading" if silent < settings.fading_days else "closed")


def _unique(problems: Sequence[SystemicProblem]) -> list[SystemicProblem]:
    """Keep ids apart: a new problem that would repeat a taken id gets a number after it."""
    seen: dict[str, int] = {}
    kept = []
    for one in sorted(problems, key=lambda p: (p.first_seen, _order(p))):
        times = seen.get(one.problem_id, 0)
        seen[one.problem_id] = times + 1
        kept.append(replace(one, problem_id=f"{one.problem_id}-{times + 1}") if times else one)
    return kept


def _order(one: SystemicProblem) -> tuple[object, ...]:
    statuses = ("new", "ongoing", "fading", "closed")
    return (
        statuses.index(one.status) >= 2,
        -one.severity,
        one.p_value,
        one.unit,
        one.topic_group,
        one.topic,
        one.problem_id,
    )


def _record(one: SystemicProblem | Mapping[str, Any]) -> SystemicProblem:
    """Read a problem back from its dict; fields of later versions are passed over."""
    if isinstance(one, SystemicProblem):
        return one
    known: dict[str, Any] = {
        name: tuple(one[name]) if name in _TUPLES else one[name] for name in _NAMES if name in one
    }
    try:
        return SystemicProblem(**known)
    except TypeError as error:
        raise InputError(
            f"a previous problem lacks fields ({error}): give the list that find_problems wrote"
        ) from error
