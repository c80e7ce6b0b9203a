"""Misspelt streets, by the user's register: «ул. Уралская, 5», «на Пушкна д. 15»."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from tsur_nlp.locate.reading import Found, Reading
from tsur_nlp.locate.register import Register, Where
from tsur_nlp.locate.register.repair import corrected
from tsur_nlp.locate.register.spot import compact
from tsur_nlp.locate.rules.by_house import is_unit
from tsur_nlp.locate.rules.street_find import add, house_after
from tsur_nlp.locate.spelling.usual_streets import SHORT, usual
from tsur_nlp.locate.words.lexicon import Kind, kinds, listed, types
from tsur_nlp.locate.words.morph import CACHE
from tsur_nlp.locate.words.name_forms import normal_of
from tsur_nlp.locate.words.name_words import GENDERS, Name
from tsur_nlp.locate.words.place_words import is_listed_word
from tsur_nlp.text.lemmas import analyzer
from tsur_nlp.text.tokens import fold

MAX_WORDS = 3
# «параднвя 5» is an entrance, whatever streets there are.
THINGS = Kind.ENTRANCE | Kind.APARTMENT | Kind.LANDMARK | Kind.DISTRICT


class Span(NamedTuple):
    """Words that may be a name, the words from its type to its type, and that type."""

    first: int
    last: int
    start: int
    end: int
    kind: str = ""


def misspelt_street(reading: Reading) -> None:
    """What was read as a street under its real name, and what was not because of the slip."""
    register = reading.register
    if register is None:
        _by_usual_names(reading)
        return
    where = _where(reading, register)
    if where is None:
        return
    for found in [f for f in reading.found if f.kind == "street" and _is_sure(f)]:
        forms = _forms(tuple(fold(found.value).split()))
        name = corrected(
            register, found.value, *forms, house=found.house, kind=found.type, where=where
        )
        if name:
            reading.found.remove(found)
            reading.found.append(replace(found, value=name, rule="misspelt_street"))
    for span in _spans(reading):
        if _may_be_name(reading, span) and (name := _real(reading, span, register, where)):
            words = Name(tuple(fold(name).split()), span.first, span.last)
            start, end = span.start, span.end
            add(reading, words, span.kind, rule="misspelt_street", start=start, last=end)
    _by_usual_names(reading, register)


def _by_usual_names(reading: Reading, register: Register | None = None) -> None:
    """What was read as a street, and a word before a house, by usual names.

    A register that has the name, even elsewhere, knows better.
    """
    for number, found in enumerate(reading.found):
        if found.kind != "street" or found.rule == "misspelt_street":
            continue
        if register is not None and register.streets.find(compact(found.value)) >= 0:
            continue
        if name := usual(found.value):
            reading.found[number] = replace(found, value=name, rule="misspelt_street")
    for i in _spots(reading):
        span = _beside(reading, i)
        if span is not None and _may_be_name(reading, span):
            words = Name(tuple(fold(meant(reading.words[i])).split()), i, i)
            start, end = span.start, span.end
            add(reading, words, span.kind, rule="misspelt_street", start=start, last=end)


def _spots(reading: Reading) -> list[int]:
    """Misspelt words next to a type or before a number, if no rule has taken these."""
    kinds, words = reading.kinds, reading.words
    near = [_before(reading, i - 1) for i in reading.at(Kind.NUMBER)]
    for i in reading.at(Kind.STREET):
        near += (i - 1, i + 1 + (reading.word(i + 1) == "."))
    strange = {i for i in near if 0 <= i < len(words) and not kinds[i] and len(words[i]) >= SHORT}
    return sorted(i for i in strange if meant(words[i])) if strange else []


def _beside(reading: Reading, i: int) -> Span | None:
    """Word ``i`` with the type that stands beside it, or before a house; else None."""
    dotted = reading.word(i - 1) == "."
    for j, start, end in ((i - 1 - dotted, i - 1 - dotted, i), (i + 1, i, i + 1)):
        if 0 <= j < len(reading.words) and reading.kinds[j] & Kind.STREET:
            return Span(i, i, start, end, types("street_types")[reading.words[j]])
    return Span(i, i, i, i) if house_after(reading, i) is not None else None


@lru_cache(maxsize=CACHE)
def meant(word: str) -> str:
    """Return the usual street, in any case, that a word in no dictionary is a misspelling of."""
    if not word.isalpha() or analyzer().word_is_known(word):
        return ""
    return next((name for form in (word, *_forms((word,))) if (name := usual(form))), "")


def _is_sure(found: Found) -> bool:
    """Whether a type word or a house says that it is a street."""
    return bool(found.type or found.house) or found.rule == "name_after_house"


def _where(reading: Reading, register: Register) -> Where | None:
    """What the message says of the place; None where its settlement is not in the register."""
    one = {}
    for kind in ("settlement", "district"):
        values = {found.value for found in reading.found if found.kind == kind}
        one[kind] = values.pop() if len(values) == 1 else ""
    if one["settlement"] and not register.has_settlement(one["settlement"]):
        return None
    return Where(one["settlement"], one["district"], reading.region, reading.area)


def _spans(reading: Reading) -> Iterator[Span]:
    """Words beside a type word, or before a house, the longest first."""
    for i in reading.at(Kind.STREET):
        kind = types("street_types")[reading.words[i]]
        for first in range(max(0, i - MAX_WORDS), i):
            yield Span(first, i - 1, first, i, kind)
        j = i + 1 + (reading.word(i + 1) == ".")
        for last in range(min(j + MAX_WORDS, len(reading.words)) - 1, j - 1, -1):
            yield Span(j, last, i, last, kind)
    numbers = [i for i in reading.at(Kind.NUMBER) if not is_unit(reading.low, reading.ends[i])]
    houses = [reading.token_at(f.start) for f in reading.found if f.kind == "house"]
    for i in (*numbers, *houses):
        last = _before(reading, i - 1)
        for first in range(max(0, last - MAX_WORDS + 1), last + 1):
            yield Span(first, last, first, last)


def _before(reading: Reading, i: int) -> int:
    words, kinds = reading.words, reading.kinds
    while i >= 0 and (words[i] in ",.№#" or kinds[i] & Kind.HOUSE):
        i -= 1
    return i


def _may_be_name(reading: Reading, span: Span) -> bool:
    """Whether the words are free, and one of them is in no dictionary."""
    start, end = reading.starts[span.first], reading.ends[span.last]
    if not reading.free(start, end) or "\n" in reading.low[start:end]:
        return False
    words = reading.words[span.first : span.last + 1]
    if any(not word[0].isalpha() or word in listed("stop_names") for word in words):
        return False
    return not all(map(is_listed_word, words))


def _real(reading: Reading, span: Span, register: Register, where: Where) -> str:
    """The street that the words, in any case, are a misspelling of."""
    words = tuple(reading.words[span.first : span.last + 1])
    house = house_after(reading, span.end)
    name = corrected(
        register,
        " ".join(words),
        *_forms(words),
        house=house.value if house else "",
        kind=span.kind,
        where=where,
    )
    thing = not span.kind and any(kinds().get(word, 0) & THINGS for word in fold(name).split())
    return "" if thing else name


def _forms(words: tuple[str, ...]) -> list[str]:
    return [normal_of(words, "", gender) for gender in GENDERS]
