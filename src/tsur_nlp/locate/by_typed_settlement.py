"""Settlements with a type word: «г. Пермь», «в с. Криводаново», «в Первомайском посёлке»."""

from __future__ import annotations

from tsur_nlp.locate.gazetteer import BESIDE
from tsur_nlp.locate.lexicon import Kind, listed, types
from tsur_nlp.locate.morph import agree, lemma_of_place
from tsur_nlp.locate.name_forms import title
from tsur_nlp.locate.reading import Reading
from tsur_nlp.locate.settlement_names import Match, add_match, add_settlement, longest, of_authority

PLURALS = frozenset(
    ["деревень", "сел", "поселков", "поселки", "городов", "деревнях", "поселках", "деревнями"]
)


def typed_settlement(reading: Reading) -> None:
    """A settlement type and a capitalised or known name after it, or an adjective before it."""
    for i in reading.at(Kind.SETTLEMENT):
        word = reading.words[i]
        j, kind = i + 1, types("settlement_types")[word]
        if word == "р" or (
            word == "п" and reading.word(i - 1) == "." and reading.word(i - 2) == "р"
        ):
            kind = "рабочий посёлок"
        dotted = reading.word(j) == "."
        j += dotted
        while dotted and reading.word(j) in ("п", "г", "т") and reading.word(j + 1) == ".":
            j += 2
        if not _is_type(reading, i, dotted=dotted) or "\n" in reading.gap(i):
            continue
        if kind == "город" and of_authority(reading, i):
            continue
        named = _name_after(reading, j, short=len(word) < 3)
        if isinstance(named, Match):
            add_match(reading, named, i, "typed_settlement", kind)
        elif named:
            add_settlement(reading, named[0], i, named[1], "typed_settlement", kind)
        if named and word in PLURALS:
            _and_another(reading, named[1] if not isinstance(named, Match) else named.last, kind)
        elif len(word) > 4:
            _adjective_before(reading, i, kind)


def _and_another(reading: Reading, last: int, kind: str) -> None:
    """«деревень Заокское и Коростово»."""
    if reading.word(last + 1) in ("и", ",") and reading.capital(last + 2):
        name = title(lemma_of_place(reading.words[last + 2]))
        add_settlement(reading, name, last + 2, last + 2, "typed_settlement", kind)


def _is_type(reading: Reading, i: int, *, dotted: bool) -> bool:
    """Whether a one-letter word is «г.», «с.», «д.» of a settlement, no year and no preposition."""
    word, before = reading.words[i], reading.word(i - 1)
    if (word == "г" and before.isdigit()) or (
        len(word) < 3
        and before == "."
        and reading.gap(i - 1) == ""
        and reading.word(i - 2) not in ("р", "ст", "с", "п")
        and len(reading.word(i - 2)) < 3
    ):
        return False
    if dotted and len(word) > 3:
        return False
    following = i + 1 + dotted
    if len(word) == 1 and reading.capital(i) and reading.word(following + 1).isdigit():
        return False  # «Г. Хасана 26» is a street
    if word in ("с", "п", "д", "х", "ст", "кп", "дп") and not dotted:
        opened = i == 0 or before in (",", "(", ".", "в", "из", "адресу", ":") or reading.capital(i)
        return opened and (word != "с" or before == "," or (i == 0 and not reading.capital(i)))
    return True


def _name_after(reading: Reading, j: int, *, short: bool) -> Match | tuple[str, int] | None:
    """The name that starts at ``j``: from the gazetteer, or capitalised words."""
    match = longest(reading, j) if j < len(reading.words) else None
    if match:
        plain = not short or (match.risk != BESIDE and reading.word(j - 1) != "с")
        if reading.capital(j) or plain or reading.shouting:
            return match
    word = reading.word(j)
    if (
        reading.word(j + 1) == "."
        and len(word) == 1
        and reading.capital(j + 2)
        and reading.word(j - 1) != "."
    ):
        end = j + 2
        return f"{word.upper()}. {reading.words[end].title()}", end
    if (
        not reading.capital(j)
        or len(word) < 3
        or word in listed("stop_names")
        or not word[0].isalpha()
    ):
        return None
    if reading.kinds[j] & (Kind.STREET | Kind.DISTRICT | Kind.LANDMARK):
        return None
    parts = [word]
    if (
        (
            reading.gap(j) == " "
            and reading.capital(j + 1)
            and (
                agree(word, "femn") or agree(word, "masc") or word.endswith(("ые", "ое", "ие", "а"))
            )
        )
        and not reading.kinds[j + 1] & (Kind.STREET | Kind.DISTRICT)
        and reading.word(j + 1) not in listed("stop_names")
    ):
        parts.append(reading.words[j + 1])
    name = lemma_of_place(word) if len(parts) == 1 else " ".join(parts)
    return title(name), j + len(parts) - 1


def _adjective_before(reading: Reading, i: int, kind: str) -> None:
    """«в Первомайском посёлке»."""
    word = reading.word(i - 1)
    if kind == "город" or word.startswith("рабоч"):
        return
    gender = {"деревня": "femn", "станица": "femn", "село": "neut"}.get(kind, "masc")
    name = agree(word, gender)
    if (
        name
        and reading.capital(i - 1)
        and word not in listed("stop_names")
        and not reading.opens_sentence(i - 1)
    ):
        add_settlement(reading, title(name), i - 1, i, "adjective_settlement", kind)
