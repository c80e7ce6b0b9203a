"""The forms of politeness of an answer."""

from __future__ import annotations

import re
from functools import lru_cache

from tsur_nlp.respond.answers.word_lists import table
from tsur_nlp.respond.phrases import any_of
from tsur_nlp.text import fold


def politeness(answer: str) -> tuple[str, ...]:
    """Return which forms an answer has: greeting, address, thanks, apology, closing.

    >>> politeness("Уважаемый заявитель! Спасибо за сигнал, лампу заменили.")
    ('address', 'thanks')
    """
    found = {match.lastgroup for match in _forms().finditer(fold(answer))}
    return tuple(name for name in table("politeness") if name in found)


@lru_cache(maxsize=1)
def _forms() -> re.Pattern[str]:
    """Return one pattern of all forms: no phrase of one overlaps with one of another."""
    forms = "|".join(f"(?P<{name}>{any_of(said)})" for name, said in table("politeness").items())
    return re.compile(rf"(?<!\w)(?:{forms})")
