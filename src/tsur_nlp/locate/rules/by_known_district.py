"""Microdistricts without a type word: «на Гайве», «автобус Канищево-Недостоево»."""

from __future__ import annotations

from tsur_nlp.locate.reading import Found, Reading
from tsur_nlp.locate.words.authorities import of_authority
from tsur_nlp.locate.words.lexicon import Kind, listed
from tsur_nlp.locate.words.microdistrict_names import (
    first_words,
    is_common,
    joined,
    known_name,
    stands_alone,
)
from tsur_nlp.locate.words.morph import shape
from tsur_nlp.locate.words.settlement_forms import describes
from tsur_nlp.locate.words.settlement_names import tells_which_street
from tsur_nlp.text.tokens import fold

QUOTES = frozenset(('"', "«", "“"))


def known_district(reading: Reading) -> None:
    """A microdistrict's name that no rule has taken, written as a place's name is."""
    for i in reading.at(Kind.PART):
        if reading.taken[reading.starts[i]]:
            continue
        if "-" in reading.words[i] and _two_joined(reading, i):
            continue
        more = first_words().get(reading.words[i], -1)
        for last in range(i + more, i - 1, -1):
            name = known_name(joined(reading, i, last)) if last < len(reading.words) else ""
            if name and _free_standing(reading, i, last, name):
                _keep(reading, name, i, last)
                break


def _keep(reading: Reading, name: str, i: int, last: int) -> None:
    """Keep the find with the number that the place's full name has: «на Вышке 2»."""
    j = last + 1 + (reading.word(last + 1) == "-" and reading.gap(last) == "")
    if reading.word(j).isdigit():
        numbered = known_name(f"{fold(name)}-{reading.words[j]}")
        if not numbered and j > last + 1:
            return  # «застройщик ЖБИ-3»
        name, last = (numbered, j) if numbered else (name, last)
    kind = "микрорайон" if reading.word(i - 1) == "районе" else ""
    reading.keep("district", name, i, last, "known_district", type=kind)


def _two_joined(reading: Reading, i: int) -> bool:
    """«Канищево-Недостоево»: two microdistricts by a hyphen."""
    parts = reading.words[i].split("-")
    names = [known_name(part) for part in parts]
    if not all(names) or known_name(reading.words[i]) or not reading.capital(i):
        return False
    start = reading.starts[i]
    for part, name in zip(parts, names, strict=True):
        reading.add(Found("district", name, start, start + len(part), "joined_districts"))
        start += len(part) + 1
    return True


def _free_standing(reading: Reading, i: int, last: int, name: str) -> bool:
    """Not an adjective or a common word, and written as a place: capital, or «на гайве»."""
    word, before = reading.words[i], reading.word(i - 1)
    if not stands_alone(name) or before in QUOTES or tells_which_street(reading, i):
        return False
    if of_authority(reading, i) or _is_river(reading, i):
        return False
    if word.endswith(("ом", "ем", "ого", "его")) and last == i and describes(reading, i):
        return False  # «на Рабочем посёлке»
    if reading.capital(i) and _goes_on_list(reading, i):
        return True
    if last == i and (is_common(word) or shape(word) == "surname"):
        return reading.capital(i) and before in ("на", "с") and not reading.capital(i + 1)
    if reading.capital(i):
        led = before in listed("before_districts") or not reading.opens_sentence(i)
        return len(word) > 4 or (len(word) > 2 and led)
    plain = all(is_common(part) for part in reading.words[i : last + 1])
    return before in ("на", "в") and len(word) > 2 and not plain


def _is_river(reading: Reading, i: int) -> bool:
    """«вдоль Данилихи», «вдоль Егошихи и Данилихи»: many parts of cities have a river's name."""
    return "вдоль" in (reading.word(i - 1), reading.word(i - 3))


def _goes_on_list(reading: Reading, i: int) -> bool:
    """«в микрорайонах Висим, Вышка 2 и Ива»: the one before is a microdistrict."""
    if reading.word(i - 1) not in (",", "и"):
        return False
    end = reading.ends[i - 2]
    return any(found.kind == "district" and found.end == end for found in reading.found)
