"""Abbreviations of the domain written in full, where it is clear which word was meant.

The words come in the nominative singular: the text is for search and matching, not for reading.
The table is ``data/abbreviations.csv``: ``dot`` says whether a dot follows (yes, may, no),
``before`` and ``after`` what must stand there. A short form in lower case is met in any case, one
with capitals as it is.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from tsur_nlp.normalize.contexts import AFTER, BEFORE
from tsur_nlp.normalize.repair import Repair, repair
from tsur_nlp.records import Step
from tsur_nlp.text.offsets import Edit, apply

_TABLE = Path(__file__).parent / "data" / "abbreviations.csv"


class _Row(NamedTuple):
    full: str
    dot: str
    before: str
    after: str


def _any(text: str) -> bool:
    return bool(text)


@repair(guard=_any)
def places(text: str) -> Iterator[Edit]:
    """Regions, districts, settlements.

    >>> places("г. Пермь, мкр.Заря, д. Ключи, р-н рынка, в 2023 г. обещали")
    'город Пермь, микрорайон Заря, деревня Ключи, район рынка, в 2023 год обещали'

    Not where two words are as likely, and not inside a word:

    >>> places("с. и д. рядом, зарплата 5 т.р., м-н за углом, Серг. и К")
    'с. и д. рядом, зарплата 5 т.р., м-н за углом, Серг. и К'
    """
    return _edits("places", text)


@repair(guard=_any)
def streets(text: str) -> Iterator[Edit]:
    """Kinds of streets and what is on them.

    >>> streets("ул.Мира, пр-кт Ленина и б-р Гагарина, ост. Школа")
    'улица Мира, проспект Ленина и бульвар Гагарина, остановка Школа'

    Not «пр.», which is проспект as well as проезд, and not пл. of an area:

    >>> streets("пр. Мира, пл. 30 м²")
    'пр. Мира, пл. 30 м²'
    """
    return _edits("streets", text)


@repair(guard=_any)
def houses(text: str) -> Iterator[Edit]:
    """Houses and their parts.

    >>> houses("д.5, корп. 2, кв. 7, 3 эт.; д. 12 стр. 1")
    'дом 5, корпус 2, квартира 7, 3 этаж; дом 12 строение 1'

    Not «д.» without a number, «кв. м», a page of a paper:

    >>> houses("наша д. рядом, 40 кв. м, закон, стр. 7")
    'наша д. рядом, 40 кв. м, закон, стр. 7'
    """
    return _edits("houses", text)


@repair(guard=_any)
def bodies(text: str) -> Iterator[Edit]:
    """Companies, offices, schools and hospitals.

    >>> bodies("УК молчит, ЦРБ тоже")
    'управляющая компания молчит, центральная районная больница тоже'

    Not in lower case or with an ending, where it may be another word:

    >>> bodies("ук, ГУПы, УКРФ, гигабайт: 5 ГБ")
    'ук, ГУПы, УКРФ, гигабайт: 5 ГБ'
    """
    return _edits("bodies", text)


@repair(guard=_any)
def services(text: str) -> Iterator[Edit]:
    """Services, papers and works.

    >>> services("Нет ГВС, вывоз ТКО, эл. щит")
    'Нет горячее водоснабжение, вывоз твёрдые коммунальные отходы, электрический щит'

    Not ТП without a number, which has three meanings:

    >>> services("ТП сгорела")
    'ТП сгорела'
    """
    return _edits("services", text)


@repair(guard=_any)
def common(text: str) -> Iterator[Edit]:
    """Short forms of everyday writing.

    >>> common("т.к. 300 руб. и кол-во машин, лавки и т.д.")
    'так как 300 рубль и количество машин, лавки и так далее.'

    Not «ч.» of a part or «тыс.» without a number:

    >>> common("ч. 5 статьи, тыс. причин")
    'ч. 5 статьи, тыс. причин'
    """
    return _edits("common", text)


EXPANSIONS: tuple[Repair, ...] = (places, streets, houses, bodies, services, common)
"""Applied in this order; not part of ``REPAIRS``, which leaves the citizen's wording alone."""


def expansions(text: str) -> tuple[str, tuple[Step, ...]]:
    """Return the text with abbreviations written in full, and the steps that led to it."""
    steps = []
    for expansion in EXPANSIONS:
        edits = expansion.edits(text)
        if edits:
            steps.append(Step(expansion.__name__, edits))
            text = apply(text, edits)
    return text, tuple(steps)


def expand(text: str) -> str:
    """Write the abbreviations of a text in full.

    >>> expand("УК не чистит двор на ул. Мира, д. 5")
    'управляющая компания не чистит двор на улица Мира, дом 5'
    """
    return expansions(text)[0]


def _edits(kind: str, text: str) -> Iterator[Edit]:
    pattern, rows = _table(kind)
    for match in pattern.finditer(text):
        start, end = match.span("short")
        dotted = text[end : end + 1] == "."
        rest = end + dotted
        for row in rows.get(match["short"]) or rows.get(match["short"].lower()) or ():
            after = end if row.dot == "no" else rest
            if (dotted or row.dot != "yes") and _fits(row, text, start, after):
                yield start, *_written(row, text, end, rest)
                break


def _fits(row: _Row, text: str, start: int, end: int) -> bool:
    before = BEFORE[row.before].search(text[max(0, start - 12) : start])
    return before is not None and AFTER[row.after].match(text, end) is not None


def _written(row: _Row, text: str, end: int, rest: int) -> tuple[int, str]:
    """The end of the edit and the full form; the dot of a sentence's end stays."""
    if row.dot == "no" or rest == end or not text[rest:].strip():
        return end, row.full
    return rest, row.full + (" " if text[rest].isalnum() or text[rest] in '«"№' else "")


@lru_cache(maxsize=8)
def _table(kind: str) -> tuple[re.Pattern[str], dict[str, list[_Row]]]:
    rows: dict[str, list[_Row]] = {}
    with _TABLE.open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            if line["kind"] == kind:
                row = _Row(line["full"], line["dot"], line["before"], line["after"])
                rows.setdefault(line["short"], []).append(row)
    forms = {form for short in rows for form in _cases(short)}
    shorts = "|".join(re.escape(form) for form in sorted(forms, key=lambda s: (-len(s), s)))
    return re.compile(rf"(?<![\w-])(?P<short>{shorts})(?![\w-])"), rows


def _cases(short: str) -> tuple[str, ...]:
    """The ways to write a short form; a capital letter with a dot may be an initial."""
    if not short.islower() or len(short) == 1:
        return (short,)
    usual = (short, short.capitalize())
    return usual if "." in short else (*usual, short.upper())
