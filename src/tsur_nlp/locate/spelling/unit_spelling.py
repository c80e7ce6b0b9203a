"""Misspelt districts and municipalities: «орджонекидзевский район», «район Крохалеки»."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from tsur_nlp.locate.gazetteer import Gazetteer
from tsur_nlp.locate.spelling.distance import distance
from tsur_nlp.locate.words.morph import CACHE, parsed
from tsur_nlp.locate.words.place_words import is_listed_word

# Letters from which one edit is a slip of the pen, and two: fewer make another name.
SHORT, LONG = 6, 9
_ENDS = ("ский", "цкий", "ской", "ный")


@lru_cache(maxsize=CACHE)
def meant_unit(adjective: str) -> str:
    """Return the one district or municipality that a misspelt adjective may mean, or ``""``.

    >>> meant_unit("орджонекидзевский"), meant_unit("петрогратсский"), meant_unit("спальный")
    ('орджоникидзевский', 'петроградский', '')
    """
    if _is_adjective(adjective):
        return ""
    gazetteer = Gazetteer.load()
    return _nearest(adjective, gazetteer.districts) or _nearest(
        adjective, (key for key in gazetteer.municipality_keys() if key.endswith(_ENDS))
    )


@lru_cache(maxsize=CACHE)
def meant_microdistrict(written: str) -> str:
    """Return the name of the one microdistrict that a misspelt form may mean, or ``""``.

    >>> meant_microdistrict("крохалеки"), meant_microdistrict("вокзала")
    ('Крохалевка', '')
    """
    if is_listed_word(written):
        return ""
    forms = Gazetteer.load().microdistrict_forms
    near = _nearest_all(written, forms)
    names = {forms[form] for form in near}
    return names.pop() if len(names) == 1 else ""


def _is_adjective(word: str) -> bool:
    return any(parse.is_known and parse.tag.POS == "ADJF" for parse in parsed(word))


def _nearest(written: str, names: Iterable[str]) -> str:
    near = _nearest_all(written, names)
    return near[0] if len(near) == 1 else ""


def _nearest_all(written: str, names: Iterable[str]) -> list[str]:
    """Return the names that are fewest edits away and begin alike; all of them on a tie."""
    if len(written) < SHORT:
        return []
    most = 1 if len(written) < LONG else 2
    first, long = written[:1], len(written)
    alike = [name for name in names if name[:1] == first and -most <= len(name) - long <= most]
    edits = {name: distance(written, name, most) for name in alike}
    fewest = min(edits.values(), default=most + 1)
    return [name for name, count in edits.items() if count == fewest <= most]
