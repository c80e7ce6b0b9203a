"""Texts sent again and again: what looks like a mailing, and how it was counted."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np

from tsur_nlp.records import Campaign
from tsur_nlp.report.html.markup import Html, el
from tsur_nlp.report.numbers.frame import View
from tsur_nlp.report.numbers.problem_rows import ids
from tsur_nlp.report.responses.quoting import quoted
from tsur_nlp.report.words import counted, date_range, long_date, parse_day, trim

_SHOWN, _UNITS, _ROWS = 10, 3, 100
_TEXTS = ("текст", "текста", "текстов")
_MORE = ("территория", "территории", "территорий")
_SPAN = re.compile(r" за (?:(\d+)\s)?(?:день|дня|дней)\b")
_ABOUT = (
    "Один текст, присланный много раз, сам по себе системной проблемой не считается: в счёт идёт "
    "не каждая копия, а каждый заявитель; если заявители не указаны — сам текст."
)


def campaigns(found: Sequence[Campaign], view: View) -> Html | None:
    """Write a note for each campaign, the largest first; ``None`` where there are none."""
    if not found:
        return None
    by_id = ids(view)
    rest = found[_SHOWN:]
    more = el(
        "details",
        el("summary", f"Ещё {counted(len(rest), _TEXTS)}"),
        el("ul", [el("li", f"{_topic(one)}: {one.note}") for one in rest[:_ROWS]], class_="plain"),
    )
    notes = [_note(one, view, by_id) for one in found[:_SHOWN]]
    return el("div", el("p", _ABOUT, class_="where"), notes, more if rest else None)


def _note(one: Campaign, view: View, by_id: Mapping[str, int]) -> Html:
    place, days = by_id.get(one.example_id), _days(one, view, by_id)
    said = trim(quoted(str(view.texts("text")[place]))) if place is not None else ""
    return el(
        "article",
        el("h3", _topic(one)),
        el("p", _where(one, *days), class_="where"),
        el("p", _told(one, *days)),
        el("blockquote", el("p", said)) if said else None,
        class_="campaign",
    )


def _topic(one: Campaign) -> str:
    return one.topic or one.topic_group or "Без темы"


def _days(one: Campaign, view: View, by_id: Mapping[str, int]) -> tuple[date | None, date | None]:
    """Return the days of the messages that are counted: the text may be older than they are."""
    rows = [by_id[key] for key in one.message_ids if key in by_id]
    times = view.dates("created_at")[np.array(rows, dtype=np.int64)]
    times = times[~np.isnat(times)]
    if times.size:
        return parse_day(times.min().astype(object)), parse_day(times.max().astype(object))
    return parse_day(one.first_seen), parse_day(one.last_seen)


def _told(one: Campaign, first: date | None, last: date | None) -> str:
    """Return the note, its number of days only where it is that of the days shown."""
    shown = (last - first).days + 1 if first and last else 0
    said = _SPAN.search(one.note)
    wrong = said is not None and int(said.group(1) or 1) != shown
    return _SPAN.sub("", one.note, count=1) if wrong else one.note


def _where(one: Campaign, first: date | None, last: date | None) -> str:
    when = date_range(first, last) if first and last else ""
    begun = parse_day(one.first_seen)
    since = f"впервые — {long_date(begun)}" if begun and first and begun < first else ""
    shown, rest = one.units[:_UNITS], one.units[_UNITS:]
    where = ", ".join([*shown, *([f"ещё {counted(len(rest), _MORE)}"] if rest else [])])
    return " · ".join(part for part in (where, when, since) if part)
