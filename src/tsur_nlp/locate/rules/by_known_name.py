"""Known streets named by the name alone: «Вся Чапаева в ямах», «живу на хабаровской»."""

from __future__ import annotations

from tsur_nlp.locate.reading import Reading
from tsur_nlp.locate.rules.street_find import add
from tsur_nlp.locate.words.lexicon import Kind, listed
from tsur_nlp.locate.words.morph import is_feminine, is_person, may_be_described, shape
from tsur_nlp.locate.words.name_words import Name, ends_given, patronymic_follows
from tsur_nlp.locate.words.street_names import is_plain, of_towns, personal

ON = frozenset(("на", "по", "вдоль"))
# Said of a street only when the message has named another one: «до Ушакова светло».
BESIDE = frozenset(
    ("от", "до", "с", "со", "из", "у", "между", "около", "возле", "через", "про", "и")
)
# A person would stand in another case («с Лениным»): only a street is meant.
OF_STREET = frozenset(("с", "со", "про"))
OF_TOWN = frozenset(("с", "со", "из", "от", "до"))
WHOLE = frozenset(("вся", "всю", "всей", "сама", "самой"))


def known_name(reading: Reading) -> None:
    """A known street where a street is spoken of, though neither a type nor a house is named."""
    for i in reading.at(Kind.STREET_NAME):
        first = i - 1 if ends_given(reading.word(i - 1)) else i
        if not reading.free(reading.starts[first], reading.ends[i]):
            continue
        if reading.words[i] in of_towns():
            named = _is_of_town(reading, i) and first == i
        else:
            named = _is_spoken_of(reading, first, i) and not _is_of_person(reading, first, i)
        if named:
            add(reading, Name(tuple(reading.words[first : i + 1]), first, i), "", rule="known_name")


def _is_of_town(reading: Reading, i: int) -> bool:
    """«на хабаровской темно», not «на пермской земле»: no noun takes the adjective."""
    if reading.word(i - 1) not in ON or reading.gap(i - 1) != " ":
        return False
    if reading.gap(i) != " ":
        return "-" not in reading.gap(i) and reading.word(i + 1) != "-"
    takes = is_feminine if reading.word(i - 1) == "вдоль" else may_be_described
    return not takes(reading.word(i + 1))


def _is_spoken_of(reading: Reading, first: int, last: int) -> bool:
    """Whether the words before the name, or after it, are said of a street."""
    before, capital = reading.word(first - 1), reading.capital(last)
    if not capital and not is_plain(reading.words[last]):
        return False
    if before in ON or (before == "сторону" and reading.word(first - 2) == "в"):
        return True
    town = reading.kinds[last] & Kind.NAME  # «с Кирова»
    if capital and not town and (before in OF_STREET or _is_way_to(reading, first)):
        return True
    if capital and _is_between(reading, first, last):
        return True
    if before in BESIDE and not (town and before in OF_TOWN):
        return _is_stretch(reading, first, last) or any(
            found.kind == "street" for found in reading.found
        )
    if before in WHOLE or before in listed("street_parts"):
        return True
    return capital and reading.word(last + 1) in WHOLE and reading.gap(last) == " "


def _is_between(reading: Reading, first: int, last: int) -> bool:
    """«между Нахимова и Ленина»: persons would stand in another case."""
    if reading.word(first - 1) == "между" and reading.word(last + 1) == "и":
        other = last + 2
    elif reading.word(first - 1) == "и" and reading.word(first - 3) == "между":
        other = first - 2
    else:
        return False
    return reading.capital(other) and reading.word(other) in personal()


def _is_way_to(reading: Reading, first: int) -> bool:
    """«доехать до Ленина», «автобус идёт до Гоголя»."""
    if reading.word(first - 1) != "до":
        return False
    ways = tuple(listed("ways"))
    return any(reading.word(j).startswith(ways) for j in range(max(0, first - 5), first - 1))


def _is_of_person(reading: Reading, first: int, last: int) -> bool:
    """«памятник на Ленина», «с Ушакова Петра Ивановича», «роман Толстого»."""
    after = reading.word(last + 1)
    if patronymic_follows(reading, last):
        return True
    if reading.gap(last) == " " and reading.capital(last + 1) and is_person(after):
        return shape(after) != "surname"
    return reading.kinds[first - 1] & Kind.NAME != 0 if first else False


def _is_stretch(reading: Reading, first: int, last: int) -> bool:
    """«от Глинки до Бажова»: a stretch between two streets, one of them known."""
    before = reading.word(first - 1)
    if before == "от" and reading.word(last + 1) == "до":
        other = last + 2
    elif before == "до" and reading.word(first - 3) == "от":
        other = first - 2
    else:
        return False
    return (
        reading.capital(last) and reading.capital(other) and shape(reading.word(other)) == "surname"
    )
