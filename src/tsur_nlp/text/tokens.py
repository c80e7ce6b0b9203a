"""Words and tokens by one regular expression each.

razdel (docs/decisions/0002) splits better on dates and initials, but costs 9 µs a token; the
whole pipeline has to fit into that.
"""

from __future__ import annotations

import re
from typing import NamedTuple

# Explicit ranges cost two thirds of [^\W\d_]; scripts beyond them are met by the last alternative.
_LETTERS = "A-Za-zА-яЁёÀ-ÖØ-öø-ɏͰ-ϿЀ-ԯ"
_LOWER_LETTERS = "a-zа-яß-öø-ɏͰ-Ͽѐ-ԯ"
_REST = r"[^\W\d_]+"

# A placeholder of masked personal data, a word (hyphens inside), or a number.
WORD = re.compile(rf"[{_LETTERS}]+(?:-[{_LETTERS}]+)*|\d+|\[[А-ЯЁ]+\]|{_REST}")
TOKEN = re.compile(rf"[{_LETTERS}]+(?:-[{_LETTERS}]+)*|\d+|\[[А-ЯЁ]+\]|[^\w\s]|_|{_REST}")
_LOWER_WORD = re.compile(rf"[{_LOWER_LETTERS}]+(?:-[{_LOWER_LETTERS}]+)*|\d+|\[[а-я]+\]|{_REST}")


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
    # Past NamedTuple's own __new__, which costs as much as the match.
    make = tuple.__new__
    return [make(Token, (m[0], *m.span())) for m in TOKEN.finditer(text)]
