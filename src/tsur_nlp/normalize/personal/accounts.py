"""Numbers of accounts: of a flat with its suppliers, of a bank."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tsur_nlp.normalize.personal.digits import at_numbers, has_ten_digits

_ACCOUNT = re.compile(
    r"\b(?:л(?:иц(?:ев\w+|\.)?\s*сч(?:[её]т\w*|\.)?|ицев\w+|(?<![/.]л)\.\s?с(?:ч)?\."
    r"|(?<![/.-].)с\b(?=\W{0,4}[0-9]))"
    r"|(?<!/)[лрк][/\\]\s?с(?:ч(?:[её]т\w*)?)?\b"
    r"|(?:расч[её]тн|банковск|корреспондентск)\w+ сч[её]т\w*|номер\w* (?:лицевого )?сч[её]та"
    r"|сч[её]т(?:а|у|ом)?(?=\s*(?:№|n|:|номер))|абонент\w*(?=\s*(?:№|n|:|номер))"
    r"|номер абонента|(?:код|номер) плательщика|абонентск\w+ номер\w*)"
    r"(?:\s*(?:квартиросъ[её]мщика|абонента|потребителя|плательщика|мой|моего|моему|наш"
    r"|номер\w*|сч[её]т\w*|за (?:газ|воду|свет|электричество|тепло|капремонт)|по (?:газу|воде"
    r"|свету|капремонту)|газ\w*|открыт\w*|у меня|такой|это))*"
    r"[\s:№#Nn\-–—=(.,\"«]{0,6}(?P<n>[0-9][0-9 \-/]{3,22}[0-9][а-я]?)(?![0-9])"
)
_MORE_ACCOUNTS = re.compile(
    r"\s?(?:,|;|и|или|а также)\s"
    r"(?:(?:втор\w+|друг\w+|трет\w+|ещ[её]|по|на|с)\s)?(?:№\s?)?(?P<n>[0-9]{5,20})(?![0-9])"
)
_ACCOUNT_BEFORE = re.compile(
    r"сч[её]т(?:а|у|ом|е|ам|ов|ах|ами)?\s*[№:]?\s*"
    r"(?P<n>[0-9]{5,20}(?![0-9])(?=\s*\(?лиц|(?<=[0-9]{9})(?:\W|$)|\s?(?:,|и)\s[0-9]{7,20}(?![0-9]))"
    r"|[0-9]{3,16}(?: [0-9]{3,6}){2,5}(?<=[0-9 ]{15})(?! ?[0-9]|\s?(?:р\b|руб|коп|₽)))"
)
_ACCOUNT_SIGNS = (
    "сч",
    "лиц",
    "л/с",
    "л\\с",
    "л.с",
    "л. с",
    "р/с",
    "лс",
    "абонент",
    "плательщик",
)
_BANK = re.compile(
    r"[0-9](?<![0-9][0-9])[0-9]{4}[ .]?810[ .]?[0-9]{12}(?![0-9])"
    r"|40[5-8](?<![0-9]...)(?: ?[0-9]){17}(?![0-9])"
)


def accounts(text: str, lower: str) -> Iterator[tuple[int, int]]:
    """«лицевой счёт № 12345», «л/с 12345», and bank accounts."""
    if has_ten_digits(text):
        yield from (m.span() for m in at_numbers(_BANK, lower))
    if any(sign in lower for sign in _ACCOUNT_SIGNS):
        for match in _ACCOUNT.finditer(lower):
            yield from _listed(match, lower)
        for match in _ACCOUNT_BEFORE.finditer(lower):
            yield from _listed(match, lower)


def _listed(match: re.Match[str], lower: str) -> Iterator[tuple[int, int]]:
    more: re.Match[str] | None = match
    while more:
        yield more.span("n")
        more = _MORE_ACCOUNTS.match(lower, more.end())
