"""Text that means the same in Markdown, in a messenger and in no markup at all."""

from __future__ import annotations

from tsur_nlp.report.html.markup import clean
from tsur_nlp.report.words import NBSP, trim

_WORD_JOINER = "\u2060"
# What messengers take for bold, code, strikes, spoilers, links or tags.
_MARKS = str.maketrans(
    {"*": "", "`": "'", "_": " ", "~": "-", "|": "/", "\\": "/", "<": "‹", ">": "›"}
)
# At the beginning of a line these make a heading or a list.
_OPENING = "#-+ "


def said(text: str) -> str:
    """Return a text for JSON: guarded as on the page, with plain spaces.

    >>> said("84\xa0сообщения, uk@example.org")
    '84 сообщения, [ПОЧТА]'
    """
    return clean(text).replace(NBSP, " ").replace(_WORD_JOINER, "").strip()


def unmarked(text: str, limit: int) -> str:
    """Return a text on one line that no messenger takes for markup, cut at a word's end.

    >>> unmarked("**Дом** <b>5</b> [ТЕЛЕФОН](доб. 2)", 80)
    'Дом ‹b›5‹/b› [ТЕЛЕФОН] (доб. 2)'
    """
    flat = " ".join(text.translate(_MARKS).replace("](", "] (").split())
    return trim(flat.lstrip(_OPENING), limit)
