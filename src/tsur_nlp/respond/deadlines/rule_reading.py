"""One ``[[rule]]`` of the file: its conditions and the terms of its clocks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import fields

from tsur_nlp.respond.deadlines.rules import CLOCKS, UNITS, Rule, Term, When
from tsur_nlp.respond.deadlines.table import Table, one_of

RULE_KEYS = ("name", "when", *CLOCKS)
_WORDS = ("topic_group", "topic", "priority")
_WHEN_KEYS = ("channel", *_WORDS, "season", "since", "until")
_TERM_KEYS = tuple(field.name for field in fields(Term))
_ONLY_FOR_DAYS = ("count_first_day", "ends", "on_day_off")

Channels = Mapping[str, tuple[str, ...]]


def read_rule(table: Table, channels: Channels) -> Rule:
    """Read one rule; ``channels`` say how the exports write each channel."""
    name = table.text("name")
    table.where = f"{table.where} «{name}»"
    terms = {clock: _term(table.table(clock, _TERM_KEYS)) for clock in CLOCKS if clock in table}
    if not terms:
        raise table.wrong("name", f"the rule sets no term; give it one of {', '.join(CLOCKS)}")
    return Rule(name, _when(table.table("when", _WHEN_KEYS), channels), terms)


def _when(table: Table, channels: Channels) -> When:
    words = {column: table.texts(column) for column in _WORDS if column in table}
    if "channel" in table:
        words["source"] = _aliases(table, channels)
    since, until = table.day("since"), table.day("until")
    if since and until and since > until:
        raise table.wrong("until", f"{until} is before since = {since}; allowed: that day or later")
    return When(words, _season(table) if "season" in table else None, since, until)


def _aliases(table: Table, channels: Channels) -> tuple[str, ...]:
    names = table.texts("channel")
    for name in names:
        if name not in channels:
            raise table.wrong("channel", f"{name!r} is not in [channels]; {one_of(name, channels)}")
    return tuple(alias for name in names for alias in channels[name])


def _season(table: Table) -> tuple[int, int]:
    first, last = (_month_day(table, value) for value in table.pair("season"))
    return first, last


def _month_day(table: Table, value: str) -> int:
    try:
        # A leap year, so that 29 February is a day.
        day = dt.date.fromisoformat(f"2024-{value}")
    except ValueError:
        raise table.wrong("season", f'{value!r} is no day; allowed: "MM-DD", as "11-01"') from None
    return 100 * day.month + day.day


def _term(table: Table) -> Term:
    unit = table.choice("unit", UNITS)
    whole = unit.endswith("days")
    term = Term(
        amount=table.amount("amount", whole=whole),
        unit=unit,
        best=table.amount("best", whole=whole) if "best" in table else None,
        starts=table.choice("starts", ("arrival", "opening"), "arrival"),
        count_first_day=table.flag("count_first_day", False),
        ends=table.choice("ends", ("day", "closing"), "day"),
        on_day_off=table.choice("on_day_off", ("stays", "next", "previous"), "stays"),
    )
    _check(table, term)
    return term


def _check(table: Table, term: Term) -> None:
    if term.best is not None and term.best > term.amount:
        raise table.wrong("best", f"{term.best:g} is more than amount = {term.amount:g}")
    for key in _ONLY_FOR_DAYS:
        if term.in_hours and key in table:
            raise table.wrong(key, f"has no meaning for {term.unit}; it is for terms in days")
    if term.is_working and "on_day_off" in table:
        raise table.wrong("on_day_off", "a term in working days never ends on a day off; remove it")
    if term.unit == "calendar_days" and term.ends == "closing" and term.on_day_off == "stays":
        raise table.wrong(
            "ends", "a day off has no closing; set on_day_off to 'next' or 'previous' as well"
        )
