"""What the page is written from -> the digest: the same numbers, fewer of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tsur_nlp.records import SystemicProblem
from tsur_nlp.report.digest import records
from tsur_nlp.report.digest.naming import TITLE
from tsur_nlp.report.digest.notes import ProblemNote, TopicNote
from tsur_nlp.report.digest.noting import problem_note, span_note, topic_note
from tsur_nlp.report.digest.plain import said
from tsur_nlp.report.material import Material
from tsur_nlp.report.numbers.changes import changes
from tsur_nlp.report.numbers.defects import defects, trust
from tsur_nlp.report.numbers.frame import region_of
from tsur_nlp.report.numbers.problem_rows import ids, kindred_rows, own_rows
from tsur_nlp.report.numbers.summary import active
from tsur_nlp.report.numbers.themes import themes
from tsur_nlp.report.situation.headline import SOON_HOURS
from tsur_nlp.report.situation.problem_course import way
from tsur_nlp.report.verdict import verdict

TOPICS = 5
_WEEK = 7


def digest(material: Material) -> records.Digest:
    """Take from the material of a report what is worth sending every morning."""
    summary = material.summary
    level, word, sentence = verdict(summary, material.problems)
    moved = changes(material)
    return records.Digest(
        title=said(material.asked.get("title", "")) or TITLE,
        region=said(region_of(material.view)),
        as_of=summary.as_of,
        first=summary.first,
        unit_type=said(material.view.unit),
        verdict=records.Verdict(level, word, said(sentence)),
        numbers=_numbers(material),
        changes=tuple(map(span_note, moved.spans)),
        problems_remembered=moved.remembered,
        problems=_problems(material),
        topics=_topics(material),
        answers=_answers(material),
        quality=_quality(material),
    )


def _numbers(material: Material) -> records.Numbers:
    summary = material.summary
    dated = summary.as_of is not None
    return records.Numbers(
        messages=summary.total,
        appeals=summary.appeals,
        day=summary.last_day if dated else None,
        yesterday=summary.yesterday,
        norm=summary.norm,
        against_norm=summary.against_norm,
        red_problems=summary.red,
        orange_problems=summary.orange,
    )


def _problems(material: Material) -> tuple[ProblemNote, ...]:
    by_id = ids(material.view)
    return tuple(_problem(one, material, by_id) for one in active(material.problems))


def _problem(one: SystemicProblem, material: Material, by_id: Mapping[str, int]) -> ProblemNote:
    view, own = material.view, own_rows(one, by_id)
    rows = own if own.size else kindred_rows(one, view, material.index)
    return problem_note(one, material.standing.tally(own), way(one, view, rows))


def _topics(material: Material) -> tuple[TopicNote, ...]:
    """Return the topics of the last seven days, or the groups where no topic is known."""
    view = material.view
    found = themes(view, "topic")
    groups = not found
    found = sorted(found or themes(view, "topic_group"), key=lambda one: -one.last(_WEEK))
    compared = view.span >= 2 * _WEEK
    return tuple(
        topic_note(
            one.name if groups else one.group,
            "" if groups else one.name,
            one.last(_WEEK),
            one.last(_WEEK, ago=_WEEK) if compared else None,
        )
        for one in found[:TOPICS]
        if one.last(_WEEK)
    )


def _answers(material: Material) -> records.Answers:
    summary, more = material.summary, dict[str, Any]()
    timed = summary.on_time_base > 0
    if row := material.standing.whole:
        more = {
            "broken_promises": int(row["broken_promises"]) if row["promises"] else None,
            "empty_share": _known(row["empty_share"]),
            "came_back_share": _known(row["came_back_share"]),
        }
    return records.Answers(
        answered=summary.answered,
        waiting=summary.waiting,
        on_time=summary.on_time,
        judged=summary.on_time_base,
        overdue=summary.overdue if timed else None,
        expiring=material.standing.within(SOON_HOURS) if timed else None,
        median_hours=summary.median_hours,
        **more,
    )


def _quality(material: Material) -> records.Quality:
    found = trust(material.view)
    return records.Quality(
        trusted=found.good,
        doubts=tuple(found.above),
        few_rows=found.few,
        silent_days=found.silent_days,
        counts=defects(material.view),
    )


def _known(value: float) -> float | None:
    return float(value) if value == value else None
