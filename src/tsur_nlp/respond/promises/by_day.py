"""«завтра», «до пятницы», «до конца недели», «на следующей неделе»."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import lru_cache

from tsur_nlp.respond.promises import lexicon
from tsur_nlp.respond.promises.mention import Mention
from tsur_nlp.respond.promises.reckoning import (
    add_months,
    day_of,
    month_end,
    next_weekday,
    week_end,
)
from tsur_nlp.respond.promises.windows import matches

_WEEK, _NEXT_WEEK, _WEEKEND, _MONTH, _NEXT_MONTH = range(10, 15)
_NAMED = re.compile(
    r"\b(?:(?P<day0>сегодня|(?:до|к)\s+(?:вечер[ау]|концу\s+(?:\w+\s+)?(?:дня|смены)|конца\s+(?:\w+\s+)?(?:дня|суток|смены)))"
    r"|(?P<day1>завтра)|(?P<day2>послезавтра)"
    r"|(?P<this_week>(?:до\s+конца|к\s+концу|в\s+конце)\s+(?:этой\s+|текущей\s+|рабочей\s+)*недели"
    r"|на\s+(?:этой|текущей|нынешней)\s+неделе|в\s+течение\s+(?:этой|текущей)\s+недели)"
    r"|(?P<next_week>(?:на|до|в|к)\s+(?:\w+\s+)?(?:следующ|будущ)\w+\s+недел\w+)"
    r"|(?P<weekend>(?:в|на)\s+(?:эти\s+|ближайшие\s+)?выходны[ех])"
    r"|(?P<before_weekend>до\s+выходных)"
    r"|(?P<this_month>(?:до\s+конца|к\s+концу|в\s+конце)\s+(?:этого\s+|текущего\s+)?месяца"
    r"|в\s+(?:этом|текущем)\s+месяце|в\s+течение\s+(?:этого|текущего)\s+месяца)"
    r"|(?P<next_month>(?:в|до)\s+(?:\w+\s+)?(?:следующ|будущ)\w+\s+месяц\w+))"
)


_OF_MONTH = re.compile(
    r"\b(\d{1,2})(?:-?го\b(?=\s*(?:[,.;!?)—–-]|$|будет|будут))|(?:-?го)?\s+числа)(?!\s+(?:месяца|кажд))"
)


@lru_cache(maxsize=1)
def _weekday() -> re.Pattern[str]:
    stems = "|".join(lexicon.numbers("weekdays", "stem", "weekday"))
    return re.compile(
        r"\b(?:до|к|ко|в|во|с|со|не\s+позднее)\s+(?:конца\s+)?(?:(?P<next>следующ\w+)\s+|эт\w+\s+|ближайш\w+\s+)?"
        rf"(?P<stem>{stems})\w{{0,2}}\b(?P<after>\s+на\s+следующей\s+неделе)?"
    )


def by_day(text: str, today: dt.date | None) -> Iterator[Mention]:
    """Find days and weeks named from the day of the answer on.

    >>> [str(m.due) for m in by_day("до пятницы или завтра", dt.date(2024, 6, 3))]
    ['2024-06-07', '2024-06-04']
    """
    if today is None:
        return
    weekdays, named, numbers = matches(text, "by_day", _weekday(), _NAMED, _OF_MONTH)
    for match in weekdays:
        weekday = lexicon.numbers("weekdays", "stem", "weekday")[match["stem"]]
        due = next_weekday(week_end(today) if match["next"] or match["after"] else today, weekday)
        yield Mention(*match.span(), due, due, "by_day")
    for match in named:
        due = _named(str(match.lastgroup), today)
        yield Mention(*match.span(), due, due, "by_day")
    for match in numbers:
        later = today if today.day <= int(match[1]) else add_months(today.replace(day=1), 1)
        number = day_of(later.year, later.month, int(match[1]))
        if number:
            yield Mention(*match.span(), number, number, "by_day")


def _named(name: str, today: dt.date) -> dt.date:
    if name.startswith("day"):
        return today + dt.timedelta(days=int(name[3:]))
    if name.endswith("month"):
        then = add_months(today, int(name == "next_month"))
        return month_end(then.year, then.month)
    if name == "before_weekend":
        return week_end(today) - dt.timedelta(days=2)
    return week_end(today, int(name == "next_week"))
