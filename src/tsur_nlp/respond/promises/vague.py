"""Promises without a usable date: «в ближайшее время», «при наличии финансирования»."""

from __future__ import annotations

from functools import lru_cache

from tsur_nlp.respond.promises import tense
from tsur_nlp.respond.promises.context import promised, will
from tsur_nlp.respond.promises.lexicon import says
from tsur_nlp.respond.promises.windows import stemmed, windows


def may_open(text: str) -> bool:
    """Tell whether a folded text has what `open_ended` looks for, whatever stands around."""
    return "vague" in stemmed(text) or tense.we_will(text)


def open_ended(text: str) -> bool:
    """Tell whether a folded text may leave a day open: a quick look before the slow one."""
    near = (promised(text[start:end]) for start, end in windows(text, "vague"))
    return any(near) or tense.we_will(text)


def cued(text: str) -> bool:
    """Tell whether a folded text has words that could leave a day open."""
    return says(text, "vague") or tense.we_will(text)


@lru_cache(maxsize=1 << 14)
def vague(sentence: str) -> bool:
    """Tell whether a folded sentence promises work and leaves the day open.

    >>> vague("снег вывезем в ближайшее время."), vague("снег вывезен в кратчайшие сроки.")
    (True, False)
    """
    if not cued(sentence):
        return False
    if says(sentence, "failure", "court", "citizen", "answer", "recurring"):
        return False
    return will(sentence) if says(sentence, "law") else promised(sentence)
