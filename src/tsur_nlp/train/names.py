"""Which words may not be remembered by a model: people's names."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from tsur_nlp.text import fold
from tsur_nlp.text.lemmas import analyzer

_PERSON = frozenset({"Name", "Surn", "Patr"})
_COMMON = frozenset({"NOUN", "VERB", "INFN", "ADJF", "ADJS", "PRTF", "PRTS", "ADVB", "GRND"})


def without_names(words: Iterable[str], known: Collection[str] = frozenset()) -> list[str]:
    """Drop what is, or may well be, a first name, a patronymic or a surname.

    ``known`` are words already found to be none, which saves asking the dictionary again.

    >>> without_names(["вода", "сергеевна", "иванова", "марина", "вера"])
    ['вода']
    """
    return [word for word in words if word in known or not is_name(word)]


def is_name(word: str) -> bool:
    """Say whether a folded word is a person's name rather than a common word."""
    parts = word.split("-")
    return any(_is_name(part) for part in parts)


def _is_name(word: str) -> bool:
    parses = analyzer().parse(word)
    person = sum(parse.score for parse in parses if _PERSON & set(parse.tag.grammemes))
    if person >= 0.3:
        return True
    known = analyzer().word_is_known(word)
    common = known and any(
        parse.tag.POS in _COMMON and not _PERSON & set(parse.tag.grammemes) for parse in parses
    )
    return not common and (word in _listed() or parses[0].normal_form in _listed())


@lru_cache(maxsize=1)
def _listed() -> frozenset[str]:
    spec = find_spec("natasha")
    if spec is None or spec.origin is None:
        return frozenset()
    folder = Path(spec.origin).parent / "data" / "dict"
    lines = (
        line
        for name in ("first.txt", "last.txt")
        for line in (folder / name).read_text(encoding="utf-8").splitlines()
    )
    return frozenset(fold(line.strip()) for line in lines if len(line.strip()) > 2)
