"""Phone numbers: mobile, city, with a code, with or without a word before them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tsur_nlp.normalize.personal.digits import at_numbers, has_ten_digits

_S = r"[ \-–—.()\u00a0]{0,3}"
# One pattern for each first character: the engine looks for it fast.
_REST = rf"{_S}\(?(?:[0-9]{_S}){{9}}[0-9](?![0-9]|[.,][0-9])"
_LONG = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\+(?:(?<![0-9.,/№].)|(?<=[А-ЯЁа-яё.)\]],.)) ?7{_REST}",
        rf"[78](?<![\w.,/№].){_REST}",
        r"[78](?:(?<=[А-ЯЁа-яё.)\]],.)|(?<=[А-ЯЁа-яё]\..))9[0-9]{9}(?![0-9]|[.,][0-9])",
        r"[78](?<![\w.,/№].) ?/ ?[0-9]{3,5} ?/ ?(?:[0-9][ \-–/]?){4,6}[0-9](?![0-9]|[.,/][0-9])",
        rf"\+ ?(?!7)[0-9]{{1,3}}{_S}(?:[0-9]{_S}){{8,10}}[0-9](?![0-9])",
        r"9(?<![0-9.,/№\-(].)[0-9]{2}\)?[ \-–.]{0,2}[0-9]{3}[ \-–.]{0,2}[0-9]{2}[ \-–.]{0,2}"
        r"[0-9]{2}"
        r"(?![0-9\-]|[.,][0-9])",
    )
)
_CODE_AND_CITY = re.compile(
    r"\((?<![0-9\w]\()[0-9]{3,5}\) ?[0-9]{1,3}[ \-–]?[0-9]{2}[ \-–]?[0-9]{2}(?![0-9])"
)
_CITY = re.compile(
    r"(?<![0-9\-–/.,№(])[0-9]{3}[-–][0-9]{2}[-–][0-9]{2}(?![0-9\-–/]|[.,][0-9])"
    r"|(?<![0-9\-–/.,№(])[0-9](?:[-–][0-9]{2}){3}(?![0-9\-–/]|[.,][0-9])"
    r"|(?<![0-9\-–/.,№(])[0-9]{1,2}[-–][0-9]{2}[-–][0-9]{2}(?![0-9\-–/]|[.,][0-9])"
)
_NAMED = re.compile(
    r"(?:т(?<!\w.)(?:ел(?:ефон\w*|\.|\b)|(?:\.|:)(?=[\s:]?\s?[(+0-9]))|м(?<!\w.)об(?:ильн\w*|\.|\b)"
    r"|с(?<!\w.)от(?:ов\w*|\.)|з(?<!\w.)вонит[ье]|п(?<!\w.)(?:о|ере)звонит[ье]"
    r"|к(?<!\w.)онтакт(?:н\w+ номер\w*|\w*)|н(?<!\w.)омер\w* для связи|w(?<!\w.)hatsapp"
    r"|в(?<!\w.)(?:атсап|ацап|отсап|айбер)\w*|v(?<!\w.)iber|ф(?<!\w.)акс\w*)"
    r"(?P<gap>[^0-9\n+]{0,30}?)(?P<n>[+(]?[0-9][0-9 \-–().\u00a0]{2,20}[0-9])(?![0-9]|[.,/][0-9])"
)
_STANDARD = re.compile(r"[0-9]\.[0-9]{4,}\.[0-9]")
_SIGNS = (
    "тел",
    "т.",
    "т:",
    "моб",
    "сот",
    "звони",
    "контакт",
    "связ",
    "whats",
    "ап",
    "вайбер",
    "viber",
    "факс",
)
_MORE = re.compile(
    r"(?:\s*(?:,|;|и|или|/)\s*)(?P<n>[+(]?[0-9][0-9 \-–()\u00a0]{3,18}[0-9])(?![0-9]|[.,/][0-9])"
)
_PHONE_WORD = re.compile(r"тел|звон|моб|сот\.|факс|связ|номер|дозвон")


def phones(text: str, lower: str) -> Iterator[tuple[int, int]]:
    """Ten or eleven digits in any usual grouping, or a short number in the form of a city phone."""
    if has_ten_digits(text):
        yield from (
            _trim(text, *match.span())
            for pattern in _LONG
            for match in pattern.finditer(text)
            if not _STANDARD.search(match.group())
        )
    if "-" not in text and "–" not in text and "(" not in text:
        return
    if "(" in text:
        yield from (m.span() for m in _CODE_AND_CITY.finditer(text))
    for match in at_numbers(_CITY, text):
        if not _may_be_date(match.group()) or _PHONE_WORD.search(
            lower, max(0, match.start() - 40), match.start()
        ):
            yield match.span()


def named_phones(text: str, lower: str) -> Iterator[tuple[int, int]]:
    """Five to eleven digits after a word about phones, and the numbers listed after them."""
    if not any(sign in lower for sign in _SIGNS):
        return
    for match in _NAMED.finditer(lower):
        if not _is_phone(match["n"]) or _is_amount(lower, match):
            continue
        yield _trim(text, *match.span("n"))
        more = _MORE.match(lower, match.end("n"))
        while more and _is_phone(more["n"]) and not _is_amount(lower, more):
            yield _trim(text, *more.span("n"))
            more = _MORE.match(lower, more.end("n"))


def _is_phone(number: str) -> bool:
    digits = sum(map(str.isdigit, number))
    return 5 <= digits <= 12 and not (_may_be_date(number) or _YEAR.search(number))


_UNIT = re.compile(
    r"\s?(?:руб|р\b|₽|тыс|млн|м\b|м2|м²|метр|км|квт|куб|чел|шт\b|лет\b|литр|дней|раз\b)"
)
_AMOUNT = re.compile(r"ущерб|сумм|стоим|цен[аыуе]\b|долг|задолж|начисл|оплат|штраф|зарплат|пенси")


def _is_amount(lower: str, match: re.Match[str]) -> bool:
    """«12 000 рублей», «ущерб 12 000»: a sum or a measure, no phone."""
    before = lower[match.start() : match.start("n")]
    return _UNIT.match(lower, match.end("n")) is not None or _AMOUNT.search(before) is not None


_YEAR = re.compile(r"[0-9]\.[0-9]{1,2}\.(?:19|20)?[0-9][0-9]|\b[0-9]{2}\.[0-9]{2}\b")


def _may_be_date(number: str) -> bool:
    parts = re.split(r"[-–]", number)
    if len(parts) != 3 or len(parts[0]) > 2 or not all(part.isdigit() for part in parts):
        return False
    day, month, year = map(int, parts)
    return 1 <= day <= 31 and 1 <= month <= 12 and 15 <= year <= 35


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while end > start and not text[end - 1].isdigit():
        end -= 1
    if text[start] == "(" and ")" not in text[start:end]:
        start += 1
    return start, end
