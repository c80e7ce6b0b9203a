"""Regions: «Пермский край», «в Нижегородской обл.», «ХМАО», «Прикамье»."""

from __future__ import annotations

from tsur_nlp.locate.gazetteer import Gazetteer
from tsur_nlp.locate.reading import Found, Reading
from tsur_nlp.locate.words.authorities import of_authority
from tsur_nlp.locate.words.lexicon import Kind, listed

LONGEST = 5
# One-word aliases that are also something else need a capital.
RISKY = frozenset(("крым", "чао", "нао", "еао", "тува", "югра", "ямал"))
CITIES = frozenset(("Москва", "Санкт-Петербург", "Севастополь"))


def region(reading: Reading) -> None:
    """A region by name or alias; «администрация Пермского края» names an authority."""
    gazetteer = Gazetteer.load()
    for i in reading.at(Kind.REGION):
        if reading.taken[reading.starts[i]]:
            continue
        match = _longest(reading, i, gazetteer.region_forms)
        if match is None:
            continue
        number, last = match
        name = gazetteer.region_name(number)
        if reading.known((reading.word(i - 1), *reading.words[i : last + 1])):
            continue  # «с Юнг Прикамья»: a street
        if name in CITIES or of_authority(reading, i) or not _trusted(reading, i, last):
            continue
        reading.add(Found("region", name, reading.starts[i], reading.ends[last], "region"))


def _longest(reading: Reading, i: int, forms: dict[str, int]) -> tuple[int, int] | None:
    best, key = None, ""
    for last in range(i, min(i + LONGEST + 2, len(reading.words))):
        word = reading.words[last]
        if word in ("-", "–", "—", "."):
            continue
        key = f"{key} {word}".strip()
        for form in (key, key.replace("-", " ")):
            if form in forms:
                best = forms[form], last
    return best


def _trusted(reading: Reading, i: int, last: int) -> bool:
    if (
        i
        and reading.kinds[i - 1] & Kind.SETTLEMENT
        and reading.words[i - 1] not in listed("plural_settlements")
    ):
        return False
    if last > i or reading.words[i] not in RISKY:
        return last > i or len(reading.words[i]) > 2
    return reading.capital(i) or reading.shouting or i == 0
