"""The repairs in their order, and the cheap test that lets most messages past all of them."""

from __future__ import annotations

import re

from tsur_nlp.normalize.by_alphabet import homoglyphs
from tsur_nlp.normalize.by_hashtag import hashtags
from tsur_nlp.normalize.by_layout import layout
from tsur_nlp.normalize.by_markup import entities, escapes, list_brackets, quoting, tags
from tsur_nlp.normalize.by_repetition import letters, marks
from tsur_nlp.normalize.by_space import whitespace
from tsur_nlp.normalize.by_unicode import (
    composition,
    emoji,
    forms,
    invisible,
    rare_spaces,
    spaces,
)
from tsur_nlp.normalize.repair import Repair
from tsur_nlp.records import Step
from tsur_nlp.text.offsets import apply

REPAIRS: tuple[Repair, ...] = (
    list_brackets,
    escapes,
    entities,
    tags,
    emoji,
    invisible,
    rare_spaces,
    spaces,
    composition,
    forms,
    quoting,
    hashtags,
    homoglyphs,
    layout,
    letters,
    marks,
    whitespace,
)
"""Applied in this order, again and again until nothing is left to repair."""

MAX_ROUNDS = 8
"""A text that a hostile hand wrote may go on changing; after so many rounds it is left as it is."""

_PLAIN = r"""а-яА-ЯёЁ0-9 !"$%'()*+,\-./:;=?@\]^_`|{}~«»–—…“”„’№°₽²³\n"""
_NOT_PLAIN = re.compile(f"[^{_PLAIN}]")
_ODD = re.compile(rf"[^{_PLAIN}\r\t\xa0]")
_EXOTIC = re.compile(rf"[^{_PLAIN} -~\r\t\xa0]")
_TRIPLE = re.compile(r"(.)\1\1", re.DOTALL)

_CHARACTERS = (emoji, invisible, rare_spaces, composition, forms)
_FOR_ASCII = tuple(fix for fix in REPAIRS if fix not in _CHARACTERS)
_FOR_PLAIN = (spaces, letters, marks, whitespace)
_SETTLED = frozenset(fix.__name__ for fix in _FOR_PLAIN)
"""They make no work for a repair that stands before them."""


def is_clean(text: str) -> bool:
    """Tell, at a tenth of the price, that no repair has anything to do.

    >>> is_clean("Не горит фонарь, д. 5"), is_clean("Не горит фонарь 😡")
    (True, False)
    """
    return not (
        _NOT_PLAIN.search(text)
        or _TRIPLE.search(text)
        or "  " in text
        or "?!" in text
        or "!?" in text
        or len(text.strip()) != len(text)
    )


def candidates(text: str) -> tuple[Repair, ...]:
    """Return the repairs that may have something to do, by the characters that the text holds.

    >>> candidates("Ну когда же!!!!!")
    (<repair spaces>, <repair letters>, <repair marks>, <repair whitespace>)
    """
    if not _ODD.search(text):
        return _FOR_PLAIN
    return REPAIRS if _EXOTIC.search(text) else _FOR_ASCII


def repaired(text: str) -> tuple[str, tuple[Step, ...]]:
    """Return the repaired text and the steps that led to it; a clean text comes back as it is.

    >>> text, steps = repaired("Пpошу  убрать снег!!!!!")
    >>> text, [step.rule for step in steps]
    ('Прошу убрать снег!!!', ['homoglyphs', 'marks', 'whitespace'])
    """
    steps: list[Step] = []
    for _ in range(MAX_ROUNDS):
        if is_clean(text):
            break
        before = len(steps)
        for fix in candidates(text):
            edits = fix.edits(text)
            if edits:
                steps.append(Step(fix.__name__, edits))
                text = apply(text, edits)
        if all(step.rule in _SETTLED for step in steps[before:]):
            break
    return text, tuple(steps)
