"""Settlements with a type word: «г. Пермь», «в с. Криводаново», «в Первомайском посёлке»."""

from __future__ import annotations

from tsur_nlp.locate.reading import Reading
from tsur_nlp.locate.words.authorities import of_authority
from tsur_nlp.locate.words.lexicon import Kind, listed, types
from tsur_nlp.locate.words.microdistrict_names import known_name
from tsur_nlp.locate.words.morph import agree, shape
from tsur_nlp.locate.words.name_forms import title
from tsur_nlp.locate.words.place_words import lemma_of_place
from tsur_nlp.locate.words.settlement_names import Match, add_match, add_settlement, longest
from tsur_nlp.locate.words.typed_names import name_after
from tsur_nlp.text.tokens import fold

LETTERS = frozenset(("с", "п", "д", "х", "ст", "кп", "дп"))
RULE = "typed_settlement"


def typed_settlement(reading: Reading) -> None:
    """A settlement type and a capitalised or known name after it, or an adjective before it."""
    for i in reading.at(Kind.SETTLEMENT):
        if reading.words[i] == "с" and _is_preposition(reading, i):
            continue
        kind, j, dotted = _type_at(reading, i)
        if not _is_type(reading, i, dotted=dotted) or "\n" in reading.gap(i):
            continue
        if (kind == "город" and of_authority(reading, i)) or _of_region(reading, i, j):
            continue
        named = name_after(reading, j, short=len(reading.words[i]) < 3)
        if kind == "станция" and named and named[0].endswith("ая"):
            continue  # «станция Заводская» is a stop
        if isinstance(named, Match):
            add_match(reading, named, i, RULE, kind)
        elif named:
            add_settlement(reading, named[0], i, named[1], RULE, kind)
        if named and reading.words[i] in listed("plural_settlements"):
            _and_another(reading, named[1] if not isinstance(named, Match) else named.last, kind)
        elif len(reading.words[i]) > 4:
            _adjective_before(reading, i, kind)


def _is_preposition(reading: Reading, i: int) -> bool:
    """«с» that is neither «с.» nor after a comma nor the first word; most of them are."""
    return i > 0 and reading.words[i - 1] != "," and reading.word(i + 1) != "."


def _of_region(reading: Reading, i: int, j: int) -> bool:
    """«городов Прикамья»: the region's, read before."""
    return (
        reading.words[i] in listed("plural_settlements")
        and j < len(reading.words)
        and not reading.free(reading.starts[j], reading.ends[j])
    )


def _type_at(reading: Reading, i: int) -> tuple[str, int, bool]:
    """The type, the word after it, and whether it is written with a dot: «р.п.», «п.г.т.»."""
    word = reading.words[i]
    dotted = reading.word(i + 1) == "."
    j = i + 1 + dotted
    while dotted and reading.word(j) in ("п", "г", "т") and reading.word(j + 1) == ".":
        j += 2
    workers = word == "п" and reading.word(i - 1) == "." and reading.word(i - 2) == "р"
    kind = "рабочий посёлок" if word == "р" or workers else types("settlement_types")[word]
    return kind, j, dotted


def _and_another(reading: Reading, last: int, kind: str) -> None:
    """«деревень Заокское и Коростово»."""
    if reading.word(last + 1) in ("и", ",") and reading.capital(last + 2):
        name = title(lemma_of_place(reading.words[last + 2]))
        add_settlement(reading, name, last + 2, last + 2, RULE, kind)


def _is_type(reading: Reading, i: int, *, dotted: bool) -> bool:
    """Whether a short word is «г.», «с.», «д.» of a settlement, no year and no preposition."""
    word, before = reading.words[i], reading.word(i - 1)
    if word == "г" and before.isdigit() and not _names_town(reading, i, dotted=dotted):
        return False
    if len(word) < 3 and _is_part(reading, i):
        return False
    if dotted and len(word) > 3:
        return False
    following = i + 1 + dotted
    if len(word) == 1 and reading.capital(i) and reading.word(following + 1).isdigit():
        return False  # «Г. Хасана 26» is a street
    if word == "г" and before in ("на", "по") and shape(reading.word(following)) == "surname":
        return False  # «на Г Успенского»
    if word not in LETTERS or dotted:
        return True
    opened = i == 0 or before in (",", "(", ".", "в", "из", "адресу", ":") or reading.capital(i)
    return opened and (word != "с" or before == "," or (i == 0 and _is_village(reading)))


def _names_town(reading: Reading, i: int, *, dotted: bool) -> bool:
    """«школа № 5 г. Льгова», «ул. Мира 5 г.Пермь»; «2021 г.» is a year."""
    j = i + 1 + dotted
    return len(reading.word(i - 1)) < 4 and reading.capital(j) and longest(reading, j) is not None


def _is_part(reading: Reading, i: int) -> bool:
    """«П.С.», «т.д.»: a letter glued to the one before."""
    if reading.word(i - 1) != "." or reading.gap(i - 1) != "":
        return False
    first = reading.word(i - 2)
    if (first, reading.words[i]) == ("п", "с"):
        return True
    return first not in ("р", "ст", "с", "п") and len(first) < 3


def _is_village(reading: Reading) -> bool:
    """«с Барда ул. Мира» at the beginning, not «с Гайвы не уехать»."""
    name = known_name(reading.word(1))
    return not reading.capital(0) and (not name or fold(name) == reading.word(1))


def _adjective_before(reading: Reading, i: int, kind: str) -> None:
    """«в Первомайском посёлке»."""
    word = reading.word(i - 1)
    if kind == "город" or word.startswith("рабоч") or word in listed("stop_names"):
        return
    gender = {"деревня": "femn", "станица": "femn", "село": "neut"}.get(kind, "masc")
    name = agree(word, gender)
    if name and reading.capital(i - 1) and not reading.opens_sentence(i - 1):
        add_settlement(reading, title(name), i - 1, i, "adjective_settlement", kind)
