"""Streets that are called streets: «ул. Ленина», «Красный проспект», «3-й Мопровский переулок»."""

from __future__ import annotations

from tsur_nlp.locate.reading import Reading
from tsur_nlp.locate.rules.street_before import is_sure, name_before
from tsur_nlp.locate.rules.street_find import add, house_after
from tsur_nlp.locate.words.lexicon import Kind, listed, types, words
from tsur_nlp.locate.words.morph import agree, is_feminine, paired, shape
from tsur_nlp.locate.words.name_forms import normal
from tsur_nlp.locate.words.name_words import Name, known_gender
from tsur_nlp.locate.words.names import ORDINAL_ENDS, WATERS, forward

_OBLIQUE_STREET = frozenset(["улице", "улицы", "улицу", "улицей"])
OTHER_PARTS = Kind.STREET | Kind.HOUSE | Kind.ENTRANCE | Kind.APARTMENT | Kind.DISTRICT
NUMBERED_TYPES = frozenset(
    ["линия", "линии", "линию", "линией", "дорога", "дороге", "дороги", "дорогу"]
)
QUOTES = frozenset('«“"„')
_SECOND = ("surname", "noun", "people")


def typed_street(reading: Reading) -> None:
    """A type word with the name after it, or before it where the word before agrees with it."""
    for i in reading.at(Kind.STREET):
        if not reading.free(reading.starts[i], reading.ends[i]) or _is_stop(reading, i):
            continue
        kind = types("street_types")[reading.words[i]]
        gender = words()["gender"][kind]
        before = name_before(reading, i, gender, kind)
        name = None if before and is_sure(reading, before, i) else _after(reading, i, kind)
        if name is not None:
            first, name = _with_ordinal(reading, i, name)
            add(reading, name, kind, start=min(first, name.first), rule="type_then_name")
        elif before is not None:
            last = i + (kind == "линия" and _is_written(reading, i + 1, "ВО"))
            add(reading, before, kind, last=last, rule="name_then_type")


def _is_written(reading: Reading, i: int, written: str) -> bool:
    return i < len(reading.words) and reading.text[reading.starts[i] : reading.ends[i]] == written


def _is_stop(reading: Reading, i: int) -> bool:
    """«у остановки ул. Чехова», «остановка «Липовый бульвар»»: a stop called after a street."""
    if types("landmark").get(reading.word(i - 1)) == "остановка":
        return reading.gap(i - 1) == " "
    if reading.word(i - 2) not in QUOTES:
        return False
    return any(types("landmark").get(reading.word(j)) == "остановка" for j in (i - 3, i - 4))


def _with_ordinal(reading: Reading, i: int, name: Name) -> tuple[int, Name]:
    """«3-м переулке Чехова»: the number before the type is the name's; also where it begins."""
    first = i - 2 - (reading.word(i - 2) == "-")
    number = reading.word(first)
    ordinal = reading.word(i - 1) in ORDINAL_ENDS and first >= 0 and reading.gap(i - 1) == " "
    if not (ordinal and number.isdigit() and len(number) < 3) or name.numbered:
        return i, name
    return first, name._replace(numbered=number)


def _after(reading: Reading, i: int, kind: str) -> Name | None:
    """The name after the type word; a second type word there wins («улице Касимовское шоссе»)."""
    j = _first(reading, i)
    if j < 0:
        return None
    if kind == "набережная" and reading.word(j) in WATERS and len(reading.word(j + 1)) > 2:
        return Name((reading.words[j], reading.words[j + 1]), j, j + 1)
    name = _longest(reading, i, j)
    if name and name.words[0].startswith("набережн") and reading.word(name.last) in WATERS:
        return None  # «ул. Набережная реки Мойки» is an embankment
    if name and _is_longer(reading, name, kind):
        return Name((*name.words, reading.words[name.last + 1]), name.first, name.last + 1)
    if name is None or _is_of_next_type(reading, name):
        return None
    if reading.words[i] in NUMBERED_TYPES:
        return None if kind == "дорога" or not name.numbered else name
    name = _with_noun(reading, name, i)
    return name if _plausible(reading, name, i) else None


def _is_longer(reading: Reading, name: Name, kind: str) -> bool:
    """«улица Нижняя | Набережная», «ул. Красная | линия», «набережная крюкова | канала»."""
    after = reading.word(name.last + 1)
    if kind == "набережная":
        return after in WATERS and len(name.words) == 1
    line = after in ("линия", "аллея") and name.words[0].endswith(("ая", "яя"))
    return kind == "улица" and (line or after.startswith("набережн"))


