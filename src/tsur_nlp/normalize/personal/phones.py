"""Phone numbers: mobile, city, with a code, with or without a word before them."""

from __future__ import annotations

import re
from collections.abc import Iterator

_S = r"[ \-–—.()\u00a0]{0,3}"
_LONG = re.compile(
    rf"(?:\+(?<![\d.,/№].) ?7|[78](?<![\w.,/№].)){_S}\(?(?:\d{_S}){{9}}\d(?![\d]|[.,]\d)"
    rf"|\+ ?(?!7)\d{{1,3}}{_S}(?:\d{_S}){{8,10}}\d(?!\d)"
    r"|\(?(?<![\d.,/№\-(])9\d{2}\)?[ \-–.]{0,2}\d{3}[ \-–.]{0,2}\d{2}[ \-–.]{0,2}\d{2}(?![\d\-]|[.,]\d)"
)
_TEN_DIGITS = re.compile(r"\d(?:[^\d\n]{0,3}\d){9}")
_CITY = re.compile(
    r"(?<![\d\w])\(\d{3,5}\) ?\d{1,3}[ \-–]?\d{2}[ \-–]?\d{2}(?!\d)"
    r"|(?<![\d\-–/.,№(])\d{3}[-–]\d{2}[-–]\d{2}(?![\d\-–/]|[.,]\d)"
    r"|(?<![\d\-–/.,№(])\d{1,2}[-–]\d{2}[-–]\d{2}(?![\d\-–/]|[.,]\d)"
)
_NAMED = re.compile(
    r"\b(?:тел(?:ефон\w*|\.|\b)|т(?:\.|:)(?=[\s:]?\s?[(+\d])|моб(?:ильн\w*|\.|\b)|сот(?:ов\w*"
    r"|\.)|звонит[ье]|позвонит[ье]|перезвонит[ье]"
    r"|контактн\w+ номер\w*|контакт\w*|номер\w* для связи|whatsapp|ватсап\w*|вацап\w*"
    r"|вотсап\w*|viber|вайбер\w*|факс\w*)"
    r"(?P<gap>[^\d\n+]{0,30}?)(?P<n>[+(]?\d[\d \-–().\u00a0]{2,20}\d)(?![\d]|[.,/]\d)"
)
_STANDARD = re.compile(r"\d\.\d{4,}\.\d")
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
_MORE = re.compile(r"(?:\s*(?:,|;|и|или|/)\s*)(?P<n>[+(]?\d[\d \-–()\u00a0]{3,18}\d)(?!\d|[.,/]\d)")
_PHONE_WORD = re.compile(r"тел|звон|моб|сот\.|факс|связ|номер|дозвон")


def phones(text: str, lower: str) -> Iterator[tuple[int, int]]:
    """Ten or eleven digits in any usual grouping, or a short number in the form of a city phone."""
    if _TEN_DIGITS.search(text):
        yield from (
            _trim(text, *m.span()) for m in _LONG.finditer(text) if not _STANDARD.search(m.group())
        )
    if "-" not in text and "–" not in text and "(" not in text:
        return
    for match in _CITY.finditer(text):
        if not _may_be_date(match.group()) or _PHONE_WORD.search(
            lower, max(0, match.start() - 40), match.start()
        ):
            yield match.span()


def named_phones(text: str, lower: str) -> Iterator[tuple[int, int]]:
    """Five to eleven digits after a word about phones, and the numbers listed after them."""
    if not any(sign in lower for sign in _SIGNS):
        return
    for match in _NAMED.finditer(lower):
        if not _is_phone(match["n"]):
            continue
        yield _trim(text, *match.span("n"))
        more = _MORE.match(lower, match.end("n"))
        while more and _is_phone(more["n"]):
            yield _trim(text, *more.span("n"))
            more = _MORE.match(lower, more.end("n"))


def _is_phone(number: str) -> bool:
    digits = sum(map(str.isdigit, number))
    return 5 <= digits <= 12 and not (_may_be_date(number) or _YEAR.search(number))


_YEAR = re.compile(r"\d\.\d{1,2}\.(?:19|20)?\d\d|\b\d{2}\.\d{2}\b")


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
