"""Words and tokens by one regular expression each.

razdel (docs/decisions/0002) splits better on dates and initials, but costs 9 µs a token; the
whole pipeline has to fit into that.
"""

from __future__ import annotations

import re
from typing import NamedTuple

# A placeholder of masked personal data, a word (hyphens inside), or a number.
WORD = re.compile(r"\[[А-ЯЁ]+\]|[^\W\d_]+(?:-[^\W\d_]+)*|\d+")
TOKEN = re.compile(r"\[[А-ЯЁ]+\]|[^\W\d_]+(?:-[^\W\d_]+)*|\d+|[^\w\s]|_")
_LOWER_WORD = re.compile(r"\[[а-я]+\]|[^\W\d_]+(?:-[^\W\d_]+)*|\d+")


class Token(NamedTuple):
    """A token and its span in the text it was cut from."""

    text: str
    start: int
    end: int


def fold(text: str) -> str:
    """Lower case, ё as е: the form in which words are compared.

    >>> fold("Ёлки на Королёва")
    'елки на королева'
    """
    return text.lower().replace("ё", "е")


def words(text: str) -> list[str]:
    """Folded words, numbers and placeholders, in order; punctuation is dropped.

    >>> words("Во дворе-колодце, д. 5 — [ТЕЛЕФОН]!")
    ['во', 'дворе-колодце', 'д', '5', '[телефон]']
    """
    return _LOWER_WORD.findall(fold(text))


def tokens(text: str) -> list[Token]:
    """Words, numbers and single punctuation marks with their spans.

    >>> [t.text for t in tokens("ул.Мира д.5к2")]
    ['ул', '.', 'Мира', 'д', '.', '5', 'к', '2']
    """
    return [Token(m.group(), m.start(), m.end()) for m in TOKEN.finditer(text)]
