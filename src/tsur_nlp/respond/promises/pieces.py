"""An answer cut where a sentence surely ends: officials repeat such pieces, each is read once."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from tsur_nlp.respond.promises.times import latest
from tsur_nlp.respond.promises.vague import may_open
from tsur_nlp.text import Token, fold
from tsur_nlp.text.sentences import sentences

# No abbreviation has six letters, so `sentences` cuts here too, whatever stands farther off. The
# full stop comes first in the pattern: `re` looks for it alone.
_SURE_END = re.compile(r"\. (?=[А-ЯЁ])(?<=[а-яё]{6}\. )")


class Piece(NamedTuple):
    """Some whole sentences, folded too; the latest day they may name; whether one may be open."""

    text: str
    folded: str
    latest: dt.date
    opening: bool


def pieces(text: str) -> Iterator[tuple[int, Piece]]:
    """Yield the pieces of an answer, each with its place.

    >>> [(start, piece.text) for start, piece in pieces("Снег на ул. Мира убран. Спасибо.")]
    [(0, 'Снег на ул. Мира убран. Спасибо.')]
    >>> [(start, piece.text) for start, piece in pieces("Контейнер поставлен. Спасибо.")]
    [(0, 'Контейнер поставлен. '), (21, 'Спасибо.')]
    """
    start = 0
    for match in _SURE_END.finditer(text):
        yield start, _piece(text[start : match.end()])
        start = match.end()
    yield start, _piece(text[start:])


@lru_cache(maxsize=1 << 14)
def _piece(text: str) -> Piece:
    folded = folded_alike(text)
    return Piece(text, folded, latest(folded), may_open(folded))


@lru_cache(maxsize=1 << 13)
def cut(piece: str) -> tuple[Token, ...]:
    """Return the sentences of a piece."""
    return tuple(sentences(piece))


def folded_alike(text: str) -> str:
    """Fold a text and keep its offsets: the lower case of «İ» is two characters long."""
    folded = fold(text)
    if len(folded) == len(text):
        return folded
    return "".join(c if len(fold(c)) > 1 else fold(c) for c in text)
