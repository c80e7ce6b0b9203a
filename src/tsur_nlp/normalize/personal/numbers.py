"""Numbers of documents and accounts: SNILS, INN, card, account, passport, policy, car plate."""

from __future__ import annotations

import re
from collections.abc import Iterator

_FIVE_DIGITS = re.compile(r"\d(?:[^\d\n]{0,4}\d){4}")
_SEP = r"[ \-–—.\u00a0]{0,2}"
_TO_NUMBER = r"[\s:№#Nn\-–—=(.,\"«]{0,6}"

_BARE_SNILS = re.compile(r"\d(?<![\d-]\d)\d\d-\d{3}-\d{3}[ -]{0,3}\d{2}(?![\d-])")
_SNILS = re.compile(
    rf"\b(?:снилс\w*|страхов\w+ свидетельств\w+|пенсионн\w+ свидетельств\w+)(?:[^\d\n]{{0,25}})"
    rf"(?P<n>\d{{3}}{_SEP}\d{{3}}{_SEP}\d{{3}}{_SEP}\d{{2}})(?!\d)"
)
_INN = re.compile(
    r"\bинн(?:[^\d\n]{0,30})(?P<n>\d{12}|\d{10}|\d{4} \d{6}|\d{2} \d{2} \d{6,8}"
    r"|\d{4} \d{4} \d{4})(?!\d)"
)
_BARE_CARD = re.compile(
    r"[2-6](?<![\d№-].)\d{3}([ \-\u00a0]{1,2})\d{4}\1\d{4}\1\d{4}(?:\1?\d{2,3})?(?![\d-])"
)
_CARD = re.compile(
    r"\b(?:карт[аыуеой]{1,2}|мир|сбер\w*|visa"
    r"|mastercard)(?:[^\d\n]{0,30})(?P<n>\d{4}[ -]?\d{4}[ -]?\d{4}[ -]?\d{4}(?:\d{2,3})?)(?!\d)"
)
_JOINED_CARD = re.compile(r"[2-6](?<![\d№-].)\d{15}(?!\d)")
_ACCOUNT = re.compile(
    r"(?:\bлиц(?:ев\w+|\.)?\s*сч(?:[её]т\w*|\.)?|\bлиц(?:ев\w+)|(?<![\w/])[лрк][/\\]\s?сч?\b"
    r"|(?<![\w/.])л\.\s?с(?:ч)?\.|(?<![\w/.-])лс\b(?=\W{0,4}\d)"
    r"|\b(?:расч[её]тн|банковск|корреспондентск)\w+ сч[её]т\w*|\bномер\w* (?:лицевого )?сч[её]та"
    r"|\bсч[её]т(?:а|у|ом)?(?=\s*(?:№|n|:|номер))|\bабонент\w*(?=\s*(?:№|n|:|номер))"
    r"|\bномер абонента|\b(?:код|номер) плательщика|\bабонентск\w+ номер\w*)"
    r"(?:\s*(?:квартиросъ[её]мщика|абонента|потребителя|плательщика|мой|моего|моему|наш"
    r"|номер\w*|сч[её]т\w*|за (?:газ|воду|свет|электричество|тепло|капремонт)|по (?:газу|воде"
    r"|свету|капремонту)|газ\w*|открыт\w*|у меня|такой|это))*"
    r"[\s:№#Nn\-–—=(.,\"«]{0,6}(?P<n>\d[\d \-/]{3,22}\d[а-я]?)(?!\d)"
)
_ACCOUNT_SIGNS = (
    "счет",
    "счёт",
    "лицев",
    "л/с",
    "л\\с",
    "л.с",
    "л. с",
    "р/с",
    " лс",
    "лс ",
    "абонент",
    "плательщик",
)
_BANK = re.compile(r"\d(?<!\d\d)\d{4}[ .]?810[ .]?\d{12}(?!\d)|40[5-8](?<!\d...)\d{17}(?!\d)")
_PASSPORT = re.compile(
    r"\b(?:загран)?(?:паспорт\w*|пасп)\b(?:\.|\s"
    r"|[^\d\n]){0,45}?(?P<n>\d{2}\s?\d{2}(?:[^\d\n]{0,12})\d{3}[ -]?\d{3}|\d{2}\s?(?:№"
    r"|номер)?\s?\d{7})(?!\d)"
    r"|\bсер(?:ия|ии|\.)[\s:№]{0,3}(?P<s>\d{2}\s?\d{2}[\s,;]{0,3}(?:№|номер|ном\."
    r"|n)[\s:]{0,2}\d{3} ?\d{3})(?!\d)"
)
_BARE_PASSPORT = re.compile(r"\d(?<![\d.,/-]\d)\d(?: \d{2} (?:№ ?)?|\d\d (?:№|N) ?)\d{6}(?![\d-])")
_DOCUMENT = re.compile(
    r"(?:\b(?:мед)?полис\w*|\b(?:е?нп\b)|\bомс\b|\bсвидетельств\w*|\bудостоверени\w*"
    r"|(?<![\w/])в/у\b|\bводительск\w+ прав\w*"
    r"|\bправа\b(?=[^\d\n]{0,12}\d{2}[ ]?\d{2}[ ]?\d{6})"
    r"|\bвоенн\w+ билет\w*|\bвоенник\w*|\b(?:стс|птс)\b|\bвид\w* на жительство|\bмсэ\b"
    r"|\bснилс\b|\bзагранник\w*|\bпенсионн\w+ дел\w+)"
    r"(?P<gap>[^\d\n]{0,60}?)"
    r"(?P<n>(?:\b[ivxlсхм]{1,5}\s?-\s?[а-я]{2}\s?(?:№|n|номер)?\s?\d{6}|\b[а-я]{2}\s?(?:№"
    r"|n)\s?\d{6,7}|\bмсэ-\d{4}\s?№?\s?\d{6,10})"
    r"|(?:\d{2}\s?[а-я]{2}|\d{2}\s?\d{2})[\s,]{0,2}(?:№|n|номер)?\s?\d{6}"
    r"|\d{2}-[а-я]{2}\s?(?:№\s?)?\d{5,7}|\d[\d \-]{4,22}\d)(?![\d])"
)
_DOCUMENT_SIGNS = (
    "полис",
    " омс",
    "свидетельств",
    "удостоверен",
    "в/у",
    "водит",
    "военн",
    "стс",
    "птс",
    "жительств",
    "мсэ",
    "загран",
    "пенсионн",
)
_BIRTH_CERTIFICATE = re.compile(
    r"(?<!\w)[ivxlх]{1,5}\s?-\s?[а-я]{2}\s?(?:№|n|номер)?\s?\d{6}(?!\d)"
)
_LETTER = "[авекмнорстухabekmhopctyx]"
_PLATE = re.compile(
    rf"\d(?:(?<={_LETTER}\d)"
    rf"|(?<={_LETTER} \d))\d\d ?{_LETTER}{{2}}(?!\w*[а-яёa-z])(?P<region>[ /"
    rf"|]?\d{{2,3}}(?!\d)(?:\s?rus)?)?(?!\w)"
)
_PLATE_CORE = re.compile(rf"\d{{3}} ?{_LETTER}{{2}}(?![а-яёa-z])")
_PLATE_WORD = re.compile(r"гос|г/н|г\.\s?н|\bгрз|знак|номер|№|машин|автомоб|\bавто|\bа/м")


