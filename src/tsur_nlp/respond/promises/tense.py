"""Whether words speak of the future or of the past, by the dictionary."""

from __future__ import annotations

import re
from functools import lru_cache

from tsur_nlp.respond.promises.lexicon import patterns
from tsur_nlp.text.lemmas import analyzer

_WORD = re.compile(r"[а-я]{4,}")
# The rarest letter comes first.
_WE = re.compile(r"м(?<=[еи]м)(?:ся)?\b")
_LONGEST = 20
_LAST = re.compile(r"(?<!не )\b[а-я]{3,}$")
_FUTURE = ("ет", "ут", "ют", "ит", "ат", "ят", "ем", "им", "те", "ст", "ся", "сь")
_PAST = ("л", "ла", "ло", "ли", "ся", "сь", "н", "на", "но", "ны", "т", "та", "то", "ты")


def promises(text: str) -> bool:
    """Tell whether a folded text has a verb of the future: «проведем», «уберут», «закончится».

    >>> promises("завтра вывезут"), promises("вчера вывезли")
    (True, False)
    """
    return any("futr" in _tense(w) for w in _WORD.findall(text) if w.endswith(_FUTURE))


def we_will(text: str) -> bool:
    """Tell whether the answer itself promises work: «поставим», «дойдем»; not «сообщим»."""
    for ending in _WE.finditer(text):
        verb = _LAST.search(text, max(0, ending.end() - _LONGEST), ending.end())
        if verb and _is_work_ahead(verb[0]):
            return True
    return False


def reports(text: str) -> bool:
    """Tell whether a folded text has a verb or a participle of the past: «вывезли», «выполнены»."""
    return any("past" in _tense(w) for w in _WORD.findall(text) if w.endswith(_PAST))


def speaks(text: str) -> bool:
    """Tell whether a folded text has a verb of any tense, unlike «окраска — в мае»."""
    return any(_tense(word) for word in _WORD.findall(text))


def tells(text: str) -> bool:
    """Tell whether a folded text speaks of how things are: «производится», «работает»."""
    return any("pres" in _tense(word) for word in _WORD.findall(text))


@lru_cache(maxsize=1 << 12)
def _is_work_ahead(word: str) -> bool:
    is_talk = any(pattern.match(word) for pattern in patterns("words"))
    return not is_talk and _tense(word) == "futr"


@lru_cache(maxsize=1 << 14)
def _tense(word: str) -> str:
    first, *others = analyzer().parse(word)
    if first.tag.POS in ("VERB", "PRTS") and first.tag.tense:
        return str(first.tag.tense)
    # «заменим» is also a short adjective, «получите» also an order.
    verbal = first.tag.POS in ("VERB", "ADJS", "PRTS")
    return "futr" if verbal and any(p.tag.tense == "futr" for p in others) else ""
