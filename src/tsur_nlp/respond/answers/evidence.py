"""Does an answer bring evidence: a photo, an act, a letter that is attached or named."""

from __future__ import annotations

import re
from functools import lru_cache

from tsur_nlp.respond.answers.word_lists import table
from tsur_nlp.respond.phrases import any_of
from tsur_nlp.text import fold

_NEAR = r"[^!?\n]{0,50}?"
_APART = 60
# «Приложение: фото» lists what is attached; «приложения № 5 к постановлению» is a part of a law.
_LIST = r"(?:приложени[еяй]|прил\.)\s*(?:\([^)]*\))?\s*[:\-–—.]"
_OF_LAW = r"приложени\w+[^.:!?]{0,12}?(?:№\s*\d+\s*|\d+\s*)?\bк{1,2}\b"
_PHOTO_IN_BRACKETS = r"\(\s*фото\w*[^)]{0,20}\)"
_DOT_IN_NUMBER = re.compile(r"\.(?<=\d\.)(?=\d)")


def has_evidence(answer: str) -> bool:
    """Tell whether an answer attaches or names a proof.

    >>> has_evidence("Снег убран. Приложение: фотофиксация.")
    True
    >>> has_evidence("Просим приложить фото. Согласно п. 8 приложения № 5 к постановлению…")
    False
    """
    text = _DOT_IN_NUMBER.sub(" ", fold(answer))
    return bool(_proof().search(_no_proof().sub(" ", text)))


@lru_cache(maxsize=1)
def _proof() -> re.Pattern[str]:
    words = table("evidence")
    document, attached = any_of(words["document"]), any_of(words["attached"])
    return _from_word(
        _LIST,
        rf"приложени[еяй]\s+{document}",
        any_of(words["named"]),
        rf"{document}{_NEAR}{attached}",
        rf"{attached}{_NEAR}{document}",
        anywhere=_PHOTO_IN_BRACKETS,
    )


@lru_cache(maxsize=1)
def _no_proof() -> re.Pattern[str]:
    words = table("evidence")
    asked = rf"{any_of(words['asked'])}[^.!?]{{0,{_APART}}}"
    return _from_word(asked, any_of(words["foreign"]), anywhere=_OF_LAW)


def _from_word(*patterns: str, anywhere: str) -> re.Pattern[str]:
    """Return any of the patterns where a word begins: between its letters none of them is tried."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})|{anywhere}")
