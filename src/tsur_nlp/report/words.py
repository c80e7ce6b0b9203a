"""Numbers, dates and endings as a Russian reader expects them."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from tsur_nlp.text.months import MONTHS

NBSP = "\u00a0"
MINUS = "\u2212"
_JOIN = "\u2060"  # forbids to break the line after the dash
_BLANKS = re.compile(r"[^\S\xa0]+")  # all but the blank that keeps a number and its noun together
_SHORT_MONTHS = (
    "янв.", "февр.", "марта", "апр.", "мая", "июня",
    "июля", "авг.", "сент.", "окт.", "нояб.", "дек.",
)  # fmt: skip
MESSAGES = ("сообщение", "сообщения", "сообщений")
APPEALS = ("обращение", "обращения", "обращений")
TIMES = ("раз", "раза", "раз")
_DAYS = ("день", "дня", "дней")


def number(value: float, digits: int = 0) -> str:
    """Group thousands, use the decimal comma, drop a fraction of zeros.

    >>> number(1234.5, 1), number(1234567), number(-3.0, 1)
    ('1\\xa0234,5', '1\\xa0234\\xa0567', '−3')
    """
    if not math.isfinite(value):
        return "∞" if value > 0 else "—"
    text = f"{abs(value):,.{digits}f}".replace(",", NBSP).replace(".", ",")
    if digits:
        text = text.rstrip("0").rstrip(",")
    return MINUS + text if value < 0 and text.strip("0,") else text


def fixed(value: float, digits: int = 1) -> str:
    """Write a number for a column of a table: always with as many digits after the comma.

    >>> fixed(2), fixed(1234.56), fixed(2.26, 2)
    ('2,0', '1\\xa0234,6', '2,26')
    """
    if not math.isfinite(value):
        return number(value)
    whole = number(round(value, digits), digits)
    head, _, tail = whole.partition(",")
    return f"{head},{tail:0<{digits}}"


def percent(share: float, digits: int = 0) -> str:
    """Show a share between 0 and 1 as percent.

    >>> percent(0.352), percent(0.0042, 1)
    ('35\\xa0%', '0,4\\xa0%')
    """
    return f"{number(100 * share, digits)}{NBSP}%"


def signed(text: str, value: float) -> str:
    """Put the sign before a number already written without one.

    >>> signed("12", 12), signed("12", -12), signed("0", 0)
    ('+12', '−12', '0')
    """
    return f"+{text}" if value > 0 else f"{MINUS}{text}" if value < 0 else text


def plural(count: float, forms: Sequence[str]) -> str:
    """Choose the form of a noun that agrees with a number.

    >>> [plural(n, MESSAGES) for n in (1, 3, 11, 25, 2.5)]
    ['сообщение', 'сообщения', 'сообщений', 'сообщений', 'сообщения']
    """
    if count != int(count):
        return forms[1]
    tens, ones = int(abs(count)) % 100, int(abs(count)) % 10
    if 11 <= tens <= 14 or ones == 0 or ones >= 5:
        return forms[2]
    return forms[0] if ones == 1 else forms[1]


def counted(count: float, forms: Sequence[str], digits: int = 0) -> str:
    """Write a number with its noun.

    >>> counted(1002, APPEALS)
    '1\\xa0002\\xa0обращения'
    """
    return f"{number(count, digits)}{NBSP}{plural(round(count, digits), forms)}"


def days(count: int) -> str:
    """Write a number of days.

    >>> days(21), days(14)
    ('21\\xa0день', '14\\xa0дней')
    """
    return counted(count, _DAYS)


def duration(hours: float) -> str:
    """Write a span of time at the precision a manager needs.

    >>> duration(5.2), duration(26), duration(77), duration(240)
    ('5\\xa0ч', '1,1\\xa0дня', '3,2\\xa0дня', '10\\xa0дней')
    """
    if hours < 24:
        return f"{number(hours, 0 if hours >= 1 else 1)}{NBSP}ч"
    return counted(hours / 24, _DAYS, digits=1)


def long_date(day: date) -> str:
    """Write a date in full.

    >>> long_date(date(2026, 1, 12))
    '12\\xa0января 2026'
    """
    return f"{day.day}{NBSP}{MONTHS[day.month - 1]} {day.year}"


def short_date(day: date) -> str:
    """Write the day and the month for an axis or a table.

    >>> short_date(date(2026, 1, 12))
    '12\\xa0янв.'
    """
    return f"{day.day}{NBSP}{_SHORT_MONTHS[day.month - 1]}"


def date_range(first: date, last: date) -> str:
    """Write a period without saying anything twice.

    >>> date_range(date(2026, 1, 3), date(2026, 1, 9))
    '3–\\u20609\\xa0января 2026'
    >>> date_range(date(2025, 12, 28), date(2026, 1, 3))
    '28\\xa0декабря 2025 — 3\\xa0января 2026'
    """
    if first == last:
        return long_date(last)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{_JOIN}{long_date(last)}"
    if first.year == last.year:
        return f"{first.day}{NBSP}{MONTHS[first.month - 1]} — {long_date(last)}"
    return f"{long_date(first)} — {long_date(last)}"


def parse_day(value: object) -> date | None:
    """Read a date from ISO text or a date-like object; ``None`` where there is none.

    >>> parse_day("2026-01-12T08:00:00"), parse_day("скоро")
    (datetime.date(2026, 1, 12), None)
    """
    if isinstance(value, datetime):
        return value.date() if value == value else None
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None


def days_back(last: date, count: int) -> list[date]:
    """List ``count`` days that end with ``last``.

    >>> days_back(date(2026, 1, 2), 2)
    [datetime.date(2026, 1, 1), datetime.date(2026, 1, 2)]
    """
    return [last - timedelta(days=back) for back in range(count - 1, -1, -1)]


def trim(text: str, limit: int = 280) -> str:
    """Cut a text at a word's end so that it takes ``limit`` characters at most.

    >>> trim("Во дворе третий день нет света", 20)
    'Во дворе третий…'
    """
    text = _BLANKS.sub(" ", text).strip()
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    head = cut.rsplit(" ", 1)[0] if " " in cut[limit // 2 :] else cut
    return head.rstrip(" ,.;:—-") + "…"
