"""Names of channels, topics and priorities, compared as people write them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tsur_nlp.text import fold

_BETWEEN_WORDS = re.compile(r"[^\w*]+")


def key_of(name: str) -> str:
    """Return a name without case, ё, quotes and other punctuation.

    >>> key_of("«Госуслуги.  Решаем вместе»")
    'госуслуги решаем вместе'
    """
    return _BETWEEN_WORDS.sub(" ", fold(name)).strip()


def matcher(patterns: Iterable[str]) -> re.Pattern[str]:
    """Return the expression that a key fits if one of the patterns does; ``*`` is any text.

    >>> bool(matcher(["срочн*"]).fullmatch(key_of("Срочное")))
    True
    """
    keys = (key_of(pattern).split("*") for pattern in patterns)
    return re.compile("|".join(".*".join(map(re.escape, parts)) for parts in keys))
