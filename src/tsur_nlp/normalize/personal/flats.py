"""Numbers of flats: after «кв.», before «квартира», and the tail of an address."""

from __future__ import annotations

import re
from collections.abc import Iterator

_NUMBER = r"\d{1,4}(?:\s?-?[а-д](?!\w))?"
_LIST = rf"{_NUMBER}(?:\s?(?:,|и|,\s?и|-|–|/|;)\s?(?:(?:кв\.?|№)\s?)?\d{{1,4}}(?![\d.]|-[йея]|\s?(?:этаж|подъезд|парадн|дом|ул|лет|час|мин)))*"
_BEFORE = re.compile(
    rf"(?:кв|kv)(?<![а-яё\d]..)(?:-р[аеыу]|артир(?:а|ы|е|у|ой|ою|ам|ах)?"
    rf"|арт)?(?:[.,:\-–/ №#n(]|номер\w*){{0,6}}(?<!\d)(?P<n>{_LIST})"
    r"(?!\d|\s?(?:м\b|м2|м²|кв|км|метр|этаж|-?комн|лет\b|год|час|мин|руб|тыс|дней|дня|раз\b"
    r"|человек|чел\b|шт\b|подъезд|парадн|-?х\s|градус|гр\b|гр\.|[°º]|[сc]\s?[°º•]|тепла|\+"
    r"|ребен|ребён|счетчик|счётчик|батаре|комнат))"
)
_GLUED = re.compile(r"(?<=\d)\s?(?:кв\.?|kv)\s?(?P<n>\d{1,4})(?!\d)")
_FLATS_BEFORE = r"(?P<n>\d(?<![\d.,/]\d)\d{0,3}(?:\s?(?:,|и|-|–)\s?\d{1,4}){0,5})"
_NO_NUMBER = r"(?!\.?\s?(?:м\b|м2|м²|метр|км|№|\d|\[|l))"
_ORDINAL = re.compile(
    r"(?P<n>\d(?<![\d.,/]\d)\d{0,3})\s?-?(?:[йеюяоу]|ая|ой|ую|ю|ей|му|го|ом|ые|ых"
    r"|ым)\s(?:кв\b|квартир(?:а|ы|е|у|ой|ам|ах)?\b)"
)
_LOCATIVE = re.compile(
    rf"{_FLATS_BEFORE}\s?(?:квартир[еу]\b|квартирой\b|кв-р[аеу]\b)(?!\s?(?:№\s?)?[\d\[])"
)
_PLURAL = re.compile(
    r"(?P<n>\d(?<![\d.,/]\d)\d{0,3}(?:\s?(?:,|и)\s?\d{1,4}){1,5})\s?квартир(?:ам|ах|ами"
    r"|ы)\b(?!\s?[\d\[№])"
)
_NOMINATIVE = re.compile(
    rf"{_FLATS_BEFORE}\s?(?:квартира\b(?!\s?(?:№\s?|номер\s)?[\d\[])|кв\b{_NO_NUMBER})"
)
_OF_FLAT = re.compile(
    rf"\b(?:из|от|у|жильц\w+|жител\w+|собственни\w+|хозя\w+|возле|около|напротив|над|под|между"
    rf"|с|номер)\s{_FLATS_BEFORE}\s?(?:квартиры\b|квартирами\b|кв\b){_NO_NUMBER}"
)
_HYPHEN = re.compile(r"\d[^\W\d]?\s?[-–—]\s?\d{1,3}(?!\d)")
_NEAR = re.compile(
    r"[кk][вv](?:[^\d\n]{0,20}\d|(?<=\d..)|(?<=\d...)|(?<=\d....)|(?<=\d.....)|(?<=\d......))"
)
_QUARTER = re.compile(r"кв\w*\.?\s?(?:19|20)\d\d\s?(?:г|\b)")
_STREET = r"(?:ул\.?|улица|улице|улицы|пр\.?|пр-т|проспект\w*|пер\.?|переул\w*|б-р|бульвар\w*|ш\.?|шоссе|наб\.?|набережн\w*|проезд\w*|мкр\.?|пл\.?|площад\w*)"
_LETTER_OR_BLOCK = r"(?:\s?[а-гж]|/\d{1,3}[а-я]?|\s?к\.?\s?\d|\s?корп\.?\s?\d)?"
_TAIL_NUMBER = (
    r"(?P<n>\d{1,3})(?![\d]|[-–/.:,]\d|\s?(?:-?[йяех]\b|м\b|мин|час|лет|год|чел|см|м\b|мм|раз|дн[яе]|руб|тыс|градус|°|%|шт|этаж|эт\b|числ|кв\b|корп|литер|строен|"
    + ("янв|фев|март|апр|мая|июн|июл|авг|сент|окт|нояб|дек|подъезд|парадн|метр|км))")
)
_TAIL = re.compile(
    rf"(?P<house>\d(?<![\d\-–—:/№]\d)(?<!\d[.,]\d)\d{{0,2}}{_LETTER_OR_BLOCK})\s?[-–—]\s?{_TAIL_NUMBER}"
)
_STREET_BEFORE = re.compile(
    rf"(?:(?<![а-яё]){_STREET}[ .]\s?[а-яё0-9][а-яё0-9\- .]{{2,40}}?[ ,]+(?:дом|д)?\.?\s?"
    rf"|(?<![а-яё])(?:дом|д)\.?\s?"
    r"|(?<![а-яё\d-])(?P<before>[а-яё]+[ .,:]+)?(?P<bare>[а-яё\-]{2,}(?:ая|ой|ую|ина|ына|ова"
    r"|ева|ого|его|ский|ской|ых|ии|ма|ра|ва|да|ды|ка|ки|са|та|ты|на|ны|ли|ло|ля|ня|ца|цы"
    r"|го)),? )$"
)
_NOT_A_STREET = re.compile(
    r"(?:парадн|подъезд|этаж|квартир|кажд|групп|палат|перв|втор|сери|модел|машин|примерн"
    r"|минимум|строк|стать|глав|страниц|бригад|смен|кабин|комнат|скор)\w*"
)
_ON = re.compile(r"(?:на|по|ул|улице|адресу|адрес|живу|проживаю|проживает|г|город\w*)[ .,:]+")


