"""Names with two initials."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from tsur_nlp.normalize.personal import context
from tsur_nlp.normalize.personal.context import position, words_around
from tsur_nlp.normalize.personal.lexicon import looks_like_surname, read
from tsur_nlp.normalize.personal.lists import cues, first_names
from tsur_nlp.text import fold

_INITIALS = re.compile(
    r"\.(?<=[А-ЯЁа-яёA-Za-z]\.)(?<![А-ЯЁа-яёA-Za-z]{2}\.)[ \u00a0]?([А-ЯЁа-яё])(?:\.|(?!\w))"
)
_SURNAME = r"[А-ЯЁа-яё]{3,}(?:-[А-ЯЁ][а-яё]+)?"
_SURNAME_BEFORE = re.compile(rf"(?<![\w-])({_SURNAME})[ \u00a0]{{0,2}}\.?$")
_SURNAME_AFTER = re.compile(rf"[ \u00a0]{{0,2}}({_SURNAME})(?!\w)")
_HOUSE = re.compile(r"\s?,?\s(?:дом\b|д\.|\d{1,3}(?![\d.\-/]|\s?(?:лет|год|г\b)))")
_OBLIQUE = ("а", "я", "ой", "го", "А", "Я")
_ABBREVIATIONS = frozenset(
    ("ТД", "ТП", "ТК", "ТЕ", "ИК", "ТЧ", "ИП", "ПГ", "ГР", "КВ", "ВД", "МК", "ЗП", "ДР")
)


# «Смирнов А В»: without full stops, capitals only.
_BARE = re.compile(r"[А-ЯЁ](?<=[А-ЯЁа-яё] .)[ \u00a0]?[А-ЯЁ](?![\w.]|-[0-9])")


def has_initials(text: str, lower: str) -> bool:
    """Cheap test: two letters with full stops, or two capitals after a word."""
    return (
        _INITIALS.search(text) is not None
        or _BARE.search(text) is not None
        or _SHORT.search(text) is not None
    )


# Letters with a full stop before a comma, another abbreviation or the end.
_SHORT = re.compile(
    r"\.(?:(?<=[ \u00a0][А-ЯЁ]\.)(?=\s*(?:[,;)\n]|$))|(?<=[а-яё]\.) ?[А-ЯЁ][а-яё]{1,5}\.)"
)


def with_bare_initials(text: str, lower: str) -> Iterator[tuple[int, int]]:
    """«Смирнов А В»."""
    for match in _BARE.finditer(text):
        window = max(0, match.start() - 40)
        before = _SURNAME_BEFORE.search(text[window : match.start()])
        if before is None or not before[1][0].isupper():
            continue
        start = window + before.start()
        if not _is_bare_surname(text, before[1], match.group(), start):
            continue
        if not (before[1].endswith(_OBLIQUE) and _is_street(text, start, match.end())):
            yield start, match.end()


def with_initials(text: str, lower: str) -> Iterator[tuple[int, int]]:
    """«Иванов И.И.», «И. И. Иванов»."""
    for match in _INITIALS.finditer(text):
        start, end = match.start() - 1, match.end()
        initials = text[start] + match[1]
        window = max(0, start - 40)
        before = _SURNAME_BEFORE.search(text[window:start])
        after = _SURNAME_AFTER.match(text, end) if text[end - 1] == "." else None
        left = _surname_weight(text, before[1], initials, window + before.start()) if before else 0
        right = _surname_weight(text, after[1], initials, start) if after else 0
        if before and left >= max(1, right):
            if before[1].endswith(_OBLIQUE) and _is_street(text, window + before.start(), end):
                continue
            yield window + before.start(), end
        elif after and right:
            yield start, after.end()


_ONE = re.compile(
    r"[А-ЯЁ](?<![\w-].)[а-яё]{3,}(?:-[А-ЯЁ][а-яё]+)?[ \u00a0]"
    r"(?:[А-ЯЁ]\.(?=\s*(?:[,;)]\s*(?!\s*[0-9]{1,3}(?![0-9]))|$|\n))"
    r"|[А-ЯЁ][а-яё]{1,5}(?:-[а-яё]{1,3})?\. ?[А-ЯЁ][а-яё]{1,5}\.)"
)


def with_one_initial(text: str, lower: str) -> Iterator[tuple[int, int]]:
    """«Журавская И., ул. Мира», «Хрипунова Ник. Степ.»."""
    for match in _ONE.finditer(text) if _SHORT.search(text) else ():
        surname, *short = fold(match.group()).replace(".", " ").split()
        reading = read(surname)
        likely = len(short) == 2 and _shortens_first_name(short[0])
        if reading.surname < 2 - likely or reading.never or reading.first:
            continue
        if any(cues(word) & _NO_PERSON for word in (surname, *short)):
            continue
        words = words_around(text, match.start(), match.end())
        i = position(words, match.start())
        if not context.after_place_word(words, i) and (likely or _stands_alone(words, i)):
            yield match.span()


def _stands_alone(words: tuple[context.Word, ...], i: int) -> bool:
    """A name in a list or a signature, or after a word about persons."""
    return i == 0 or not context.joined(words, i - 1) or bool(cues(words[i - 1].low) & _PERSON)


@lru_cache(maxsize=1000)
def _shortens_first_name(short: str) -> bool:
    """«ник», «конст», «ал-др»."""
    return "-" in short or any(name.startswith(short) for name in first_names())


_NO_PERSON = frozenset(("street", "house", "organisation", "settlement", "title", "role", "kin"))
_PERSON = frozenset(("kin", "role", "self", "called"))


def _is_bare_surname(text: str, surname: str, initials: str, start: int) -> bool:
    weight = _surname_weight(text, surname, initials[0] + initials[-1], start)
    glued = len(initials) == 2
    if glued and (initials in _SHORT_WORDS or surname.isupper() or surname.endswith(_OF_A_PLACE)):
        return False
    likely = len(initials) == 3 and not surname.isupper() and looks_like_surname(fold(surname))
    return weight == 2 or (weight == 1 and likely)


_OF_A_PLACE = ("ого", "ой", "ом")
_SHORT_WORDS = frozenset(
    [
        "НЕ",
        "НИ",
        "ЖД",
        "АО",
        "ОП",
        "РФ",
        "МО",
        "РУ",
        "ТУ",
        "УК",
        "ЖК",
        "ТЦ",
        "ДК",
        "ТД",
        "ДС",
        "СК",
        "ФК",
        "ХК",
        "РЦ",
        "БЦ",
        "НК",
        "ФЗ",
        "ВС",
        "ИП",
        "ТК",
        "ТП",
        "ПК",
        "ЛК",
        "ЛС",
        "СО",
        "ГО",
        "ЗС",
        "ПФ",
        "РБ",
        "ЦБ",
        "МЦ",
        "ДТ",
        "ОВ",
        "ОМ",
        "ПС",
    ]
)


def _is_street(text: str, start: int, end: int) -> bool:
    """«на Осокина А.И. 50»: a street called after a person."""
    before = text[max(0, start - 12) : start].lower().split()
    return _HOUSE.match(text, end) is not None or before[-1:] in (["на"], ["по"], ["угол"])


def _surname_weight(text: str, surname: str, initials: str, start: int) -> int:
    """Weigh a word beside two initials: 0 no surname, 1 perhaps, 2 surely."""
    low, capitals = fold(surname), surname[0].isupper() and initials.isupper()
    reading = read(low)
    weight = (
        0 if reading.never or cues(low) & {"street", "house", "kin", "role"} else reading.surname
    )
    if weight < 2 and (not capitals or initials.upper() in ("ВО", "ПС", "УК", "ЖК")):
        return 0
    if not capitals and initials.upper() in _ABBREVIATIONS:
        return 0
    words = words_around(text, start, start + 1)
    return 0 if context.after_street_word(words, position(words, start)) else weight
