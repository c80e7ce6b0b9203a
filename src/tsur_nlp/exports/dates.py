"""Dates in all the forms exports use -> wall-clock time, the time zone kept apart.

What an official sees in the cabinet is local time, so «2021-01-15T10:00:00+05:00» is 10:00 here;
`zones` gives the «+05:00».
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

_MONTHS = ("янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
_TIME = r"(?:[\sT,в]+(\d{1,2})[:.](\d\d)(?:[:.](\d\d)(?:[.,](\d+))?)?)?"
_ZONE = r"\s*(Z|UTC|GMT|МСК|MSK|[+-]\d\d:?\d\d|[+-]\d\d)?"
_YEAR_FIRST = re.compile(rf"(\d{{4}})[-./](\d{{1,2}})[-./](\d{{1,2}}){_TIME}{_ZONE}\Z", re.I)
_DAY_FIRST = re.compile(rf"(\d{{1,2}})[-./](\d{{1,2}})[-./](\d{{4}}|\d\d){_TIME}{_ZONE}\Z", re.I)
_IN_WORDS = re.compile(
    rf"(\d{{1,2}})\s+([а-я]+)\.?\s+(\d{{4}})(?:\s*(?:г\.|года|г))?{_TIME}{_ZONE}\Z", re.I
)
_ZONE_END = re.compile(rf"\d{_ZONE}\Z", re.I)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?\Z")
_EXCEL_EPOCH = dt.datetime(1899, 12, 30)
_UNIX_EPOCH = dt.datetime(1970, 1, 1)
_SERIALS = (20_000.0, 80_000.0)
# Seconds, milliseconds, microseconds and nanoseconds since 1970 cannot be taken for each other.
_UNIX = ((1e8, 1e10, 1.0), (1e11, 1e13, 1e3), (1e14, 1e16, 1e6), (1e17, 1e19, 1e9))
_YEARS = (1900, 2200)
_UTC = frozenset(("Z", "UTC", "GMT", "+00:00", "+0000", "+00"))
_SAMPLE = 1000


def parse(values: Iterable[Any]) -> pd.Series:
    """Read a column of dates; what is no date becomes NaT (see `unreadable`).

    >>> parse(["25.12.2025 08:36", "2025-12-25T08:36:00+05:00", "25 декабря 2025 г.", "потом"])
    0   2025-12-25 08:36:00
    1   2025-12-25 08:36:00
    2   2025-12-25 00:00:00
    3                   NaT
    dtype: datetime64[ns]
    """
    import numpy as np
    import pandas as pd

    column = values if isinstance(values, pd.Series) else pd.Series(list(values), dtype=object)
    if isinstance(column.dtype, pd.DatetimeTZDtype):
        column = column.dt.tz_localize(None)
    if column.dtype.kind == "M":
        return column.astype("datetime64[ns]")
    read = np.array([_read(value) for value in column.tolist()], dtype="datetime64[us]")
    return pd.Series(read.astype("datetime64[ns]"), index=column.index, name=column.name)


def unreadable(values: pd.Series, parsed: pd.Series) -> int:
    """Count the values that stand for something and are no date."""
    filled = values.notna() & (values.astype(str).str.strip() != "")
    return int((filled & parsed.isna().to_numpy()).sum())


def zones(values: Iterable[Any]) -> list[str]:
    """Return the time zone each value names itself, as it is written; mostly empty.

    >>> zones(["2021-01-15T10:00:00+05:00", "2021-01-15T05:00:00Z", "15.01.2021 10:00"])
    ['+05:00', 'Z', '']
    """
    return [_zone(value) for value in values]


def in_utc(values: pd.Series) -> bool:
    """Tell whether most of the first dates name UTC, the local time of no place in Russia.

    >>> import pandas as pd
    >>> [in_utc(pd.Series([f"2021-01-15T05:00:00{zone}"])) for zone in ("Z", "+05:00", "")]
    [True, False, False]
    """
    found = zones(values.dropna().head(_SAMPLE))
    return 2 * sum(zone.upper() in _UTC for zone in found) > len(found)


def _zone(value: Any) -> str:
    if isinstance(value, str):
        found = _ZONE_END.search(value.strip()) if ":" in value else None
        return (found.group(1) or "") if found else ""
    offset = value.strftime("%z") if isinstance(value, dt.datetime) and value == value else ""
    return f"{offset[:3]}:{offset[3:5]}" if offset else ""


def _read(value: Any) -> dt.datetime | None:
    if isinstance(value, str):
        return _read_text(value)
    if isinstance(value, dt.datetime):
        return _sane(value.replace(tzinfo=None)) if value == value else None
    if isinstance(value, dt.date):
        return _sane(dt.datetime(value.year, value.month, value.day))
    if type(value).__name__ == "datetime64":
        return _read(value.astype("datetime64[us]").item())
    if isinstance(value, bool) or not hasattr(value, "__float__"):
        return None
    return _read_number(float(value))


@lru_cache(maxsize=1 << 16)
def _read_text(text: str) -> dt.datetime | None:
    text = text.strip().strip("'\"")
    if text[2:3] == "." and text[5:6] == ".":
        # The form of the cabinets, turned into ISO: five times faster than by pattern.
        year = text[6:10]
        known = len(year) == 4 and year.isdigit()
        text = f"{year}-{text[3:5]}-{text[:2]}{text[10:]}" if known else text
    if not text or text.isdigit():
        # A run of digits is a number of something, not the ISO basic form.
        return _read_form(text)
    try:
        return _sane(dt.datetime.fromisoformat(text))
    except ValueError:
        return _read_form(text)


def _read_form(text: str) -> dt.datetime | None:
    if _NUMBER.match(text):
        compact = dt.datetime.strptime if len(text) == 8 and text.startswith(("19", "20")) else None
        try:
            return (
                compact(text, "%Y%m%d") if compact else _read_number(float(text.replace(",", ".")))
            )
        except ValueError:
            return None
    if found := _YEAR_FIRST.match(text):
        year, month, day, *time = found.groups()[:-1]
        return _made(year, month, day, time)
    if found := _DAY_FIRST.match(text):
        day, month, year, *time = found.groups()[:-1]
        swapped = "/" in text and int(month) > 12
        day, month = (month, day) if swapped else (day, month)
        return _made(year if len(year) == 4 else f"20{year}", month, day, time)
    if found := _IN_WORDS.match(text):
        day, word, year, *time = found.groups()[:-1]
        return _made(year, _month(word), day, time)
    return None


def _month(word: str) -> str:
    word = word.lower()
    # «ма» is last but for «мар»: may is ma(й|я).
    numbers = [n for n, start in enumerate(_MONTHS, 1) if word.startswith(start)]
    return str(numbers[0]) if numbers else "0"


def _made(year: str, month: str, day: str, time: list[str | None]) -> dt.datetime | None:
    hour, minute, second, fraction = time
    try:
        return _sane(
            dt.datetime(
                int(year), int(month), int(day), int(hour or 0), int(minute or 0), int(second or 0),
                int((fraction or "0")[:6].ljust(6, "0")),
            )
        )  # fmt: skip
    except ValueError:
        return None


def _read_number(number: float) -> dt.datetime | None:
    if _SERIALS[0] <= number <= _SERIALS[1]:
        # Excel keeps days as a float; a minute is not 59.999 seconds.
        milliseconds = round(number * 86_400_000)
        return _EXCEL_EPOCH + dt.timedelta(milliseconds=milliseconds)
    for least, most, unit in _UNIX:
        if least <= number < most:
            return _UNIX_EPOCH + dt.timedelta(seconds=number / unit)
    return None


def _sane(moment: dt.datetime) -> dt.datetime | None:
    """Drop the zone; years like 0001 and 9999 stand for «no date» in databases."""
    return moment.replace(tzinfo=None) if _YEARS[0] <= moment.year < _YEARS[1] else None
