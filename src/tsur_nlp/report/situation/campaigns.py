"""Texts sent again and again: what looks like a mailing, and how it was counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tsur_nlp.records import Campaign
from tsur_nlp.report.html.markup import Html, el
from tsur_nlp.report.numbers.frame import View
from tsur_nlp.report.numbers.problem_rows import ids
from tsur_nlp.report.words import counted, date_range, parse_day, trim

_SHOWN, _UNITS, _ROWS = 10, 3, 100
_TEXTS = ("текст", "текста", "текстов")
_MORE = ("территория", "территории", "территорий")
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
    place = by_id.get(one.example_id)
    said = trim(str(view.texts("text")[place])) if place is not None else ""
    return el(
        "article",
        el("h3", _topic(one)),
        el("p", _where(one), class_="where"),
        el("p", one.note),
        el("blockquote", el("p", said)) if said else None,
        class_="campaign",
    )


def _topic(one: Campaign) -> str:
    return one.topic or one.topic_group or "Без темы"


def _where(one: Campaign) -> str:
    first, last = parse_day(one.first_seen), parse_day(one.last_seen)
    when = date_range(first, last) if first and last else ""
    shown, rest = one.units[:_UNITS], one.units[_UNITS:]
    where = ", ".join([*shown, *([f"ещё {counted(len(rest), _MORE)}"] if rest else [])])
    return " · ".join(part for part in (where, when) if part)
