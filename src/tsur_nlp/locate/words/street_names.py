"""Known streets that a message may name by the name alone: «вся Чапаева», «на хабаровской»."""

from __future__ import annotations

from functools import lru_cache

from tsur_nlp.locate.gazetteer import Gazetteer
from tsur_nlp.locate.words.lexicon import listed
from tsur_nlp.locate.words.morph import SURNAME_ENDS, parsed, shape

OF_A_TOWN = ("ская", "цкая")
CASES = ("ой", "ую")


@lru_cache(maxsize=1)
def personal() -> frozenset[str]:
    """Return the known streets of one word that are a person's surname in the genitive."""
    names = (name for name in Gazetteer.load().streets if " " not in name)
    return frozenset(name for name in names if _is_surname(name))


@lru_cache(maxsize=1)
def of_towns() -> frozenset[str]:
    """Return «хабаровской» and «хабаровскую» for known streets like «Хабаровская», «Школьная»."""
    names = Gazetteer.load().streets
    stems = [name[:-2] for name in names if " " not in name and name.endswith(OF_A_TOWN)]
    stems += [name[:-2] for name in listed("usual_adjectives")]
    common = listed("not_town_streets")
    return frozenset(stem + case for stem in stems for case in CASES if stem + "ая" not in common)


def _is_surname(name: str) -> bool:
    if name[-1] not in "аяоеи" and not name.endswith(("ой", "ых", "их")):
        return False
    if name.endswith(("ая", "яя", "ое", "ово", "ево", "ино")) or name in listed("not_personal"):
        return False
    form = shape(name)
    return form == "surname" or (form == "noun" and name.endswith(SURNAME_ENDS))


@lru_cache(maxsize=4096)
def is_plain(word: str) -> bool:
    """Whether the word is a surname only: «куйбышева», not «королева», not «беговой».

    >>> is_plain("куйбышева"), is_plain("беговой")
    (True, False)
    """
    known = [p for p in parsed(word) if p.is_known]
    names = ({"Surn", "Name", "Patr", "Geox"} & p.tag.grammemes for p in known)
    return all(names) or word.endswith(SURNAME_ENDS)
