"""Streets that only the user's register knows, before a house it has: «федора кедрова 4»."""

from __future__ import annotations

from collections.abc import Iterator

from tsur_nlp.locate.reading import Reading
from tsur_nlp.locate.register import Register, Where
from tsur_nlp.locate.rules.by_house import BETWEEN, is_unit
from tsur_nlp.locate.rules.street_find import add, house_after
from tsur_nlp.locate.words.lexicon import Kind, listed
from tsur_nlp.locate.words.name_forms import normal_of
from tsur_nlp.locate.words.name_words import GENDERS, Name
from tsur_nlp.text.tokens import fold

MAX_WORDS = 4
SHORTEST = 3


def registered_street(reading: Reading) -> None:
    """Read words before a house as a street when the register has that house on it."""
    register = reading.register
    if register is None:
        return
    for number in _numbers(reading):
        last = _last_word(reading, number - 1)
        for first in range(max(0, last - MAX_WORDS + 1), last + 1):
            if _may_be(reading, first, last) and (name := _name(reading, first, last, register)):
                words = Name(tuple(fold(name).split()), first, last)
                add(reading, words, "", rule="registered_street")
                break


def _numbers(reading: Reading) -> Iterator[int]:
    """Numbers of the words that are houses: free ones, and those that stand without a street."""
    free = reading.at(Kind.NUMBER)
    yield from (i for i in free if not is_unit(reading.low, reading.ends[i]))
    alone = [found for found in reading.found if found.kind == "house"]
    yield from (reading.token_at(found.start) for found in alone)


def _last_word(reading: Reading, i: int) -> int:
    """Number of the word before the house; -1 where there is none on the line."""
    end = i + 1
    while i >= 0 and (reading.words[i] in BETWEEN or reading.kinds[i] & Kind.HOUSE):
        i -= 1
    apart = i < 0 or "\n" in reading.low[reading.ends[i] : reading.starts[end]]
    return -1 if apart or not reading.words[i][-1].isalpha() else i


def _may_be(reading: Reading, first: int, last: int) -> bool:
    """Whether the words are free; a single one must look like a name or open what is said."""
    words = reading.words[first : last + 1]
    if len(words[-1]) < SHORTEST or not reading.free(reading.starts[first], reading.ends[last]):
        return False
    if any(reading.kinds[i] & (Kind.ENTRANCE | Kind.APARTMENT) for i in range(first, last + 1)):
        return False
    if first < last:
        return all(word[0].isalnum() or word in "." for word in words)
    if words[0] in listed("stop_names"):
        return False
    before = reading.word(first - 1)
    return (
        reading.capital(first)
        or reading.opens_sentence(first)
        or before in listed("prepositions")
        or before in ",:("
    )


def _name(reading: Reading, first: int, last: int, register: Register) -> str:
    """The street of the register that the words are, in any case, and whose house it has."""
    words = tuple(reading.words[first : last + 1])
    forms = {" ".join(words), *(normal_of(words, "", gender) for gender in GENDERS)}
    known = sorted(form for form in forms if fold(form) in reading.streets)
    if not known:
        return ""
    house = house_after(reading, last)
    where = Where(region=reading.region, area=reading.area)
    spots = [register.find(form, house.value, where=where) for form in known] if house else []
    return next((spot.street for spot in spots if spot and spot.house), "")
