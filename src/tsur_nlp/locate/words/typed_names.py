"""The name after a settlement's type word: «Новые Ляды», «Майская заря», «Сокол-2»."""

from __future__ import annotations

from tsur_nlp.locate.gazetteer import BESIDE
from tsur_nlp.locate.reading import Reading
from tsur_nlp.locate.spelling.village_words import POSSESSIVE
from tsur_nlp.locate.words.lexicon import Kind, listed
from tsur_nlp.locate.words.morph import agree, is_person, parsed, shape
from tsur_nlp.locate.words.name_forms import title
from tsur_nlp.locate.words.place_words import (
    agrees_obliquely,
    is_listed_word,
    is_nameable,
    is_oblique_word,
    lemma_of_place,
    may_name_place,
)
from tsur_nlp.locate.words.settlement_names import Match, is_nominative, longest

SIZES = {"б": "больш", "м": "мал", "в": "верхн", "н": "нижн"}
PREFIXES = ("верх", "усть", "соль", "спас")
_GENITIVE = ("ого", "его", "ова", "ева", "ина")
_NO_NAME = Kind.STREET | Kind.DISTRICT | Kind.LANDMARK


def name_after(reading: Reading, j: int, *, short: bool) -> Match | tuple[str, int] | None:
    """Read the name that starts at ``j``: from the gazetteer, or by how it is written.

    ``short`` tells that the type is a letter or two, which other things are written by too.
    """
    if reading.word(j).isdigit():
        return _numbered(reading, j)
    match = longest(reading, j) if j < len(reading.words) else None
    longer = match is not None and _outgrows(reading, match)
    if match and not longer and not _of_person(reading, j, match):
        plain = not short or (match.risk != BESIDE and reading.word(j - 1) != "с")
        if reading.capital(j) or plain or reading.shouting:
            return match
    word = reading.word(j)
    if word in PREFIXES and reading.word(j + 1).isalpha():
        return title(f"{word}-{lemma_of_place(reading.words[j + 1])}"), j + 1
    if reading.word(j + 1) == "." and len(word) == 1 and reading.word(j - 1) != ".":
        return _initial(reading, j)
    if len(word) < 3 or word in listed("stop_names") or not word[0].isalpha():
        return None
    if reading.kinds[j] & _NO_NAME:
        return None
    return _capitalised(reading, j, short=short) if reading.capital(j) else _lower(reading, j)


def _numbered(reading: Reading, j: int) -> tuple[str, int] | None:
    """«д. 1-я Моква», «деревня 2-е Клишино»; «д. 1-я Садовая» is a street and no village."""
    last = j + 3
    if reading.word(j + 1) != "-" or reading.word(j + 2) not in ("я", "й", "е", "ая", "ое", "ый"):
        return None
    word = reading.word(last)
    adjective = any(agree(word, gender) for gender in ("femn", "masc", "neut"))
    if len(reading.words[j]) > 1 or len(word) < 4 or not reading.capital(last) or adjective:
        return None
    if reading.kinds[last] & (_NO_NAME | Kind.HOUSE) or not may_name_place(word, noun=True):
        return None
    return f"{reading.words[j]}-{reading.words[j + 2]} {title(lemma_of_place(word))}", last


def _outgrows(reading: Reading, match: Match) -> bool:
    """«с. Верхнее Гуторово» where a list has Верхнее; not «г. Чусового Петровой И. И.»."""
    word, following = reading.words[match.last], reading.word(match.last + 1)
    described = any(agree(word, gender) == word for gender in ("masc", "femn", "neut"))
    person = is_person(following) and not following.endswith("о")
    return described and not person and _goes_on(reading, match.last)


def _of_person(reading: Reading, j: int, match: Match) -> bool:
    """«пос. Кирова» is no form of the city of Киров."""
    person = shape(reading.words[j]) == "surname" and not is_nominative(reading, j, match)
    return person and reading.word(j - 1) == "." and reading.word(j - 2) not in ("г", "гор")


def _initial(reading: Reading, j: int) -> tuple[str, int] | None:
    """«п. К. Либкнехта», «д. Б. Лысьва» (Большая)."""
    if not reading.capital(j + 2):
        return None
    letter, word = reading.words[j], reading.words[j + 2]
    return sized(letter, word) or f"{letter.upper()}. {title(word)}", j + 2


