"""Streets without a street word: «на ленина 15», «по Пушкина», «перекрёсток Труда и Мира»."""

from __future__ import annotations

from functools import lru_cache

from tsur_nlp.locate.gazetteer import Gazetteer
from tsur_nlp.locate.reading import Reading
from tsur_nlp.locate.rules.by_house import BETWEEN, is_unit
from tsur_nlp.locate.rules.street_find import add
from tsur_nlp.locate.words.lexicon import Kind, listed
from tsur_nlp.locate.words.morph import agree, is_person, shape
from tsur_nlp.locate.words.name_words import Name, ends_given, is_city, known_gender, known_tails
from tsur_nlp.locate.words.names import MONTHS, WATERS, forward

PLACE = Kind.NAME | Kind.TAIL | Kind.HOUSE | Kind.SETTLEMENT | Kind.LANDMARK
CONJUNCTIONS = frozenset("аивксуоя")
LED = ("на", "по", "вдоль", "сторону")
ABSTRACT = ("ости", "ения", "ства")


def name_and_house(reading: Reading) -> None:
    """A name and a number that counts nothing: «Ленина 15», «на уинской, д. 4», «8 марта 14»."""
    for i in reading.at(Kind.NUMBER):
        if not reading.free(reading.starts[i], reading.ends[i]):
            continue
        last, marked = _before_number(reading, i)
        if last < 0 or is_unit(reading.low, reading.ends[i]):
            continue
        comma = reading.words[i - 1] in ",-–—"
        firsts = _firsts(reading, last)
        if firsts == [last] and not _worth_parsing(reading, last, marked=marked, comma=comma):
            continue
        one = Name((reading.words[last],), last, last)
        if _goes_on_list(reading, one):
            add(reading, one, "", rule="name_and_house")
            continue
        if not _may_end_name(reading.words[last]) and not reading.known(one.words):
            continue
        name = _name_ending_at(reading, firsts, last)
        if name is not None and _is_street(reading, name, marked=marked, comma=comma):
            add(reading, name, "", rule="name_and_house")


@lru_cache(maxsize=50_000)
def _may_end_name(word: str) -> bool:
    return word in MONTHS or (
        len(word) > 2
        and (word not in listed("stop_names") or word in listed("soft_stops"))
        and (
            word in listed("soft_stops")
            or word in _known_ends()
            or agree(word, "masc") != ""
            or shape(word) != ""
        )
    )


@lru_cache(maxsize=1)
def _known_ends() -> frozenset[str]:
    return frozenset(name.rsplit(" ", 1)[-1] for name in Gazetteer.load().streets)


def _before_number(reading: Reading, i: int) -> tuple[int, bool]:
    """Number of the last word of what may be a name, and whether «д.» stands between."""
    words, kinds, j, marked = reading.words, reading.kinds, i - 1, False
    while j >= 0 and i - j < 5 and (words[j] in BETWEEN or kinds[j] & Kind.HOUSE):
        if words[j] == "." and not (kinds[j - 1] & Kind.HOUSE):
            return -1, False
        marked |= bool(kinds[j] & Kind.HOUSE) or words[j] == "№"
        j -= 1
    if (
        j < 0
        or not words[j][-1].isalpha()
        or "\n" in reading.low[reading.ends[j] : reading.starts[i]]
    ):
        return -1, False
    return j, marked


def _firsts(reading: Reading, last: int) -> list[int]:
    """Words with which a name that ends at ``last`` may begin, by what `forward` asks."""
    words, capital = reading.words, reading.capital(last)
    tailed = (
        words[last] in WATERS
        or bool(reading.streets)
        or words[last] in known_tails()
        or ends_given(words[last - 1])
    )
    firsts = [last]
    for first in range(last - 1, max(0, last - 5) - 1, -1):
        word = words[first]
        if word in ",;:!?()":
            break
        may_begin = tailed or len(word) == 1 or word.isdigit()
        if not may_begin and capital:
            paired = first == last - 1 and word.endswith(("ой", "ей"))
            may_begin = paired or reading.capital(first)
        if may_begin and word[0].isalnum() and not _is_conjunction(reading, first):
            firsts.insert(0, first)
    return firsts


