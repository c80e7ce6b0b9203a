"""Numbers of flats: after «кв.», before «квартира», and the tail of an address."""

from __future__ import annotations

import re
from collections.abc import Iterator

_NUMBER = r"[0-9]{1,4}(?:\s?-?[а-д](?!\w))?"
_LIST = (
    rf"{_NUMBER}(?:\s?(?:,|и|,\s?и|-|–|/|;)\s?(?:(?:кв\.?|№)\s?)?[0-9]{{1,4}}"
    r"(?![0-9.]|-[йея]|\s?(?:этаж|подъезд|парадн|дом|ул|лет|час|мин)))*"
)
_BEFORE = re.compile(
    rf"(?:кв|kv)(?<![а-яё0-9]..)(?:-р[аеыу]|артир(?:а|ы|е|у|ой|ою|ам|ах)?"
    rf"|арт)?(?:[.,:\-–/ №#n(]|номер\w*){{0,6}}(?<![0-9])(?P<n>{_LIST})"
    r"(?![0-9]|\s?(?:м\b|м2|м²|кв|км|метр|этаж|-?комн|лет\b|год|час|мин|руб|тыс|дней|дня|раз\b"
    r"|человек|чел\b|шт\b|подъезд|парадн|-?х\s|градус|гр\b|гр\.|[°º]|[сc]\s?[°º•]|тепла|\+"
    r"|ребен|ребён|счетчик|счётчик|батаре|комнат))"
)
_GLUED = re.compile(r"[кk](?:(?<=[0-9].)|(?<=[0-9]\s.))(?:в\.?|v)\s?(?P<n>[0-9]{1,4})(?![0-9])")
_FLATS_BEFORE = r"(?P<n>[0-9](?<![0-9.,/][0-9])[0-9]{0,3}(?:\s?(?:,|и|-|–)\s?[0-9]{1,4}){0,5})"
_NO_NUMBER = r"(?!\.?\s?(?:м\b|м2|м²|метр|км|№|[0-9]|\[|l))"
_ORDINAL = re.compile(
    r"(?P<n>[0-9](?<![0-9.,/][0-9])[0-9]{0,3})\s?-?(?:[йеюяоу]|ая|ой|ую|ю|ей|му|го|ом|ые|ых"
    r"|ым)\s(?:кв\b|квартир(?:а|ы|е|у|ой|ам|ах)?\b)"
)
_LOCATIVE = re.compile(
    rf"{_FLATS_BEFORE}\s?(?:квартир[еу]\b|квартирой\b|кв-р[аеу]\b)(?!\s?(?:№\s?)?[0-9\[])"
)
_PLURAL = re.compile(
    r"(?P<n>[0-9](?<![0-9.,/][0-9])[0-9]{0,3}(?:\s?(?:,|и)\s?[0-9]{1,4}){1,5})\s?квартир(?:ам|ах"
    r"|ами"
    r"|ы)\b(?!\s?[0-9\[№])"
)
_NOMINATIVE = re.compile(
    rf"{_FLATS_BEFORE}\s?(?:квартира\b(?!\s?(?:№\s?|номер\s)?[0-9\[])|кв\b{_NO_NUMBER})"
)
_OF_FLAT = re.compile(rf"{_FLATS_BEFORE}\s?(?:квартиры\b|квартирами\b|кв\b){_NO_NUMBER}")
_OWNER = re.compile(
    r"\b(?:из|от|у|жил(?:ец|ьц|ич)\w*|жител\w+|собственни\w+|хозя\w+"
    r"|сосед\w*|владел\w+|арендатор\w*|квартирант\w*|нанимател\w+|женщин\w+|мужчин\w+|бабушк\w+"
    r"|возле|около|напротив|над|под|между|с|номер)\s$"
)
_HYPHEN = re.compile(r"[0-9][^\W0-9]?\s?[-–—]\s?[0-9]{1,3}(?![0-9])")
_NEAR = re.compile(
    r"[кk][вv](?:[^0-9\n]{0,20}[0-9]|(?<=[0-9]..)|(?<=[0-9]...)|(?<=[0-9]....)|(?<=[0-9].....)"
    r"|(?<=[0-9]......))"
)
_QUARTER = re.compile(r"кв\w*\.?\s?(?:19|20)[0-9][0-9]\s?(?:г|\b)")
_STREET = (
    r"(?:ул\.?|улица|улице|улицы|пр\.?|пр-т|проспект\w*|пер\.?|переул\w*|б-р|бульвар\w*|ш\.?"
    r"|шоссе|наб\.?|набережн\w*|проезд\w*|мкр\.?|пл\.?|площад\w*)"
)
_LETTER_OR_BLOCK = r"(?:\s?[а-гж]|/[0-9]{1,3}[а-я]?|\s?к\.?\s?[0-9]|\s?корп\.?\s?[0-9])?"
_TAIL_NUMBER = (
    r"(?P<n>[0-9]{1,3})(?![0-9]|[-–/.:,][0-9]|\s?(?:-?[йяех]\b|м\b|мин|час|лет|год|чел|см|м\b|мм"
    r"|раз|дн[яе]|руб|тыс|градус|°|%|шт|этаж|эт\b|числ|кв\b|корп|литер|строен|"
    + ("янв|фев|март|апр|мая|июн|июл|авг|сент|окт|нояб|дек|подъезд|парадн|метр|км))")
)
_TAIL = re.compile(
    rf"(?P<house>[0-9](?<![0-9\-–—:/№][0-9])(?<![0-9][.,][0-9])[0-9]{{0,2}}{_LETTER_OR_BLOCK})\s?"
    rf"[-–—]\s?{_TAIL_NUMBER}"
)
_STREET_BEFORE = re.compile(
    rf"(?:(?<![а-яё]){_STREET}[ .]\s?[а-яё0-9][а-яё0-9\- .]{{2,40}}?[ ,]+(?:дом|д)?\.?\s?"
    rf"|(?<![а-яё])(?:дом|д)\.?\s?"
    r"|(?<![а-яё0-9-])(?P<before>[а-яё]+[ .,:]+)?(?P<bare>[а-яё\-]{2,}(?:ая|ой|ую|ина|ына|ова"
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
    return ("-" in text or "–" in text or "—" in text) and _HYPHEN.search(text) is not None


def numbered_flats(text: str, lower: str) -> Iterator[tuple[int, int]]:
    """«кв. 15», «квартира № 7», «кв15»: the number alone."""
    for match in _BEFORE.finditer(lower):
        if not (_QUARTER.match(lower, match.start()) or _is_power(text, match.start())):
            yield match.span("n")
    for match in _GLUED.finditer(lower):
        if not _QUARTER.search(match.group()):
            yield match.span("n")


def _is_power(text: str, start: int) -> bool:
    """«ПС 110 кВ»: kilovolts, by the word before."""
    return _POWER.search(text[max(0, start - 30) : start].lower()) is not None


_POWER = re.compile(r"(?:подстанц|\bлэп|\bвл\b|\bпс\b|напряжен|кабел)[^.;]{0,25}$")


_ONE_MORE = re.compile(
    r"[0-9](?:-?[йяюое]+)? (?:кв\b\.?|квартир\w*),? и (?:тоже |также )?(?:из|с|со|в|у|от|над|под) "
    r"(?P<n>[0-9]{1,4})(?![0-9])(?![.,:\-][0-9]|-?[ех]\b"
    r"|\s?(?:до\b|по\b|[-–]|час|мин|дом|д\.|этаж|эт\b|подъезд|парадн|корп|лет|год|дн|раз|руб|тыс|м\b|метр|км|кварт[^и]"
    r"|числ|шт|чел|школ|сад|градус|проц|%|янв|фев|март|апр|мая|июн|июл|авг|сент|окт|нояб|дек|утра|вечера))"
)


def ordinal_flats(text: str, lower: str) -> Iterator[tuple[int, int]]:
    """«из 15-й квартиры», «в 15 квартире», «дом 5, 46 кв», «с 15 квартиры и с 18»."""
    yield from (match.span("n") for match in _ONE_MORE.finditer(lower))
    for pattern in (_ORDINAL, _LOCATIVE, _PLURAL):
        yield from (_without_house(text, m) for m in pattern.finditer(lower))
    for match in _OF_FLAT.finditer(lower):
        if _OWNER.search(lower, max(0, match.start() - 20), match.start()):
            yield match.span("n")
    for match in _NOMINATIVE.finditer(lower):
        start, end = _without_house(text, match)
        if _is_power(text, match.start()) or "кВ" in text[match.start() : match.end()]:
            continue
        if start != match.start("n") or _is_flat_number(lower, match):
            yield start, end


def _without_house(text: str, match: re.Match[str]) -> tuple[int, int]:
    """«Мира 5, 12 кв.»: the first number of the list is the house."""
    start, end = match.span("n")
    first = _FIRST_OF_LIST.match(text, start, end)
    if first and _HOUSE_COMES.search(text, max(0, start - 20), start):
        return first.end(), end
    return start, end


_FIRST_OF_LIST = re.compile(r"[0-9]+\s?,\s?(?=[0-9])")
_HOUSE_COMES = re.compile(r"(?:[А-ЯЁ][а-яё\-]{2,}|\b(?:дом\w?|д)\.?),? ?$")


def tail_flats(text: str, lower: str) -> Iterator[tuple[int, int]]:
    """«Ленина 15-37»: the flat part of house-flat, unless it looks like a range of houses."""
    for match in _TAIL.finditer(lower):
        left = max(0, match.start() - 60)
        street = _STREET_BEFORE.search(lower[left : match.start()])
        digits = _LEADING.match(match["house"])
        if not (street and digits and _is_tail(int(digits[0]), int(match["n"]))):
            continue
        if not street["bare"] or _is_street(street, text[left + street.start("bare")].isupper()):
            yield match.span("n")


def _is_street(match: re.Match[str], capital: bool) -> bool:
    """A street without its word: capitalised, or after «на», «адрес» and the like."""
    if _NOT_A_STREET.fullmatch(match["bare"]):
        return False
    return capital or (match["before"] is not None and _ON.fullmatch(match["before"]) is not None)


_LEADING = re.compile(r"[0-9]+")


def _is_tail(house: int, flat: int) -> bool:
    corpus = flat <= 4
    houses = 0 < flat - house <= 4
    return not (corpus or houses)


def _is_flat_number(lower: str, match: re.Match[str]) -> bool:
    """«5 квартира» is an ordinal; «21 квартира» may be a count unless a house stands before it."""
    before = lower[max(0, match.start() - 14) : match.start()]
    if "квартира" in match.group():
        return match["n"][-1] != "1" or re.search(r"[0-9][а-я]?[ ,.\-]+$", before) is not None
    return _BEFORE_FLAT.search(before) is not None


_BEFORE_FLAT = re.compile(
    r"(?:[0-9]\s?[а-я]?\s?[,.\-–]?|подъезд\w*[ ,.]*|д[ .]*|\[имя\][ ,.]*)\s*$"
)
