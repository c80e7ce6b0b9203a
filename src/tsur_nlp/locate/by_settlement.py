"""Settlements: «г. Пермь», «в с. Криводаново», «из Березников», «пермь ул ленина»."""

from __future__ import annotations

from tsur_nlp.locate.gazetteer import BESIDE, CAREFUL, SURE, Gazetteer
from tsur_nlp.locate.lexicon import Kind, listed
from tsur_nlp.locate.morph import is_unknown_noun
from tsur_nlp.locate.name_forms import title
from tsur_nlp.locate.reading import Reading
from tsur_nlp.locate.settlement_names import add_match, add_settlement, longest, of_authority
from tsur_nlp.text.tokens import fold

IN = frozenset(["в", "во", "из", "г", "гор", "город", "города", "городе", "до", "под", "около"])


def known_settlement(reading: Reading) -> None:
    """A gazetteer name without a type word, as far as its risk allows."""
    streets = reading.region or any(found.kind == "street" for found in reading.found)
    for i in reading.at(Kind.NAME | Kind.BESIDE if streets else Kind.NAME):
        if reading.taken[reading.starts[i]]:
            continue
        match = longest(reading, i)
        if match and ALLOWED[match.risk](reading, i, match.last):
            after = reading.word(match.last + 1) == "г" and reading.word(match.last + 2) in (
                ",",
                ".",
                "",
            )
            add_match(reading, match, i, f"{match.risk}_settlement", "город" if after else "")


def _sure(reading: Reading, i: int, last: int) -> bool:
    if (
        reading.words[i].startswith("нижн")
        and last == i
        and reading.word(i + 1).isalpha()
        and reading.capital(i + 1)
    ):
        return False  # «в Нижнем Пальнике» is not Nizhny Novgorod
    return not of_authority(reading, i) and not _is_title(reading, i, last)


def _careful(reading: Reading, i: int, last: int) -> bool:
    word = reading.words[i]
    if reading.capital(i) and (
        reading.word(i - 1) in ("в", "во", "из", "г", "до") and not word.endswith(("а", "у"))
    ):
        return _sure(reading, i, last)
    return _beside(reading, i, last) or (
        reading.capital(i)
        and len(reading.words) > last + 1
        and _alone(reading, i, last)
        and not reading.opens_sentence(i)
    )


def _alone(reading: Reading, i: int, last: int) -> bool:
    """Set off by commas or standing at the end after a comma."""
    return reading.word(i - 1) in (",", "(") and reading.word(last + 1) in (",", ")", ".", "")


def _beside(reading: Reading, i: int, last: int) -> bool:
    """Right before a street («чайковский ул мира») or after one («Ленина 15, Чусовой»)."""
    start, end = reading.starts[i], reading.ends[last]
    if len(reading.words[i]) < 3 or not _is_nominative(reading, i, last):
        return False
    for found in reading.found:
        if found.kind == "street":
            ahead = reading.low[end : found.start] if found.start >= end else "-" * 9
            behind = reading.low[found.end : start] if found.end <= start else "-" * 9
            if (
                ahead.strip() in ("", ",")
                and len(ahead) < 4
                and (reading.capital(i) or i == 0 or reading.low == reading.text)
            ):
                return True
            if (
                behind.strip() in (",", "")
                and len(behind) < 4
                and reading.capital(i)
                and (found.house and not reading.word(last + 1).isalpha())
            ):
                return True
    return False


def _is_nominative(reading: Reading, i: int, last: int) -> bool:
    """Beside a street a settlement is in the nominative: «Ленина, пр. Победы» are streets."""
    match = longest(reading, i)
    if match is None:
        return False
    name = Gazetteer.load().settlement_name(match.numbers[0])
    written = reading.low[reading.starts[i] : reading.ends[last]]
    return (
        fold(name).replace("-", " ") == written.replace("-", " ")
        or match.risk == SURE
        or len(written) < 4
    )


def _is_title(reading: Reading, i: int, last: int) -> bool:
    """«"Новосибирск"» in quotes is a name of something else."""
    return reading.word(i - 1) in ('"', "«", "“") and reading.word(last + 1) in ('"', "»", "”")


def unknown_settlement(reading: Reading) -> None:
    """A name that no list has, where an address has its settlement: «песьянка ул мира 5»."""
    for found in [f for f in reading.found if f.kind == "street"]:
        i = reading.token_at(found.start)
        if i and reading.kinds[i] & Kind.STREET and _stands_first(reading, i):
            add_settlement(reading, title(reading.words[0]), 0, 0, "unknown_settlement", "")
        j = reading.token_at(found.end)
        if (
            found.house
            and reading.word(j) == ","
            and reading.capital(j + 1)
            and _may_be_settlement(reading, j + 1)
        ) and reading.word(j + 2) in ("", ".", ",", "!"):
            add_settlement(
                reading, title(reading.words[j + 1]), j + 1, j + 1, "unknown_settlement", ""
            )


def _stands_first(reading: Reading, i: int) -> bool:
    return (i == 1 or (i == 2 and reading.word(1) == ",")) and _may_be_settlement(reading, 0)


def _may_be_settlement(reading: Reading, i: int) -> bool:
    """A word that the dictionary does not have, or has as a place only."""
    word = reading.word(i)
    if (
        len(word) < 4
        or (not word.isalpha() and "-" not in word)
        or word in listed("stop_names")
        or not reading.free(reading.starts[i], reading.ends[i])
    ):
        return False
    return is_unknown_noun(word)


def _small(reading: Reading, i: int, last: int) -> bool:
    """Beside a street, or «в Барде» where Барда is a place of the region that the caller named."""
    if reading.region and reading.capital(i) and reading.word(i - 1) in ("в", "из", "до"):
        match = longest(reading, i)
        if match and Gazetteer.load().best_settlement(match.numbers, reading.region) is not None:
            return _sure(reading, i, last)
    return _beside(reading, i, last)


ALLOWED = {SURE: _sure, CAREFUL: _careful, BESIDE: _small}