def _is_conjunction(reading: Reading, i: int) -> bool:
    """«А Фадеева 9 снесут?»: a letter that opens a sentence, and no initial."""
    dotted = reading.word(i + 1) == "."
    return reading.words[i] in CONJUNCTIONS and not dotted and reading.opens_sentence(i)


def _worth_parsing(reading: Reading, last: int, *, marked: bool, comma: bool) -> bool:
    """Whether a single word may be a street here whatever its form: «составляет 15» may not."""
    word = reading.words[last]
    if marked or reading.capital(last) or reading.known((word,)) or known_gender(reading, word):
        return True
    return not comma and _is_opened(reading, last)


def _name_ending_at(reading: Reading, firsts: list[int], last: int) -> Name | None:
    """Return the longest name that ends with word ``last``."""
    for first in firsts:
        if reading.taken[reading.starts[first]]:
            continue
        name = forward(reading, first, bare=True)
        if name is not None and name.last == last:
            return name
    return None


def _is_street(reading: Reading, name: Name, *, marked: bool, comma: bool) -> bool:
    """Whether what is written before the number is a street, by its form and its neighbours."""
    word = name.words[-1]
    if reading.kinds[name.last] & Kind.ENTRANCE and not name.numbered:
        return False  # «у парадной дома 154»
    if name.words[0][:1].isdigit() and word in MONTHS:
        return reading.known(name.words) and "\n" not in reading.gap(name.last)
    if word in listed("people_words") and not reading.capital(name.first):
        return False
    if word in MONTHS and len(name.words) == 2 and not name.words[0].isdigit():
        return True
    if word in listed("stop_names") or name.words[0] in listed("stop_names"):
        return False
    certain = len(name.words) > 1 or bool(name.numbered) or name.words[0][:1].isdigit()
    street = certain or reading.known(name.words) or known_gender(reading, word) != ""
    if (shape(word) == "" or is_city(name)) and not street:
        return False
    capital = reading.capital(name.first) or reading.capital(name.last)
    decide = _of_capitals if capital else _in_lower_case
    return decide(reading, name, street=street, marked=marked, comma=comma)


def _of_capitals(reading: Reading, name: Name, *, street: bool, marked: bool, comma: bool) -> bool:
    word, first = name.words[-1], name.first
    before = reading.word(first - 1)
    if reading.capital(first - 1) and not _is_opened(reading, first) and is_person(before):
        return False
    named = shape(word) in ("surname", "adjective", "people") or word.endswith(ABSTRACT)
    return street or marked or named or (before in listed("prepositions") and not comma)


def _in_lower_case(
    reading: Reading, name: Name, *, street: bool, marked: bool, comma: bool
) -> bool:
    word, form, opened = name.words[-1], shape(name.words[-1]), _is_opened(reading, name.first)
    common = word in listed("not_town_streets")  # «городская 2 больница»
    if (street and not common) or (marked and form != "noun"):
        return opened or marked or (word.endswith("ую") and not comma)  # «чистят заречную 7»
    if comma or not opened:
        return False
    if form == "adjective" and word.endswith(("ская", "цкая")):
        return not common  # «ореховская 6, нет света»
    return form == "surname" or (form != "noun" and reading.word(name.first - 1) in LED)


def _goes_on_list(reading: Reading, name: Name) -> bool:
    """«Чехова 7, Чехова 9, Ким 3»: one more address of a list, whatever its form."""
    first, word = name.first, name.words[-1]
    if not reading.capital(first) or reading.word(first - 1) != "," or first != name.last:
        return False
    if len(word) < 3 or word in listed("stop_names") or reading.kinds[first] & ~Kind.STREET_NAME:
        return False
    end = reading.starts[first - 1]
    listed_streets = [f for f in reading.found if f.kind == "street" and f.end == end and f.house]
    return bool(listed_streets) and reading.gap(name.last) == " "


def _is_opened(reading: Reading, first: int) -> bool:
    """Whether a street may begin here: after a preposition, a mark, a place, in a new sentence."""
    before = reading.word(first - 1)
    return (
        first == 0
        or before in listed("prepositions")
        or before in '#«"(:;,—–-'
        or bool(reading.kinds[first - 1] & PLACE)
        or reading.opens_sentence(first)
    )
