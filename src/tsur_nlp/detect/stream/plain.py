"""What a text says without its numbers, names, case and punctuation, as bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tsur_nlp.text import words

_CHARACTERS = 300
_ALPHABET = "cp1251"
_PLACEHOLDER = re.compile("\\[[А-ЯЁа-яё]+\\]".encode(_ALPHABET))
_END = "\0"
_AT_ONCE = 4096


def _letters() -> bytes:
    """Return the table that lowers letters, writes ё as е, and makes a space of all else."""
    known = [bytes([code]).decode(_ALPHABET, "ignore") for code in range(256)]
    table = [
        letter.lower().replace("ё", "е").encode(_ALPHABET) if letter.isalpha() else b" "
        for letter in known
    ]
    table[ord(_END)] = _END.encode()
    return b"".join(table)


_LETTERS = _letters()


def plain(text: str) -> bytes:
    """Return the words of a text's beginning without numbers, placeholders, case and punctuation.

    >>> plain("Ёлка у дома-колодца №5, [ИМЯ]!").decode("cp1251")
    'елка у дома колодца'
    """
    return plains([text])[0]


def plains(texts: Sequence[str]) -> list[bytes]:
    """Return the same for many texts.

    In one byte a letter and many texts at once, which costs a tenth of what a regular expression
    does; a text with other letters (or an emoji) takes the long way.
    """
    return [
        one
        for start in range(0, len(texts), _AT_ONCE)
        for one in _plains([text[:_CHARACTERS] for text in texts[start : start + _AT_ONCE]])
    ]


def _plains(heads: Sequence[str]) -> Iterator[bytes]:
    raw = _END.join(heads).encode(_ALPHABET, "ignore")
    end = _END.encode()
    whole = raw.split(end)
    if len(whole) != len(heads):  # a text holds the mark that parts texts
        return (_by_words(head) for head in heads)
    cleaned = _PLACEHOLDER.sub(b" ", raw) if b"[" in raw else raw
    parts = cleaned.translate(_LETTERS).split(end)
    return (
        b" ".join(part.split()) if len(one) == len(head) else _by_words(head)
        for head, one, part in zip(heads, whole, parts, strict=True)
    )


def _by_words(head: str) -> bytes:
    kept = " ".join(word for word in words(head) if word[0].isalpha())
    return kept.replace("-", " ").encode(_ALPHABET, "xmlcharrefreplace")
