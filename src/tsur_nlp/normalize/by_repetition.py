"""Letters and punctuation drawn out for effect."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

from tsur_nlp.normalize import vocabulary
from tsur_nlp.normalize.repair import repair, word_start
from tsur_nlp.text.offsets import Edit

_WORD = re.compile("[а-яё]+", re.IGNORECASE)
_RUN = re.compile(r"([а-яё])\1{2,}", re.IGNORECASE)
_STRETCH = re.compile(r"[!?.,)(*_=~+—–-]{4,}")
_MARKS = re.compile(r"[!?]{4,}|([.,)(*_=~+—–-])\1{3,}")
_THREE = re.compile(r"(.)\1\1")
_FOUR = tuple(4 * mark for mark in "!?.,)(*_=~+—–-")
_COMPANY = re.compile(r"ООО[А-ЯЁ][а-яё]")
_MAX_UPPER = 6
_MAX_RUNS = 4
_MAX_LETTERS = 60


def _tripled(text: str) -> bool:
    return any(match[1].isalpha() for match in _THREE.finditer(text))


@repair(guard=_tripled)
def letters(text: str) -> Iterator[Edit]:
    """Shorten a letter said three times and more to one, or to two where the word has two.

    >>> letters("оооочень длиннннный забор, СПАСИТЕЕЕЕ")
    'очень длинный забор, СПАСИТЕ'

    Not ООО, Roman numerals (Latin), a sound, or a word that has three:

    >>> letters("ООО «Ромашка», XVIII, ммм, длинношеее")
    'ООО «Ромашка», XVIII, ммм, длинношеее'
    """
    last = 0
    for run in _RUN.finditer(text):
        if run.start() >= last:
            start = word_start(text, run.start(), last)
            word = _WORD.match(text, start)
            last = word.end() if word else run.end()
            yield start, last, _shortened(text[start:last])


def _drawn_out(text: str) -> bool:
    return "?!" in text or "!?" in text or any(run in text for run in _FOUR)


@repair(guard=_drawn_out)
def marks(text: str) -> Iterator[Edit]:
    """Leave at most three of the same mark in a row.

    >>> marks("Сколько можно!!!!!!! Где ответ?!?!?!?! Ждём.......")
    'Сколько можно!!! Где ответ?! Ждём...'

    Not an ellipsis or three marks:

    >>> marks("Ну вот... Когда???")
    'Ну вот... Когда???'
    """
    for stretch in _STRETCH.finditer(text):
        for match in _MARKS.finditer(text, *stretch.span()):
            mixed = "!" in match[0] and "?" in match[0]
            yield *match.span(), "?!" if mixed else match[0][:3]


def _shortened(word: str) -> str:
    runs = list(_RUN.finditer(word))
    if len(runs) == 1 and len(runs[0][0]) == len(word):
        return word[:3]
    too_long = len(runs) > _MAX_RUNS or len(word) > _MAX_LETTERS
    if too_long or _COMPANY.match(word) or vocabulary.known(word):
        return word
    forms = [_cut(word, runs, lengths) for lengths in product((1, 2), repeat=len(runs))]
    known = [form for form in forms if vocabulary.known(form)]
    if known:
        return max(known, key=lambda form: (vocabulary.count(form), -len(form)))
    abbreviation = word.isupper() and (len(word) <= _MAX_UPPER or word.startswith("ООО"))
    return word if abbreviation else forms[0]


def _cut(word: str, runs: list[re.Match[str]], lengths: tuple[int, ...]) -> str:
    parts, last = [], 0
    for run, length in zip(runs, lengths, strict=True):
        parts.append(word[last : run.start() + length])
        last = run.end()
    return "".join(parts) + word[last:]