def may_be_plate(text: str, lower: str) -> bool:
    """Cheap test: three digits and two letters that plates have."""
    return _PLATE_CORE.search(lower) is not None


def has_digits(text: str, lower: str) -> bool:
    """Cheap test: five digits standing close to each other."""
    return _FIVE_DIGITS.search(text) is not None


def snils(text: str, lower: str) -> Iterator[tuple[int, int]]:
    """``123-456-789 00``, or eleven digits after the word."""
    yield from (m.span() for m in _BARE_SNILS.finditer(lower))
    if "снилс" in lower or "свидетельств" in lower:
        yield from _numbers(_SNILS, lower)


def inn(text: str, lower: str) -> Iterator[tuple[int, int]]:
    """Ten or twelve digits after «ИНН»."""
    return _numbers(_INN, lower) if "инн" in lower else iter(())


def cards(text: str, lower: str) -> Iterator[tuple[int, int]]:
    """Sixteen digits in fours, after a word about cards, or with a right check digit."""
    yield from (m.span() for m in _BARE_CARD.finditer(lower))
    if "карт" in lower or "сбер" in lower or "мир" in lower or "visa" in lower:
        yield from _numbers(_CARD, lower)
    yield from (m.span() for m in _JOINED_CARD.finditer(lower) if luhn(m.group()))


def accounts(text: str, lower: str) -> Iterator[tuple[int, int]]:
    """«лицевой счёт № 12345», «л/с 12345», and bank accounts."""
    yield from (m.span() for m in _BANK.finditer(lower))
    if any(sign in lower for sign in _ACCOUNT_SIGNS):
        yield from _numbers(_ACCOUNT, lower)


def passports(text: str, lower: str) -> Iterator[tuple[int, int]]:
    """Series and number after the word, or in the form ``57 04 123456``."""
    if "пас" in lower or "сер" in lower:
        yield from _numbers(_PASSPORT, lower)
    yield from (m.span() for m in _BARE_PASSPORT.finditer(text))


def documents(text: str, lower: str) -> Iterator[tuple[int, int]]:
    """Number of a policy, a certificate, a licence: by the word before it."""
    named = _DOCUMENT.finditer(lower) if any(sign in lower for sign in _DOCUMENT_SIGNS) else ()
    for match in named:
        start, end = match.span("n")
        other = _OTHER_NUMBER.search(match["gap"]) or _DATE.match(lower, start)
        if not other and sum(map(str.isdigit, match["n"])) >= 6:
            yield start, end
    yield from (m.span() for m in _BIRTH_CERTIFICATE.finditer(lower))


_OTHER_NUMBER = re.compile(r"пасп|снилс|инн|тел|карт|сч[её]т")
_DATE = re.compile(r"\d{1,2}[.\-/ ]\d{1,2}[.\-/ ](?:19|20)\d\d|(?:19|20)\d\d\b")


def plates(text: str, lower: str) -> Iterator[tuple[int, int]]:
    """Car plates: written together, in capitals, or after a word about the car."""
    for match in _PLATE.finditer(lower):
        start, end = match.start() - 1 - (lower[match.start() - 1] == " "), match.end()
        if start < 0 or (start and lower[start - 1].isalnum()):
            continue
        plate = text[start:end]
        together = match["region"] and " " not in plate[:6]
        capitals = match["region"] and plate[:9].upper() == plate[:9]
        if together or capitals or _PLATE_WORD.search(lower, max(0, start - 40), start):
            yield start, end


def luhn(digits: str) -> bool:
    """Tell whether the last digit is the right check digit of a bank card.

    >>> luhn("4000001234567899"), luhn("4000001234567890")
    (True, False)
    """
    doubled = (int(d) * (2 - i % 2) for i, d in enumerate(digits))
    return sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0


def _numbers(pattern: re.Pattern[str], lower: str) -> Iterator[tuple[int, int]]:
    for match in pattern.finditer(lower):
        groups = [name for name, value in match.groupdict().items() if value]
        start, end = match.span(groups[0]) if groups else match.span()
        yield start, end
