"""A file of deadlines, read and checked: `data/deadlines.toml` is the one that is shipped."""

from __future__ import annotations

import re
import tomllib
import zoneinfo
from functools import lru_cache
from pathlib import Path
from typing import Any

from tsur_nlp.errors import InputError
from tsur_nlp.respond.deadlines.rule_reading import RULE_KEYS, read_rule
from tsur_nlp.respond.deadlines.rules import WEEKDAYS, DaysOff, Hours, Rule, Rules, Span
from tsur_nlp.respond.deadlines.table import Table, closest
from tsur_nlp.respond.deadlines.wording import key_of

_SHIPPED = Path(__file__).parent / "data" / "deadlines.toml"
_KEYS = ("time_zone", "calendar", "hours", "channels", "rule")
_CALENDAR_KEYS = ("holidays", "decreed_days", "short_eves", "off", "working")
_TIME = re.compile(r"(?:[01]?\d|2[0-3]):[0-5]\d|24:00")


def read_rules(path: str | Path | None = None) -> Rules:
    """Read a file of deadlines, the shipped one where none is named; see docs/deadlines.md.

    >>> read_rules(None).time_zone
    'Europe/Moscow'

    Raises:
        InputError: the file cannot be read, or something in it is wrong: which rule and key, what
            is wrong with it, and what is allowed.
    """
    return _shipped() if path is None else _read(Path(path))


@lru_cache(maxsize=1)
def _shipped() -> Rules:
    return _read(_SHIPPED)


def _read(path: Path) -> Rules:
    top = Table(_parsed(path), str(path), _KEYS)
    channels = _channels(top)
    return Rules(_time_zone(top), _hours(top), _days_off(top), _rules(top, channels))


def _parsed(path: Path) -> dict[str, Any]:
    try:
        # Notepad puts a byte order mark before the first letter.
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: is not UTF-8; save the file in this encoding") from error
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{path}: is not TOML: {error}") from error


def _time_zone(top: Table) -> str:
    name = top.text("time_zone")
    known = zoneinfo.available_timezones()
    if name not in known:
        hint = closest(name, sorted(known))
        raise top.wrong("time_zone", f"{name!r} is no IANA name, as 'Europe/Moscow' is{hint}")
    return name


def _hours(top: Table) -> Hours:
    table = top.table("hours", (*WEEKDAYS, "lunch"))
    days = tuple(_span(table, day) if day in table else None for day in WEEKDAYS)
    if not any(days):
        raise top.wrong("hours", 'no working day; write at least monday = ["09:00", "18:00"]')
    lunch = _span(table, "lunch") if "lunch" in table else None
    for day, span in zip(WEEKDAYS, days, strict=True):
        if span and lunch and lunch[0] <= span[0] and span[1] <= lunch[1]:
            raise table.wrong("lunch", f"leaves nothing of {day}; allowed: a part of every day")
    return Hours(days, lunch)


def _span(table: Table, key: str) -> Span:
    start, end = (_minutes(table, key, value) for value in table.pair(key))
    if start >= end:
        raise table.wrong(key, "ends before it starts; allowed: from the earlier to the later time")
    return start, end


def _minutes(table: Table, key: str, value: str) -> int:
    if not _TIME.fullmatch(value):
        raise table.wrong(key, f'{value!r} is no time; allowed: "HH:MM" from "00:00" to "24:00"')
    hour, minute = value.split(":")
    return 60 * int(hour) + int(minute)


def _days_off(top: Table) -> DaysOff:
    table = top.table("calendar", _CALENDAR_KEYS)
    off, working = table.days("off"), table.days("working")
    both = sorted(set(off) & set(working))
    if both:
        raise table.wrong("working", f"{both[0]} is in `off` as well; leave it in one of the two")
    holidays, decreed, short = (table.flag(key, True) for key in _CALENDAR_KEYS[:3])
    return DaysOff(holidays, decreed, short, off, working)


def _channels(top: Table) -> dict[str, tuple[str, ...]]:
    """Return how the exports write each channel; its own name is one of the ways."""
    names = top.get("channels") if "channels" in top else {}
    table = top.table("channels", names if isinstance(names, dict) else ())
    channels = {name: (name, *table.texts(name)) for name in names}
    owner: dict[str, str] = {}
    for name, aliases in channels.items():
        for alias in aliases:
            other = owner.setdefault(key_of(alias), name)
            if other != name:
                raise table.wrong(name, f"{alias!r} is in {other!r} as well; leave it in one")
    return channels


def _rules(top: Table, channels: dict[str, tuple[str, ...]]) -> tuple[Rule, ...]:
    blocks = top.get("rule")
    if not isinstance(blocks, list) or not blocks:
        raise top.wrong("rule", "no rule; write blocks that begin with [[rule]]")
    rules = tuple(
        read_rule(Table(block, f"{top.where}: rule {number}", RULE_KEYS), channels)
        for number, block in enumerate(blocks, start=1)
    )
    names = [rule.name for rule in rules]
    for number, name in enumerate(names, start=1):
        if names.index(name) < number - 1:
            raise InputError(
                f"{top.where}: rule {number}: name: {name!r} is the name of rule "
                f"{names.index(name) + 1} as well; allowed: a name of its own"
            )
    return rules
