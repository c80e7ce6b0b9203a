"""A named time with the words around it, and what these say of it."""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from tsur_nlp.respond.promises import tense
from tsur_nlp.respond.promises.lexicon import says

_UNTIL = r"(?:\bдо|\bк|\bко|не\s+поздн\w+(?:,?\s+чем)?|не\s+позже|\bсрок\w*|крайн\w+\s+\w+)"
_LEFT_UNTIL = re.compile(rf"{_UNTIL}[\s:–—-]*(?:конца\s+)?$")
_WORDS_UNTIL = re.compile(rf"\s*{_UNTIL}\b")


class Weight(IntEnum):
    """How much a date counts; the work itself counts more than a survey before it."""

    NONE = 0
    REPLY = 1
    ORDER = 2
    STEP = 3
    START = 4
    WORK = 5


class Context(NamedTuple):
    """A mention with its words, what stands beside it, and the sentence around.

    ``exact`` says that a day is named, not a period, ``now`` that it is the day of the answer;
    ``clause`` is the part of the sentence between commas. No date is kept: what is said of a
    sentence is said of all that repeat it.
    """

    rule: str
    absolute: bool
    exact: bool
    now: bool
    words: str
    left: str
    right: str
    clause: str
    sentence: str


def deadline(c: Context) -> bool:
    """Tell whether the mention says «until»: «до», «к», «не позднее», «срок –»."""
    return bool(_WORDS_UNTIL.match(c.words) or _LEFT_UNTIL.search(c.left))


def will(text: str) -> bool:
    """Tell whether a folded text speaks of the future, not only of what ought to be."""
    return says(text, "will") or tense.promises(text)


@lru_cache(maxsize=1 << 14)
def promised(text: str) -> bool:
    """Tell whether a folded text looks ahead: «будет», «запланирован», «проведем»."""
    return says(text, "plan", "infinitive") or tense.promises(text)
