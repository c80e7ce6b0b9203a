"""The names of microdistricts that are known, in every case, and which need no type word."""

from __future__ import annotations

from functools import lru_cache

from tsur_nlp.locate.gazetteer import Gazetteer
from tsur_nlp.locate.reading import WORD, Reading
from tsur_nlp.locate.words.morph import ADJECTIVE, parsed

_PLACE = frozenset(("Geox", "Orgn"))


def known_name(written: str) -> str:
    """Return the nominative of a known microdistrict's form, or an empty string."""
    return Gazetteer.load().microdistrict_forms.get(written, "")


def name_beside_type(written: str) -> str:
    """Do the same beside «мкр», where a name may be a village's or a plain word as well."""
    return known_name(written) or Gazetteer.load().typed_microdistrict_forms.get(written, "")


def joined(reading: Reading, first: int, last: int) -> str:
    """Return what is written from one word to another, folded: «верхние печеры»."""
    return reading.low[reading.starts[first] : reading.ends[last]]


@lru_cache(maxsize=1)
def first_words() -> dict[str, int]:
    """Map the words with which the forms begin to the number of words that may follow."""
    found: dict[str, int] = {}
    for form in Gazetteer.load().microdistrict_forms:
        first, *rest = WORD.findall(form)
        found[first] = max(found.get(first, 0), len(rest))
    return found


def stands_alone(name: str) -> bool:
    """Whether a microdistrict may be named without a type word: not «Солнечный»."""
    return " " in name or not name.endswith(ADJECTIVE)


@lru_cache(maxsize=1)
def adjective_forms() -> frozenset[str]:
    """Return the forms in which an adjective may stand alone: «на Парковом», «с Паркового»."""
    forms = Gazetteer.load().microdistrict_forms.items()
    ends = ("ом", "ем", "ого", "его")
    return frozenset(form for form, name in forms if not stands_alone(name) and form.endswith(ends))


@lru_cache(maxsize=4096)
def is_common(word: str) -> bool:
    """Whether the word is also a common noun or an adjective: «спутник», «цирк»."""
    return any(
        p.is_known and _PLACE.isdisjoint(p.tag.grammemes) and p.tag.POS in ("NOUN", "ADJF")
        for p in parsed(word)
    )
