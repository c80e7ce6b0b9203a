"""How many messages came in a span, against the same span a week before."""

from __future__ import annotations

from datetime import date, timedelta

from tsur_nlp.report.html.markup import Html, el
from tsur_nlp.report.numbers.changes import Shift, Span
from tsur_nlp.report.numbers.daysoff import days_off
from tsur_nlp.report.words import MESSAGES, counted, days_back, number, percent

_SAME = {1: "в тот же день неделей раньше", 7: "за семь дней до этого"}
_WEEK = timedelta(days=7)
_SHORT = {1: "недели", 7: "двух недель"}


def flow(span: Span) -> Html:
    """Say how many messages came and how many before, and whether it may be chance."""
    if span.flow is None:
        said = f"Обращения и темы не сравниваются: данных меньше {_SHORT[span.days]}."
        return el("p", said, class_="note")
    return el("p", _told(span.flow, span), class_="note")


def _told(shift: Shift, span: Span) -> str:
    many = counted(shift.now, MESSAGES)
    said = f"Всего {many}, {_SAME[span.days]} — {number(shift.before)}: {_differ(shift)}."
    off = _off(span)
    return f"{said} {off}" if off else said


def _differ(shift: Shift) -> str:
    gap = shift.now - shift.before
    if not gap:
        return "столько же"
    if shift.before >= 5 and round(100 * abs(gap) / shift.before) == 0:
        return "почти столько же"
    more = "больше" if gap > 0 else "меньше"
    many = f"на {percent(abs(gap) / shift.before)} {more}" if shift.before >= 5 else more
    return many if shift.certain else f"{many}; столько бывает и случайно"


def _off(span: Span) -> str:
    """Say where one of the spans has more days off: fewer messages come on them."""
    end = span.since + timedelta(days=span.days)
    now, before = _count_off(end, span.days), _count_off(end - _WEEK, span.days)
    if now == before:
        return ""
    if span.days == 1:
        return "Это выходной." if now else "Неделей раньше был выходной."
    return f"Выходных дней среди них {now}, неделей раньше — {before}."


def _count_off(end: date, days: int) -> int:
    return sum(days_off(days_back(end, days)))
