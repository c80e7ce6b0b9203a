"""Lists of words and phrases as one pattern: a star stands for any ending."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tsur_nlp.text import fold

_NOTHING = r"(?!)"


def pattern(phrases: Iterable[str]) -> re.Pattern[str]:
    """Return what finds any of the phrases, as whole words, in a folded text.

    >>> bool(pattern(["завершен*", "снят с контроля"]).search("завершено: автоматически"))
    True
    >>> bool(pattern(["решено"]).search("не разрешено"))
    False
    """
    return re.compile(any_of(phrases))


def any_of(phrases: Iterable[str]) -> str:
    """Return the expression of `pattern`, to be a part of a longer one.

    Phrases are gathered under their first letters, so that a word is held against few of them;
    longer ones stand first, so that none is cut short by its own beginning.

    >>> re.fullmatch(any_of(["акт*", "во вложении"]), "актом") is not None
    True
    """
    folded = {" ".join(fold(phrase).split()) for phrase in phrases} - {""}
    heads: dict[str, list[str]] = {}
    for phrase in sorted(folded, key=lambda p: (p[0], -len(p), p)):
        heads.setdefault(phrase[0], []).append(_spelled(phrase[1:]))
    groups = (f"{re.escape(head)}(?:{'|'.join(tails)})" for head, tails in heads.items())
    return rf"(?<!\w)(?:{'|'.join(groups)})(?!\w)" if heads else _NOTHING


def _spelled(phrase: str) -> str:
    return re.escape(phrase).replace(r"\*", r"\w*").replace(r"\ ", r"\s+")