def _first(reading: Reading, i: int) -> int:
    """The word with which the name may begin: after «ул.», «ул,», «улица:»; -1 where none may."""
    word, j = reading.words[i], i + 1
    short = word in listed("abbreviated")
    while reading.word(j) in (".", ",", ":", '"', "«", "“") and j < i + 3:
        if reading.word(j) == "," and not (short and reading.capital(j + 1)):
            return -1
        j += 1
    if reading.word(i + 1) == "." and not short:
        return -1
    if "\n" in reading.gap(i) and not _goes_on_below(reading, i):
        return -1
    sure = reading.capital(j) or short or reading.word(j).isdigit()
    return j if sure or word not in listed("careful_types") else -1


def _goes_on_below(reading: Reading, i: int) -> bool:
    """«… по улице / Чехова темно»: a known street on the next line of a letter cut in lines."""
    word = reading.word(i + 1)
    known = reading.known((word,)) or known_gender(reading, word) != ""
    return known and reading.capital(i + 1) and reading.gap(i).count("\n") == 1


def _longest(reading: Reading, i: int, j: int) -> Name | None:
    """The name that begins at word ``j``; of two readings the one that a house follows."""
    nominative = reading.words[i] in _OBLIQUE_STREET and reading.word(j).endswith(("ая", "яя"))
    name = forward(reading, j, bare=nominative) or forward(reading, j, bare=True)
    if name is not None and shape(reading.word(name.last + 1)) not in _SECOND:
        return name  # most names
    longer = _anything_with_house(reading, i, j)
    if name is None or longer is None or longer.last != name.last + 1:
        return name or longer
    return longer if house_after(reading, name.last) is None else name


def _is_of_next_type(reading: Reading, name: Name) -> bool:
    """«улице Касимовское | шоссе»: the name belongs to the type after it."""
    after = name.last + 1
    if after >= len(reading.words) or not reading.kinds[after] & Kind.STREET:
        return False
    if reading.words[after] in listed("abbreviated"):
        return False
    gender = words()["gender"][types("street_types")[reading.words[after]]]
    return bool(agree(name.words[0], gender))


def _with_noun(reading: Reading, name: Name, i: int) -> Name:
    """«ул. Стекольный завод», «ул. Сосновская пристань, 3а»: the noun goes with the adjective."""
    noun = name.last + 1
    if len(name.words) > 1 or name.numbered or reading.gap(name.last) != " ":
        return name
    word = reading.word(noun)
    if word in listed("stop_names") or reading.kinds[noun] & OTHER_PARTS:
        return name
    gender = paired(name.words[0], word)
    if not gender or (
        gender == words()["gender"][types("street_types")[reading.words[i]]]
        and house_after(reading, noun) is None
    ):
        return name
    return Name((*name.words, word), name.first, noun)


def _anything_with_house(reading: Reading, i: int, j: int) -> Name | None:
    """After «ул» any word or two that a house follows: «ул республики 156», «пер майский 8»."""
    short = reading.words[i] in listed("abbreviated")
    if not short and not reading.words[i].startswith("улиц"):
        return None
    for last in (j, j + 1):
        word = reading.word(last)
        stopped = word in listed("stop_names") and word not in listed("soft_stops")
        if len(word) < 3 or not word[0].isalpha() or stopped or reading.kinds[last] & Kind.STREET:
            return None
        if house_after(reading, last) is not None and (short or shape(word) != ""):
            return Name(tuple(reading.words[j : last + 1]), j, last)
    return None


def _plausible(reading: Reading, name: Name, i: int) -> bool:
    """A lower-case adjective after «улица» in a text with capitals is mostly no name."""
    if name.words[0] in listed("people_words") and not reading.capital(name.first):
        return False
    if reading.capital(name.first) or reading.words[i] in listed("abbreviated") or name.numbered:
        return True
    if (
        len(name.words) > 1
        or reading.known(name.words)
        or reading.known((normal(name, "femn").lower().replace("ё", "е"),))
    ):
        return True
    if not agree(name.words[0], "femn") or house_after(reading, name.last) is not None:
        return True
    oblique = reading.words[i] in _OBLIQUE_STREET and name.words[0].endswith(("ая", "яя"))
    return oblique and not (
        reading.gap(name.last) == " " and is_feminine(reading.word(name.last + 1))
    )