def sized(letter: str, noun: str) -> str:
    """Write out the initial of a size: «Б. Лысьва» is Большая Лысьва; ``""`` where it is a name's.

    >>> sized("б", "лысьва"), sized("н", "гридино"), sized("м", "горького")
    ('Большая Лысьва', 'Нижнее Гридино', '')
    """
    if letter not in SIZES or noun.endswith(_GENITIVE):
        return ""
    return title(f"{SIZES[letter]}{_ending(noun, soft=letter in 'вн')} {noun}")


def _ending(noun: str, *, soft: bool) -> str:
    """The ending of «большой», «нижний» that goes with a noun."""
    if noun.endswith(("а", "я", "ь")):
        return "яя" if soft else "ая"
    if noun.endswith(("о", "е")):
        return "ее" if soft else "ое"
    if noun.endswith(("ы", "и")):
        return "ие"
    return "ий" if soft else "ой"


def _capitalised(reading: Reading, j: int, *, short: bool) -> tuple[str, int] | None:
    word = reading.words[j]
    if not may_name_place(word) or (short and _is_other_thing(reading, j)):
        return None  # «п. Очередной отметки нет»
    if _goes_on(reading, j) or _described(reading, j):
        return title(f"{word} {reading.words[j + 1]}"), j + 1
    if reading.word(j + 1) == "-" and reading.word(j + 2).isdigit():
        return f"{title(word)}-{reading.words[j + 2]}", j + 2
    return title(lemma_of_place(word)), j


def _is_other_thing(reading: Reading, j: int) -> bool:
    """«п. Очередной отметки нет», «С. Уважением», not «п. Маршала Жукова»."""
    word, following = reading.words[j], reading.word(j + 1)
    if word in listed("given"):
        return False
    if is_oblique_word(word):
        return True
    plain = reading.gap(j) == " " and following.isalpha() and not reading.kinds[j + 1]
    return plain and agrees_obliquely(word, following)


def _goes_on(reading: Reading, j: int) -> bool:
    """Whether a second word belongs to the name: «Новые Ляды», «Карьер Известняк»."""
    word, following = reading.word(j), reading.word(j + 1)
    if reading.gap(j) != " " or not reading.capital(j + 1) or following in listed("stop_names"):
        return False
    if reading.kinds[j + 1] & (_NO_NAME | Kind.HOUSE):
        return False
    if not reading.free(reading.starts[j + 1], reading.ends[j + 1]):
        return False
    if not may_name_place(following, noun=True):
        return False
    joined = (
        agree(word, "femn") or agree(word, "masc") or word.endswith(("ые", "ое", "ее", "ие", "а"))
    )
    return bool(joined) or reading.word(j + 2) in (",", ".", "", ")")


def _described(reading: Reading, j: int) -> bool:
    """«д. Майская заря»: an adjective and the noun it agrees with, both in the nominative."""
    word, following = reading.word(j), reading.word(j + 1)
    if reading.gap(j) != " " or reading.word(j + 2) not in (",", ".", "", ")"):
        return False
    if reading.kinds[j + 1] & (_NO_NAME | Kind.HOUSE) or following in listed("stop_names"):
        return False
    genders = [g for g in ("femn", "masc", "neut") if agree(word, g) == word]
    return any(
        p.tag.POS == "NOUN" and p.tag.case == "nomn" and p.tag.gender in genders
        for p in parsed(following)
    )


def _lower(reading: Reading, j: int) -> tuple[str, int] | None:
    """«деревни клишино»; «в посёлок карьер мраморный улица садовая»: all between the types."""
    if reading.words[j].endswith(POSSESSIVE) and not is_listed_word(reading.words[j]):
        return title(reading.words[j]), j
    for last in (j, j + 1):
        word, following = reading.word(last), last + 1 + (reading.word(last + 1) == ",")
        if following >= len(reading.words) or not word.isalpha() or not is_nameable(word):
            return None
        if reading.words[following] in listed("address_types"):
            words = reading.words[j : last + 1]
            return title(lemma_of_place(words[0]) if j == last else " ".join(words)), last
        if reading.word(last + 1) == "," or reading.kinds[last + 1]:
            return None
    return None
