"""Numbers of documents: SNILS, INN, card, passport, policy."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tsur_nlp.normalize.personal.digits import at_numbers, has_ten_digits, numbers_of

_FIVE_DIGITS = re.compile(r"[0-9](?:[^0-9\n]{0,4}[0-9]){4}")
_SEP = r"[ \-–—.\u00a0]{0,2}"
_TO_NUMBER = r"[\s:№#Nn\-–—=(.,\"«]{0,6}"

_BARE_SNILS = re.compile(
    r"[0-9](?<![0-9-][0-9])[0-9][0-9]-[0-9]{3}-[0-9]{3}[ -]{0,3}[0-9]{2}(?![0-9-])"
)
_SNILS = re.compile(
    rf"\b(?:снилс\w*|страхов\w+ свидетельств\w+|пенсионн\w+ свидетельств\w+)(?:[^0-9\n]{{0,25}})"
    rf"(?P<n>[0-9]{{3}}{_SEP}[0-9]{{3}}{_SEP}[0-9]{{3}}{_SEP}[0-9]{{2}})(?![0-9])"
)
_INN = re.compile(
    r"\bинн(?:[^0-9\n]{0,30})(?P<n>[0-9]{12}|[0-9]{10}|[0-9]{4} [0-9]{6}"
    r"|[0-9]{2} [0-9]{2} [0-9]{6,8}"
    r"|[0-9]{4} [0-9]{4} [0-9]{4})(?![0-9])"
)
_BARE_CARD = re.compile(
    r"[2-6](?<![0-9№-].)[0-9]{3}([ \-\u00a0]{1,2})[0-9]{4}\1[0-9]{4}\1[0-9]{4}(?:\1?[0-9]{2,3})?"
    r"(?![0-9-])"
)
_CARD = re.compile(
    r"\b(?:карт[аыуеой]{1,2}|мир|сбер\w*|visa"
    r"|mastercard)(?:[^0-9\n]{0,30})(?P<n>[0-9]{4}[ -]?[0-9]{4}[ -]?[0-9]{4}[ -]?[0-9]{4}(?:"
    r"[0-9]{2,3})?)(?![0-9])"
)
_JOINED_CARD = re.compile(r"[2-6](?<![0-9№-].)[0-9]{15}(?![0-9])")
_PASSPORT = re.compile(
    r"\b(?:загран)?(?:паспорт\w*|пасп)\b(?:\.|\s"
    r"|[^0-9\n]){0,45}?(?P<n>[0-9]{2}\s?[0-9]{2}(?:[^0-9\n]{0,12})[0-9]{3}[ -]?[0-9]{3}"
    r"|[0-9]{2}\s?(?:№"
    r"|номер)?\s?[0-9]{7})(?![0-9])"
    r"|\bсер(?:ия|ии|\.)(?:\s(?:и\s)?номер)?[\s:№]{0,3}(?P<s>[0-9]{2}\s?[0-9]{2}[\s,;]{0,3}(?:№"
    r"|номер|ном\."
    r"|n)[\s:]{0,2}[0-9]{3} ?[0-9]{3})(?![0-9])"
)
_SERIES_PASSPORT = re.compile(
    r"\bсерия(?: и)? номер[\s:№]{0,3}(?P<n>[0-9]{2}\s?[0-9]{2}\s?[0-9]{6})(?![0-9])"
)
_BARE_PASSPORT = re.compile(
    r"[0-9](?<![0-9.,/-][0-9])[0-9](?: [0-9]{2} (?:№ ?)?|[0-9][0-9] (?:№|N) ?)[0-9]{6}(?![0-9-])"
)
_DOCUMENT = re.compile(
    r"\b(?:(?:мед)?полис\w*|е?нп\b|омс\b|свидетельств\w*|удостоверени\w*"
    r"|(?<!/)в/у\b|водительск\w+ прав\w*"
    r"|права\b(?=[^0-9\n]{0,12}[0-9]{2}[ ]?[0-9]{2}[ ]?[0-9]{6})"
    r"|военн\w+ билет\w*|военник\w*|(?:стс|птс)\b|вид\w* на жительство|внж\b|рвп\b"
    r"|мсэ\b|патент\w* на работу|разрешени\w* на (?:работу|временное проживание)"
    r"|снилс\b|загранник\w*|пенсионн\w+ дел\w+)"
    r"(?P<gap>[^0-9\n]{0,60}?)"
    r"(?P<n>(?:\b[ivxlсхм]{1,5}\s?-\s?[а-я]{2}\s?(?:№|n|номер)?\s?[0-9]{6}|\b[а-яa-z]{1,2}\s?(?:№"
    r"|n)\s?[0-9]{5,8}|\bмсэ-[0-9]{4}\s?№?\s?[0-9]{6,10})"
    r"|(?:[0-9]{2}\s?[а-я]{2}|[0-9]{2}\s?[0-9]{2})[\s,]{0,2}(?:№|n|номер)?\s?[0-9]{6}"
    r"|[0-9]{2}\s?(?:№|n|номер)\s?[0-9]{6,8}"
    r"|[0-9]{2}-[а-я]{2}\s?(?:№\s?)?[0-9]{5,7}|[0-9][0-9 \-]{4,22}[0-9])(?![0-9])"
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
    "внж",
    "рвп",
    "разрешение на",
    "разрешения на",
    "патент",
    "мсэ",
    "загран",
    "пенсионн",
)
_BIRTH_CERTIFICATE = re.compile(
    r"[ivxlх](?<!\w.)[ivxlх]{0,4}\s?-\s?[а-я]{2}\s?(?:№|n|номер)?\s?[0-9]{6}(?![0-9])"
)


def has_digits(text: str, lower: str) -> bool:
    """Cheap test: five digits standing close to each other."""
    return _FIVE_DIGITS.search(text) is not None


def snils(text: str, lower: str) -> Iterator[tuple[int, int]]:
    """``123-456-789 00``, or eleven digits after the word."""
    if "-" in lower:
        yield from (m.span() for m in at_numbers(_BARE_SNILS, lower))
    if "снилс" in lower or "свидетельств" in lower:
        yield from numbers_of(_SNILS, lower)


def inn(text: str, lower: str) -> Iterator[tuple[int, int]]:
    """Ten or twelve digits after «ИНН»."""
    return numbers_of(_INN, lower) if "инн" in lower else iter(())


def cards(text: str, lower: str) -> Iterator[tuple[int, int]]:
    """Sixteen digits in fours, after a word about cards, or with a right check digit."""
    if not has_ten_digits(text):
        return
    yield from (m.span() for m in at_numbers(_BARE_CARD, lower))
    if "карт" in lower or "сбер" in lower or "мир" in lower or "visa" in lower:
        yield from numbers_of(_CARD, lower)
    yield from (m.span() for m in at_numbers(_JOINED_CARD, lower) if luhn(m.group()))


def passports(text: str, lower: str) -> Iterator[tuple[int, int]]:
    """Series and number after the word, or in the form ``57 04 123456``."""
    if "пасп" in lower or "сери" in lower or "сер." in lower:
        yield from numbers_of(_PASSPORT, lower)
        yield from numbers_of(_SERIES_PASSPORT, lower)
    yield from (m.span() for m in at_numbers(_BARE_PASSPORT, text))


def documents(text: str, lower: str) -> Iterator[tuple[int, int]]:
    """Number of a policy, a certificate, a licence: by the word before it."""
    named = _DOCUMENT.finditer(lower) if any(sign in lower for sign in _DOCUMENT_SIGNS) else ()
    for match in named:
        start, end = match.span("n")
        other = _OTHER_NUMBER.search(match["gap"]) or _DATE.match(lower, start)
        if not other and sum(map(str.isdigit, match["n"])) >= 6:
            yield start, end
    if "-" in lower:
        yield from (m.span() for m in _BIRTH_CERTIFICATE.finditer(lower))


_OTHER_NUMBER = re.compile(r"пасп|снилс|\bинн|\bтел|\bкарт|\bсч[её]т")
_DATE = re.compile(r"[0-9]{1,2}[.\-/ ][0-9]{1,2}[.\-/ ](?:19|20)[0-9][0-9]|(?:19|20)[0-9][0-9]\b")


def luhn(digits: str) -> bool:
    """Tell whether the last digit is the right check digit of a bank card.

    >>> luhn("4000001234567899"), luhn("4000001234567890")
    (True, False)
    """
    doubled = (int(d) * (2 - i % 2) for i, d in enumerate(digits))
    return sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0
