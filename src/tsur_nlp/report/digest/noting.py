"""A problem, a span of changes, a topic -> what the digest says of it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tsur_nlp.records import SystemicProblem
from tsur_nlp.report.digest.notes import ProblemMove, ProblemNote, SpanNote, TopicNote, UnitMove
from tsur_nlp.report.digest.plain import said
from tsur_nlp.report.numbers.changes import Span, TopicChange, UnitChange
from tsur_nlp.report.numbers.standing import Tally

_WALK = re.compile(r"^Похоже на обход одного человека: (\d+\sиз\s\d+)")


def problem_note(one: SystemicProblem, tally: Tally, course: str = "") -> ProblemNote:
    """Return a problem as the digest tells it; ``tally`` is of its messages, ``course`` too."""
    timed = tally.judged or tally.nearest is not None
    return ProblemNote(
        problem_id=said(one.problem_id),
        topic_group=said(one.topic_group),
        topic=said(one.topic),
        unit_type=said(one.unit_type),
        unit=said(one.unit),
        units=tuple(map(said, one.units)),
        level=said(one.level),
        status=said(one.status),
        kind=said(one.kind),
        severity=one.severity,
        observed=one.observed,
        expected=one.expected,
        relative_risk=one.relative_risk,
        window_start=one.window_start,
        window_end=one.window_end,
        first_seen=one.first_seen,
        assignee=said(one.assignee),
        reason=said(one.reasons[0]) if one.reasons else "",
        course=course,
        walk=_walk(one),
        due_on=None if tally.nearest is None else str(tally.nearest.astype("datetime64[D]")),
        overdue=tally.overdue if timed else None,
    )


def _walk(one: SystemicProblem) -> str:
    found = filter(None, map(_WALK.match, one.reasons))
    return next((said(match.group(1)) for match in found), "")


def span_note(span: Span) -> SpanNote:
    """Return what changed in a day or in a week."""
    flow = span.flow
    since = span.since.isoformat()
    new = [_move(one, returned=one.reopened_on > since) for one in span.new_problems]
    heavier = [_move(one.problem, now=one.now, before=one.before) for one in span.heavier]
    return SpanNote(
        days=span.days,
        since=span.since,
        new_problems=tuple(new),
        closed_problems=tuple(map(_move, span.closed_problems)),
        heavier_problems=tuple(heavier),
        map_known=span.mapped,
        hotter_units=_units(span.hotter),
        cooler_units=_units(span.cooler),
        grown_topics=tuple(map(_changed, span.grown)),
        fallen_topics=tuple(map(_changed, span.fallen)),
        messages=flow.now if flow else None,
        messages_before=flow.before if flow else None,
        messages_changed=flow.certain if flow else None,
    )


def _move(
    one: SystemicProblem,
    *,
    returned: bool = False,
    now: int | None = None,
    before: int | None = None,
) -> ProblemMove:
    return ProblemMove(
        problem_id=said(one.problem_id),
        topic_group=said(one.topic_group),
        topic=said(one.topic),
        unit=said(one.unit),
        level=said(one.level),
        returned=returned,
        now=now,
        before=before,
    )


def _units(found: Iterable[UnitChange]) -> tuple[UnitMove, ...]:
    return tuple(UnitMove(said(one.unit), one.before, one.now) for one in found)


def _changed(one: TopicChange) -> TopicNote:
    group, topic = (one.topic_group, one.topic) if one.topic_group else (one.topic, "")
    return topic_note(group, topic, one.now, one.before)


def topic_note(group: str, topic: str, now: int, before: int | None) -> TopicNote:
    """Return the counts of a topic, and the change between them."""
    change = now / before - 1 if before else None
    return TopicNote(said(group), said(topic), now, before, change)
