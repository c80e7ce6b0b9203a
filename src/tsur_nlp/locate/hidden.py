"""What of a message names no place: mentions, links, names of organisations in quotes."""

from __future__ import annotations

import re

# Mentions and links are no places; their characters become spaces so that offsets stay.
MENTION = re.compile(r"\[(?:id|club|public)[^\]|]*\|[^\]]*\]")
LINK = re.compile(r"https?://\S+|www\.\S+")
MAIL = re.compile(r"\S+@\S+")
QUOTED = re.compile(r"[«\"“„`'][^»\"”`'\n]{2,60}[»\"”`']")
# «УК "Пермская"», «ООО «Магистральная»»: a name in quotes after the word for an organisation.
ORGANISATION = re.compile(
    r"(?i)(?<![а-яё])(?:ук|ооо|тсж|жск|оао|зао|ао|пао|тсн|уо|муп|мкп|гуп|фгуп|мкд|гбу|мбу|мку|ано|"
    r"нко|ип|фирма|компани[яиюей]+|магазин[аеу]?|кафе|газет[аеуы]|групп[аеуы])\s*$"
)


def hide(text: str) -> str:
    """Blank mentions, links and quoted names of organisations.

    >>> hide("[club1|Пермь], ул. Мира")
    '             , ул. Мира'
    """
    if "[" in text:
        text = MENTION.sub(_blank, text)
    if "http" in text or "www" in text:
        text = LINK.sub(_blank, text)
    if "@" in text:
        text = MAIL.sub(_blank, text)
    if '"' in text or "«" in text or "“" in text or "„" in text or "`" in text or "'" in text:
        text = QUOTED.sub(_blank_organisation, text)
    return text


def _blank_organisation(match: re.Match[str]) -> str:
    start = match.start()
    named = ORGANISATION.search(match.string[max(0, start - 12) : start])
    return _blank(match) if named else match.group()


def _blank(match: re.Match[str]) -> str:
    return " " * (match.end() - match.start())
