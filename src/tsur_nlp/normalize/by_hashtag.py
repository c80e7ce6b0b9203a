"""Hashtags: the words that were glued behind the sign."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tsur_nlp.normalize import vocabulary
from tsur_nlp.normalize.repair import repair
from tsur_nlp.text.offsets import Edit

_TAG = re.compile(r"(?<![&/A-Za-z])#(?=\w*[а-яё])\w{2,80}", re.IGNORECASE)
_PART = re.compile(r"[А-ЯЁ]+(?=[А-ЯЁ][а-яё])|[А-ЯЁ]?[а-яё]+|[А-ЯЁ]+|[^\W\d_а-яёА-ЯЁ]+|\d+")

_MIN_GLUED = 5
_MAX_UPPER = 6


@repair(guard=re.compile("#").search)
def hashtags(text: str) -> Iterator[Edit]:
    """Write a Russian hashtag as its words: by case and underscores, else by the dictionary.

    >>> hashtags("#ямынадорогах и снова #ЯмыНаДорогах, #книга_жалоб")
    'ямы на дорогах и снова Ямы На Дорогах, книга жалоб'

    Not a number, a Latin tag, or a tag inside a link:

    >>> hashtags("подъезд #2, #chtonetak, site.ru/#контакты")
    'подъезд #2, #chtonetak, site.ru/#контакты'
    """
    for match in _TAG.finditer(text):
        parts = _PART.findall(match[0])
        words = [word for part in parts for word in _words(part)]
        glued = text[match.start() - 1 : match.start()].strip(" \n([«\"'")
        yield *match.span(), (" " if glued else "") + " ".join(words)


def _words(part: str) -> list[str]:
    """Split a part, unless it is short, a number, or may be an abbreviation."""
    whole = len(part) < _MIN_GLUED or part.isdigit() or (part.isupper() and len(part) <= _MAX_UPPER)
    return [part] if whole else vocabulary.split(part)
