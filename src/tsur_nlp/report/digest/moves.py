"""The lines of the text about what changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from tsur_nlp.report.digest.naming import MARKS, listed, title, topic, where
from tsur_nlp.report.digest.notes import ProblemMove, SpanNote, TopicNote, UnitMove
from tsur_nlp.report.digest.plain import unmarked
from tsur_nlp.report.digest.records import Digest
from tsur_nlp.report.names import short
from tsur_nlp.report.numbers.summary import LEVEL_WORDS, LEVELS
from tsur_nlp.report.words import number, plural

_SPANS = {1: "За сутки", 7: "За неделю"}
_AGO = {1: "в тот же день неделю назад", 7: "неделей раньше"}
_UNREMEMBERED = "вчерашнего списка не дано: что из этих проблем новое, не известно"
_NEW = ("новая проблема", "новые проблемы", "новые проблемы")
_CLOSED = ("закрыта", "закрыты", "закрыты")


def changes(span: SpanNote, digest: Digest, most: int, name: int) -> list[str]:
    """What changed in a day or in a week."""
    if not digest.problems_remembered:
        span = replace(span, new_problems=())
    told = list(_changes(span, most, name))
    if not digest.problems_remembered and span.days == digest.changes[0].days:
        told.append(_UNREMEMBERED)
    opening = _SPANS[span.days]
    if not told:
        return [f"**{opening}** заметных изменений нет"]
    return [f"**{opening}**", *(f"• {line}" for line in told)]


def _changes(span: SpanNote, most: int, name: int) -> Iterator[str]:
    if span.new_problems:
        word = plural(len(span.new_problems), _NEW)
        yield f"{word}: {listed(_named(span.new_problems, name), most)}"
    if span.heavier_problems:
        heavier = [f"{_problem(p, name)} ({_pair(p.now, p.before)})" for p in span.heavier_problems]
        yield f"пишут больше: {listed(heavier, most)}"
    if span.closed_problems:
        word = plural(len(span.closed_problems), _CLOSED)
        yield f"{word}: {listed(_named(span.closed_problems, name), most)}"
    for opening, units in (("хуже", span.hotter_units), ("лучше", span.cooler_units)):
        if units:
            yield f"на карте {opening}: {_units(units, most, name)}"
    for opening, topics in (
        ("темы выросли", span.grown_topics),
        ("темы снизились", span.fallen_topics),
    ):
        if topics:
            yield f"{opening}: {listed([_topic_move(one, name) for one in topics], most)}"
    if span.messages_changed and span.messages is not None and span.messages_before is not None:
        more = "больше" if span.messages > span.messages_before else "меньше"
        pair = _pair(span.messages, span.messages_before, _AGO[span.days])
        yield f"всех сообщений {more}: {pair}"


def _problem(one: ProblemMove, name: int) -> str:
    return f"{title(one, name)}{where(one, name)}"


def _named(found: Sequence[ProblemMove], name: int) -> list[str]:
    back = " (вернулась)"
    return [
        f"{MARKS.get(one.level, '')} {_problem(one, name)}{back if one.returned else ''}".strip()
        for one in found
    ]


def _units(found: Sequence[UnitMove], most: int, name: int) -> str:
    """Name together the units that changed alike, the largest change first."""
    ordered = sorted(found, key=_from_to)
    told = []
    for _, same in groupby(ordered, key=_from_to):
        alike = list(same)
        was, now = LEVEL_WORDS[alike[0].before], LEVEL_WORDS[alike[0].now]
        names = listed([unmarked(short(one.unit), name) for one in alike], 2 * most, ", ")
        told.append(f"{MARKS[alike[0].now]} {names} ({was} → {now})")
    return "; ".join(told)


def _from_to(change: UnitMove) -> tuple[int, int]:
    return LEVELS.index(change.now), -LEVELS.index(change.before)


def _topic_move(one: TopicNote, name: int) -> str:
    return f"{topic(one, name)} ({_pair(one.now, one.before)})"


def _pair(now: int | None, before: int | None, when: str = "") -> str:
    said = f"{number(now or 0)} против {number(before or 0)}"
    return f"{said} {when}".strip()
