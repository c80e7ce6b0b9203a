"""Sentences with their spans: every mark that may end one is judged by an ordered list of rules."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from tsur_nlp.text.tokens import Token

_TABLE = Path(__file__).parent / "data" / "sentence_abbreviations.csv"
_END = re.compile(r"(?:[.!?…]+[»\"”)\]]*|[)(]{2,}|\n)\s*")
_LAST = re.compile(r"(?:\w\.)*[\w-]+$|[^\w\s]$")
# Most ends are told at once: a long word of small letters, one full stop, a space, a capital.
_PLAIN = re.compile(r"(?<=[а-яё]{6})\. (?=[А-ЯЁ])")
_INITIALS = re.compile(r"(?:[А-ЯЁ]\.)*[А-ЯЁ]")
_SURNAME = re.compile(r"[А-ЯЁ][а-яё]+ ?$")
_CLOSING = '»"”)]'
_REACH = 24

SPLIT, JOIN = True, False


class Mark(NamedTuple):
    """A place where a sentence may end: what stands before it, the mark itself, and after it."""

    left: str
    before: str
    mark: str
    gap: str
    right: str


Rule = Callable[[Mark], bool | None]
"""`SPLIT`, `JOIN`, or None where the rule has no opinion."""


def line_end(m: Mark) -> bool | None:
    """Split at a newline, unless the sentence plainly goes on in lower case."""
    lines = (m.mark + m.gap).count("\n")
    if not lines:
        return None
    if m.mark != "\n" or lines > 1:
        return SPLIT
    return not m.right[:1].islower()


def list_number(m: Mark) -> bool | None:
    """«1. Яма» at the start of a line is one sentence."""
    start = m.before[: len(m.before) - len(m.left)]
    return JOIN if m.mark == "." and m.left.isdigit() and not start.rstrip(" ") else None


def glued(m: Mark) -> bool | None:
    """Without a space a sentence ends only between a word and a capital: «нет.Когда»."""
    if m.gap:
        return None
    long_word = len(m.left) > 2 and m.left.isalpha() and not m.left.isupper()
    starts = m.right[:1].isupper() and not m.right[1:2].isupper()
    if m.mark == "." and _kind(m.left):
        return JOIN
    return starts and (long_word or m.mark[0] in "!?…)")


def decimal(m: Mark) -> bool | None:
    """«5. 6» is a number or a list, not an end."""
    return JOIN if m.mark == "." and m.left[-1:].isdigit() and m.right[:1].isdigit() else None


def initial(m: Mark) -> bool | None:
    """«И. И. Петров» goes on; «Петров И.И. Прошу» ends."""
    if m.mark != "." or not _INITIALS.fullmatch(m.left) or not m.right[:1].isalpha():
        return None
    surname = len(m.left) > 1 and _SURNAME.search(m.before[: -len(m.left)])
    return m.right[:1].isupper() if surname else JOIN


def head_abbreviation(m: Mark) -> bool | None:
    """«ул. Мира», «д. 5»: the abbreviated word wants what follows."""
    return JOIN if m.mark == "." and _kind(m.left) == "head" else None


def tail_abbreviation(m: Mark) -> bool | None:
    """«2021 г. Прошу» ends, «2021 г. начали» and «г. Пермь» do not."""
    if m.mark != "." or _kind(m.left) != "tail":
        return None
    place = m.left.lower() == "г" and not m.before[: -len(m.left)].rstrip().endswith(_DIGITS)
    return JOIN if place else not (m.right[:1].islower() or m.right[:1].isdigit())


def going_on(m: Mark) -> bool | None:
    """After an ellipsis or closing brackets a lower-case word goes on."""
    pausing = m.mark.startswith(("..", "…")) or m.mark[0] in "()" or m.mark[-1] in _CLOSING
    return JOIN if pausing and m.right[:1].islower() else None


def punctuation(m: Mark) -> bool | None:
    """A comma or a dash after the mark goes on."""
    return JOIN if m.right[:1] in tuple(",;:—–-") else None


RULES: tuple[Rule, ...] = (
    line_end,
    list_number,
    glued,
    decimal,
    initial,
    head_abbreviation,
    tail_abbreviation,
    going_on,
    punctuation,
)
"""Asked in this order; where none has an opinion the sentence ends."""

_DIGITS = tuple("0123456789")


def sentences(text: str) -> list[Token]:
    """Cut a text into sentences, each with its span; the space between them is left out.

    >>> [s.text for s in sentences("На ул. Мира, д. 5. темно. Когда починят? Ждём с 2021 г.")]
    ['На ул. Мира, д. 5.', 'темно.', 'Когда починят?', 'Ждём с 2021 г.']
    """
    return list(_cut(text))


def _cut(text: str) -> Iterator[Token]:
    start = 0
    for match in _END.finditer(text):
        plain = _PLAIN.match(text, match.start())
        if match.end() < len(text) and (plain or _ends(_mark(text, match))):
            yield from _trimmed(text, start, match.end())
            start = match.end()
    yield from _trimmed(text, start, len(text))


def _trimmed(text: str, start: int, end: int) -> Iterator[Token]:
    piece = text[start:end]
    body = piece.strip()
    if body:
        first = start + len(piece) - len(piece.lstrip())
        yield Token(body, first, first + len(body))


def _mark(text: str, match: re.Match[str]) -> Mark:
    mark = match[0].rstrip()
    before = text[max(0, match.start() - _REACH) : match.start()].rpartition("\n")[2]
    last = _LAST.search(before, before.rfind(" ") + 1)
    right = text[match.end() : match.end() + _REACH].lstrip('«"“(')
    return Mark(last[0] if last else "", before, mark or "\n", match[0][len(mark or " ") :], right)


def _ends(mark: Mark) -> bool:
    for rule in RULES:
        verdict = rule(mark)
        if verdict is not None:
            return verdict
    return SPLIT


def _kind(word: str) -> str:
    return _abbreviations().get(word.lower(), "")


@lru_cache(maxsize=1)
def _abbreviations() -> dict[str, str]:
    with _TABLE.open(encoding="utf-8", newline="") as file:
        return {row["short"]: row["kind"] for row in csv.DictReader(file)}
