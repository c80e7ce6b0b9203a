"""«в течение 10 рабочих дней», «за две недели», «через месяц»: terms counted from the answer."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import lru_cache

from tsur_nlp.respond.promises import lexicon
from tsur_nlp.respond.promises.mention import Mention
from tsur_nlp.respond.promises.reckoning import add_months, add_working_days
from tsur_nlp.respond.promises.windows import matches

_LEAD = (
    r"(?:течени[еи]|\bза|через|спустя|\bна|\bсрок\w*(?:\s+\w+){0,3}?(?:\s+составля\w+|\s+до)?"
    r"|отведен\w|не\s+(?:позднее|позже|более)(?:,?\s+чем)?|займет|потребуется|понадобится|уйдет"
    r"|ближайш(?:ие|их|ую|ий|ей|его)|следующ(?:ие|их)|\bдо|\bв)"
)
_NEAR = (
    r"(?:\s+(?:ближайш|следующ|последующ|ещ|максимум|примерн|приблизительн|ориентировочн|около"
    r"|до|чем|через|за|чуть|более)\w*)*"
)
_ADJECTIVE = r"(?:(?P<working>рабоч)\w+|календарн\w+|полных)"
_UNIT = r"(?P<unit>полгода|дн(?=[яейю]|ь|\b)|день|сут|час|недел|месяц|декад|год)\w*"
_COMPOUND = r"(?P<stem>дневн|суточн|часов|недельн|месячн)\w+\s+срок"


_TAIL = re.compile(
    r"\w*\s*(?:\(\w+\)\s*)?(?:,?\s*(?:начиная\s+)?(?:со|с)\s+(?:дня|момента|даты|начала)"
    r"|,?\s*(?:после(?!\s+чего)|по\s+(?:завершени|окончани|факту|получени)|при\s|как\s+только|раз\b))"
)
# Without a number these mean one: «через неделю», «в ближайший месяц».
_ONE = re.compile(r"течени|через|спустя|займет|потребуется|понадобится|ближайш(?:ую|ий|ей|его)")
_MONTHS = {"месяц": 1, "месячн": 1, "полгода": 6, "год": 12}
_DAYS = {"недел": 7, "недельн": 7, "декад": 10}
_SELF = re.compile(r"\s*(?:\w+\s+){0,3}(?:настоящ|данн|этого|ответ|сегодн)")
_OTHER = re.compile(r"(?:кажд|последн|прошл|первы|раз\s+в|предыдущ|за\s+эт|гаранти)\w*\s*$")


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    words = "|".join(lexicon.numbers("numbers", "word", "number"))
    number = rf"(?:\d{{1,3}}|{words})"
    return re.compile(
        rf"{_LEAD}{_NEAR}\s*[-–—:]?\s*(?:{number}\s*(?:-ти|-х)?\s*(?:[-–—]|или|\()\s*)?"
        rf"(?:(?P<number>{number})\)?(?:-?(?:ти|х|и|ех))?(?:\s*\(\w+\s?\w*\))?[\s-]*)?"
        rf"(?:{_ADJECTIVE}\s+)?(?:{_UNIT}|{_COMPOUND})"
    )


def by_term(text: str, today: dt.date | None) -> Iterator[Mention]:
    """Find terms; one counted from something else («со дня подачи заявления») has no date.

    >>> [str(m.due) for m in by_term("в течение 10 рабочих дней", dt.date(2024, 6, 3))]
    ['2024-06-17']
    """
    if today is None:
        return
    (found,) = matches(text, "by_term", _pattern())
    for match in found:
        tail = _TAIL.match(text, match.end())
        foreign = tail and not _SELF.match(text, tail.end())
        if foreign or _OTHER.search(text[max(0, match.start() - 20) : match.start()]):
            continue
        due = _due(match, today)
        if due:
            yield Mention(*match.span(), due, due, "by_term")


def _due(match: re.Match[str], today: dt.date) -> dt.date | None:
    unit = match["unit"] or match["stem"]
    if not match["number"] and not (match["stem"] or unit == "полгода" or _ONE.match(match[0])):
        return None
    count = _count(match["number"] or "1")
    if match["working"]:
        return add_working_days(today, count if match["number"] else 0)
    if unit in _MONTHS:
        return add_months(today, count * _MONTHS[unit])
    if unit == "час":
        return today + dt.timedelta(days=count // 24)
    if unit == "дн" and not match["number"]:
        return today  # «в течение дня»
    return today + dt.timedelta(days=count * _DAYS.get(unit, 1))


def _count(number: str) -> int:
    words = lexicon.numbers("numbers", "word", "number")
    return int(number) if number.isdigit() else words[number]
