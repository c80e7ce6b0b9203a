"""Bare names that a preposition or a house points at: «на Мильчакова», «дом 33 на Уральской»."""

from __future__ import annotations

from tsur_nlp.locate.reading import Reading
from tsur_nlp.locate.rules.street_find import add
from tsur_nlp.locate.words.lexicon import Kind, listed
from tsur_nlp.locate.words.morph import (
    agree,
    is_feminine,
    is_noun,
    is_person,
    may_be_described,
    shape,
)
from tsur_nlp.locate.words.name_forms import normal
from tsur_nlp.locate.words.name_words import (
    Name,
    is_city,
    known_gender,
    patronymic_follows,
    unit_follows,
)
from tsur_nlp.locate.words.names import MONTHS, ORDINAL_ENDS, SPANS_OF_YEARS, forward

STREET_CASE = frozenset(("на", "по", "вдоль", "сторону"))
CASES = STREET_CASE | {"до", "от", "стороны"}
GENITIVE = frozenset(("стороны", "до", "от"))
OTHERS = Kind.STREET | Kind.DISTRICT | Kind.LANDMARK
RANKS = frozenset(["братьев", "героев", "маршала", "академика", "генерала", "адмирала"])


def name_after_house(reading: Reading) -> None:
    """«дом 33 на Уральской», «к дому 8 по Плеханова»: the name follows a house."""
    for found in [f for f in reading.found if f.kind == "house"]:
        i = reading.token_at(found.end)
        if reading.word(i) not in ("по", "на", ","):
            continue
        name = forward(reading, i + 1, bare=not reading.capital(i + 1))
        if name is None or not reading.free(reading.starts[i + 1], reading.ends[name.last]):
            continue
        expected = reading.word(i) != "," or reading.known(name.words)
        if reading.gap(name.last) == " " and not reading.capital(name.first):
            expected = expected and not _goes_with_noun(reading, name)
        if expected and not is_city(name) and name.words[0] not in listed("stop_names"):
            add(reading, name, "", rule="name_after_house")


def _goes_with_noun(reading: Reading, name: Name) -> bool:
    """«к домам 4 и 8 по чётной стороне»."""
    return bool(agree(name.words[-1], "femn")) and may_be_described(reading.word(name.last + 1))


def name_after_preposition(reading: Reading) -> None:
    """«на Мильчакова», «по Магистральной и Кировоградской»: a case that only a street explains."""
    streets = any(found.kind == "street" for found in reading.found)
    for i in reading.at(Kind.PREPOSITION):
        if i + 1 == len(reading.words) or not _may_lead(reading, i):
            continue
        word, name = reading.words[i], forward(reading, i + 1)
        if name is None or not reading.free(reading.starts[i + 1], reading.ends[name.last]):
            continue
        if reading.shouting and shape(name.words[-1]) != "surname":
            continue
        stretch = word == "от" and reading.word(name.last + 1) == "до"
        stretch |= " лет" in name.words[0] or bool(name.numbered)
        if word in ("до", "от") and not (streets or stretch):
            continue
        if _explained_by_street(reading, name, word):
            add(reading, name, "", rule="name_after_preposition")
            streets = True


def _may_lead(reading: Reading, i: int) -> bool:
    """Whether the preposition stands before a capital, a date as a name, or a rank."""
    word, after = reading.words[i], i + 1
    if word in CASES and (reading.shouting or reading.text[reading.starts[after]].isupper()):
        return True
    if word in CASES and reading.words[after].isdigit() and _is_numbered(reading, after):
        return True
    if word in STREET_CASE and reading.word(i + 2) in MONTHS and reading.capital(i + 2):
        return True
    return reading.words[after] in RANKS and word in ("на", "по")


def _is_numbered(reading: Reading, i: int) -> bool:
    """«2-му Луговому», «40-лет Октября»: a number that only a name has."""
    j = i + 1 + (reading.word(i + 1) == "-")
    if reading.word(j) in SPANS_OF_YEARS:
        return reading.capital(j + 1)
    ordinal = reading.word(j) in ORDINAL_ENDS and reading.capital(j + 1)
    return ordinal and (reading.gap(j) != " " or not reading.kinds[j + 1] & OTHERS)


def _explained_by_street(reading: Reading, name: Name, preposition: str) -> bool:
    word = name.words[-1]
    if word in MONTHS:
        return reading.known(name.words)  # «на 8 Марта»
    if any(w in listed("stop_names") for w in name.words) or is_city(name):
        return False
    if name.numbered and agree(word, "masc"):
        return reading.gap(name.last) != " " or not is_noun(reading.word(name.last + 1))
    if " лет" in name.words[0] or name.words[0] == "бр." or _is_of_army(name):
        return True
    if reading.kinds[name.first] & Kind.NAME and not _is_known(reading, name):
        return False
    if unit_follows(reading, name.last) or _is_of_person(reading, name, preposition):
        return False
    if agree(word, "femn") and word.endswith(("ой", "ей", "ую")):
        takes = is_feminine if preposition in GENITIVE else may_be_described
        free = reading.gap(name.last) != " " or not takes(reading.word(name.last + 1))
        along = preposition != "по" or word.endswith(("ской", "цкой"))
        return free and (along or reading.known((normal(name, "femn").lower(),)))
    if word.endswith("ой") or _describes(reading, name):
        return False
    return reading.known(name.words) or _in_genitive(word, preposition)


def _is_known(reading: Reading, name: Name) -> bool:
    """Whether the name is a known street, in any case."""
    if reading.known(name.words):
        return True
    return len(name.words) == 1 and known_gender(reading, name.words[0]) == "femn"


def _is_of_army(name: Name) -> bool:
    """«в сторону Бойцов 9-й Дивизии»."""
    return len(name.words) == 3 and name.words[1][0].isdigit()


def _in_genitive(word: str, preposition: str) -> bool:
    """«на Громова», «по Лунина»: after «на» and «по» nothing but a street is so called."""
    if preposition in ("на", "по") and word.endswith(("ова", "ева", "ина", "ына")):
        return True
    form = shape(word)
    if form == "people":
        return preposition == "на"
    return form == "surname" and preposition not in ("по", "стороны")


def _describes(reading: Reading, name: Name) -> bool:
    """«в сторону Тверского поворота»: an adjective, and its noun after it."""
    if not name.words[-1].endswith(("ского", "цкого")) or reading.gap(name.last) != " ":
        return False
    after = reading.word(name.last + 1)
    return not reading.capital(name.last + 1) and shape(after) == "noun"


def _is_of_person(reading: Reading, name: Name, preposition: str) -> bool:
    """«на Иванова Петра Ильича», «письмо от Ольги Карповой»."""
    if preposition in ("до", "от") and len(name.words) > 1 and not reading.known(name.words):
        return is_person(name.words[0]) and name.words[-1].endswith(("овой", "евой", "иной"))
    return patronymic_follows(reading, name.last)