def may_be_flat(text: str, lower: str) -> bool:
    """Cheap test: «кв» with a number near it."""
    return ("кв" in lower or "kv" in lower) and _NEAR.search(lower) is not None


def has_tail(text: str, lower: str) -> bool:
    """Cheap test: a hyphen between numbers."""
    return _HYPHEN.search(text) is not None


def numbered_flats(text: str, lower: str) -> Iterator[tuple[int, int]]:
    """«кв. 15», «квартира № 7», «кв15»: the number alone."""
    for match in _BEFORE.finditer(lower):
        if not _QUARTER.match(lower, match.start()):
            yield match.span("n")
    for match in _GLUED.finditer(lower):
        if not _QUARTER.search(match.group()):
            yield match.span("n")


def ordinal_flats(text: str, lower: str) -> Iterator[tuple[int, int]]:
    """«из 15-й квартиры», «в 15 квартире», «дом 5, 46 кв»."""
    for pattern in (_ORDINAL, _LOCATIVE, _PLURAL, _OF_FLAT):
        yield from (m.span("n") for m in pattern.finditer(lower))
    for match in _NOMINATIVE.finditer(lower):
        if _is_flat_number(lower, match):
            yield match.span("n")


def tail_flats(text: str, lower: str) -> Iterator[tuple[int, int]]:
    """«Ленина 15-37»: the flat part of house-flat, unless it looks like a range of houses."""
    for match in _TAIL.finditer(lower):
        left = max(0, match.start() - 60)
        street = _STREET_BEFORE.search(lower[left : match.start()])
        digits = _LEADING.match(match["house"])
        if street and digits and _is_tail(int(digits[0]), int(match["n"])):
            if not street["bare"] or _is_street(
                street, text[left + street.start("bare")].isupper()
            ):
                yield match.span("n")


def _is_street(match: re.Match[str], capital: bool) -> bool:
    """A street without its word: capitalised, or after «на», «адрес» and the like."""
    if _NOT_A_STREET.fullmatch(match["bare"]):
        return False
    return capital or (match["before"] is not None and _ON.fullmatch(match["before"]) is not None)


_LEADING = re.compile(r"\d+")


def _is_tail(house: int, flat: int) -> bool:
    corpus = flat <= 4
    houses = 0 < flat - house <= 4
    return not (corpus or houses)


def _is_flat_number(lower: str, match: re.Match[str]) -> bool:
    """«5 квартира» is an ordinal; «21 квартира» may be a count unless a house stands before it."""
    before = lower[max(0, match.start() - 14) : match.start()]
    if "квартира" in match.group():
        return match["n"][-1] != "1" or re.search(r"\d[а-я]?[ ,.\-]+$", before) is not None
    return re.search(r"(?:\d\s?[а-я]?\s?[,.\-–]?|подъезд\w*[ ,.]*|д[ .]*)\s*$", before) is not None
