"""Spellings of one body's name: how they are compared, and which of them is kept."""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

from tsur_nlp.text import words

_TABLE = Path(__file__).parent / "data" / "abbreviations.csv"
_INN = re.compile(r"[(\[,]?\s*\bИНН\b\W*(\d{10}(?:\d\d)?)\b\s*[)\]]?", re.IGNORECASE)
# «OOO» typed on the Latin layout looks the same and is meant the same.
_LOOKALIKES = str.maketrans("abcehkmoptxy", "авсенкмортху")


def name_key(name: str) -> str:
    """Return what two spellings of one name have in common: words in short form, no ИНН.

    >>> name_key('ОБЩЕСТВО С ОГРАНИЧЕННОЙ ОТВЕТСТВЕННОСТЬЮ  "ДВОР № 1" (ИНН 7800000001)')
    'ооо двор 1'
    >>> name_key("OOO «Двор №1»") == name_key("ооо двор 1")
    True
    """
    spoken = " ".join(words(_INN.sub(" ", name)))
    short = _short_forms()
    # A lone Latin N is a № sign, so it is read before the letters are made Cyrillic.
    spelled = re.sub(r"\bn\b", " ", spoken).translate(_LOOKALIKES)
    shortened = _full_forms().sub(lambda match: short[match[0]], " ".join(spelled.split()))
    return " ".join(shortened.split())


def taxpayer_number(name: str) -> str:
    """Return the ИНН written in a name, an empty string where there is none.

    >>> taxpayer_number("МУП «Свет» (ИНН 7800000002)")
    '7800000002'
    """
    found = _INN.search(name)
    return found[1] if found else ""


def tidy_names(names: Sequence[str]) -> list[str]:
    """Return the names with every body under one spelling, the one used most.

    Two ИНН under one name are two companies, so there the number stays part of the name. Of
    spellings used equally often the first in the alphabet is kept.

    >>> tidy_names(["ООО «Двор»", 'ооо "Двор"', "ООО «Двор»", "МУП «Свет»"])
    ['ООО «Двор»', 'ООО «Двор»', 'ООО «Двор»', 'МУП «Свет»']
    """
    used = Counter(names)
    kept: dict[str, str] = {}
    for spellings in _same(used):
        best = min(spellings, key=lambda name: (-used[name], name))
        kept |= dict.fromkeys(spellings, best)
    return [kept[name] for name in names]


def _same(names: Iterable[str]) -> list[list[str]]:
    by_key: dict[str, list[str]] = defaultdict(list)
    for name in names:
        by_key[name_key(name) or name].append(name)
    groups: list[list[str]] = []
    for spellings in by_key.values():
        numbers = {taxpayer_number(name) for name in spellings}
        if len(numbers - {""}) < 2:
            groups.append(spellings)
        else:
            groups += [[n for n in spellings if taxpayer_number(n) == one] for one in numbers]
    return groups


@lru_cache(maxsize=1)
def _short_forms() -> dict[str, str]:
    with _TABLE.open(encoding="utf-8", newline="") as file:
        return {row["full"]: row["short"] for row in csv.DictReader(file)}


@lru_cache(maxsize=1)
def _full_forms() -> re.Pattern[str]:
    longest = sorted(_short_forms(), key=lambda full: (-len(full), full))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest))})(?![\w-])")
