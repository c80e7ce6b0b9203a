"""A misspelt street under the usual name that is meant, where no register says better.

«Красноармеская» is «Красноармейская», «Чехава» is «Чехова». A name that differs by a letter that
nobody hits or hears instead of another may be a street of its own: it stays as it is written.
"""

from __future__ import annotations

from functools import lru_cache

from tsur_nlp.locate.gazetteer import Gazetteer
from tsur_nlp.locate.register.spot import compact
from tsur_nlp.locate.register.strings import Strings
from tsur_nlp.locate.register.trigrams import Trigrams, index
from tsur_nlp.locate.spelling.distance import shortened
from tsur_nlp.locate.words.lexicon import DATA, listed
from tsur_nlp.locate.words.place_words import is_russian
from tsur_nlp.locate.words.street_names import OF_A_TOWN
from tsur_nlp.text.tokens import fold

SHORT, LONG = 6, 12
"""Letters from which one slip, and two, still leave no doubt which name is meant."""
LONG_ADJECTIVE = 10
SIGNS = "ьъй"
ROWS = ("йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю")


@lru_cache(maxsize=10_000)
def usual(written: str) -> str:
    """Return the usual street that a name is a misspelling of, or an empty string.

    >>> usual("красноармеская"), usual("чехава"), usual("маяковсково")
    ('Красноармейская', 'Чехова', 'Маяковского')
    >>> usual("лесная"), usual("пушкинская")
    ('', '')
    """
    key = compact(written)
    written = fold(written)
    if len(key) < SHORT or written in Gazetteer.load().streets:
        return ""
    russian = is_russian(written)
    if russian and " " not in written:
        return ""
    near = _near(key)
    if russian:
        near = [(edits, name) for edits, name in near if _in_other_case(written, name)]
    closest = [name for edits, name in near if edits == near[0][0]]
    return closest[0] if len(closest) == 1 else ""


def _near(key: str) -> list[tuple[int, str]]:
    """The usual streets that the key may be a slip for, each with its edits, the nearest first."""
    trigrams, names, full = _index()
    two = len(key) >= LONG and not key.endswith(OF_A_TOWN)  # two letters make another town
    if not two and _shortened_names().isdisjoint(shortened(key)):
        return []  # most words; the trigrams cost a hundred times as much
    near = [(n.edits, names.text(n.name)) for n in trigrams.near(key, 2 if two else 1)]
    return [(edits, full[name]) for edits, name in near if _is_slip(key, name)]


@lru_cache(maxsize=1)
def _index() -> tuple[Trigrams, Strings, dict[str, str]]:
    lines = (DATA / "streets.txt").read_text(encoding="utf-8").splitlines()
    full = {compact(line): line.replace("ё", "е") for line in sorted(lines) if line}
    adjectives = [key for key in full if key.endswith("ая") and " " not in full[key]]
    for key in adjectives:  # «на Паркрвой»
        full.setdefault(f"{key[:-2]}ой", full[key])
    names = Strings.of(key for key in full if len(key) >= SHORT - 1)
    texts = [names.text(i) for i in range(len(names))]
    return Trigrams(index(texts), names), names, full


@lru_cache(maxsize=1)
def _shortened_names() -> frozenset[str]:
    """Every usual street with a letter left out: one edit away there is one of these."""
    *_, full = _index()
    return frozenset(part for name in full for part in shortened(name))


def _in_other_case(written: str, name: str) -> bool:
    """«Народное Ополчения»: only the ending of the first word is another."""
    one, other = (fold(words).split(" ", 1) for words in (written, name))
    return one[1:] == other[1:] and one[0][:-3] == other[0][: len(one[0]) - 3]


def _is_slip(written: str, name: str) -> bool:
    """Whether the letters that differ are those that people mistake, or leave out, or double."""
    start = 0
    while start < min(len(written), len(name)) and written[start] == name[start]:
        start += 1
    one, other = written[start:], name[start:]
    while one and other and one[-1] == other[-1]:
        one, other = one[:-1], other[:-1]
    if {one, other} in ({"в", "г"}, {"ово", "ого"}) and name.endswith("го"):
        return True  # «Маяковсково»
    ending = len(name) - start <= 2 and len(one) == len(other)
    if ending or any(mark.isdigit() for mark in one + other):
        return False  # «Западный» is not «Западная»
    if len(one) != len(other) or len(one) != 1:
        return not _is_short_adjective(name) or one + other in SIGNS or one == other[::-1]
    return _mistaken(one, other)


def _is_short_adjective(name: str) -> bool:
    """«Минская», «Пинская»: so many towns are a letter apart."""
    return len(name) < LONG_ADJECTIVE and name.endswith(OF_A_TOWN)


@lru_cache(maxsize=2048)
def _mistaken(one: str, other: str) -> bool:
    """Whether one letter sounds like the other, or lies beside it on the keyboard."""
    if any(one in group and other in group for group in listed("alike_letters")):
        return True
    return any(
        one in row and other in row and abs(row.index(one) - row.index(other)) == 1 for row in ROWS
    )
