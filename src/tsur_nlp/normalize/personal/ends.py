"""Where a name ends that a word about a person brought."""

from __future__ import annotations

import re

from tsur_nlp.normalize.personal.context import Word, joined
from tsur_nlp.normalize.personal.lexicon import read
from tsur_nlp.normalize.personal.lists import cues


def name_end(words: tuple[Word, ...], i: int, *, bold: bool) -> int:
    """Return the index after the last word of the name that begins at ``i`` (``i`` if none does).

    ``bold`` takes an unknown capitalised word too, and a name in lower case.
    """
    end = i
    while end < min(len(words), i + 3) and (end == i or joined(words, end - 1)):
        if not _is_part(words[end], bold=bold, first=end == i):
            break
        end += 1
    return end


def with_initial(text: str, words: tuple[Word, ...], end: int) -> int:
    """Return the offset where the name ends, with «К.» after it if there is one."""
    stop = words[end - 1].end
    match = _INITIAL.match(text, stop)
    return match.end() if match else stop


_INITIAL = re.compile(r"[ \u00a0][А-ЯЁ]\.(?:[ \u00a0]?[А-ЯЁ]\.)?|[ \u00a0][А-ЯЁ](?=\s*$)")


def _is_part(word: Word, *, bold: bool, first: bool) -> bool:
    reading = read(word.low)
    if reading.never or cues(word.low) - {"towards"} or len(word.low) < 3:
        return False
    if word.text.isupper() and len(word.text) < 5 and not reading.first:
        return False
    if word.capital:
        if bold and not first:
            return True
        sure = reading.first == 2 or reading.surname == 2 or reading.patronymic
        return (
            sure
            or (bold and (reading.first > 0 or not reading.known))
            or (not first and reading.surname > 0)
        )
    return (
        reading.patronymic
        or (reading.first == 2 if first else reading.surname == 2)
        or (bold and first and reading.first > 0)
    )
