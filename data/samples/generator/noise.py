"""The way each author spoils a neat text: case, commas, endings, misspellings, typos, emoji."""

from __future__ import annotations

import random
import re
from functools import lru_cache

from .people import Style
from .phrases import sections
from .places import rows
from .template import capitalise

_ROWS = ("йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю")
_NEIGHBOURS = {
    letter: row[max(0, at - 1) : at] + row[at + 1 : at + 2]
    for row in _ROWS
    for at, letter in enumerate(row)
}
_PLAIN_QUOTES = str.maketrans("«»", '""')
_WORD = re.compile(r"[А-Яа-яё]{4,}")


def _like(word: str, other: str) -> str:
    if word.isupper():
        return other.upper()
    return other.capitalize() if word[0].isupper() else other


def misspell(text: str, pairs: list[tuple[str, str]], share: float, rng: random.Random) -> str:
    """Write some words the way people get them wrong."""
    if not share:
        return text
    for right, wrong in pairs:
        if right in text.lower() and rng.random() < share:
            text = re.sub(
                rf"\b{right}\b",
                lambda m, w=wrong: _like(m.group(0), w),
                text,
                flags=re.IGNORECASE,
            )
    return text


def _typo(word: str, rng: random.Random) -> str:
    at = rng.randrange(1, len(word) - 1)
    roll = rng.random()
    if roll < 0.3:
        return word[:at] + word[at + 1 :]
    if roll < 0.5:
        return word[:at] + word[at] + word[at:]
    if roll < 0.75:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return word[:at] + rng.choice(_NEIGHBOURS.get(word[at].lower(), word[at])) + word[at + 1 :]


def mistype(text: str, share: float, rng: random.Random) -> str:
    """Hit wrong keys; ``share`` is per letter. Glues words now and then."""
    if not share:
        return text
    text = _WORD.sub(
        lambda m: _typo(m.group(0), rng) if rng.random() < share * len(m.group(0)) else m.group(0),
        text,
    )
    return re.sub(
        r"(?<=[а-я]{3}) (?=[а-я]{3})", lambda m: "" if rng.random() < share / 2 else " ", text
    )


def dot_yo(text: str, style: Style, pairs: list[tuple[str, str]]) -> str:
    """Write ё everywhere or nowhere."""
    if not style.yo:
        return text.replace("ё", "е").replace("Ё", "Е")
    return misspell(text, pairs, 1.0, random.Random(0))


def _punctuate(text: str, style: Style, rng: random.Random) -> str:
    if style.commas == "none":
        text = re.sub(r",(?= )", lambda m: "" if rng.random() < 0.85 else ",", text)
    elif style.commas == "before":
        text = re.sub(
            r"(?<=\w)([,!?]) ",
            lambda m: f" {m.group(1)} " if rng.random() < 0.6 else m.group(0),
            text,
        )
    elif style.commas == "tight":
        text = re.sub(
            r"(?<=[а-яё])([,.]) (?=[А-Яа-я]{2})",
            lambda m: m.group(1) if rng.random() < 0.6 else m.group(0),
            text,
        )
    return text


@lru_cache(maxsize=1)
def _proper() -> frozenset[str]:
    areas = [*rows("settlements.csv"), *rows("perm_microdistricts.csv")]
    named = [f"{row['name']} {row['streets']}" for row in areas]
    people = [name for names in sections("names.txt").values() for name in names]
    return frozenset(w.lower() for text in named + people for w in re.findall(r"[А-Яа-яё-]+", text))


def run_on(text: str, style: Style, rng: random.Random) -> str:
    """Join sentences as people do who seldom reach for the full stop."""

    def joined(match: re.Match[str]) -> str:
        word = match.group(1)
        if word.lower().rstrip("а") in _proper() or rng.random() > style.joins:
            return match.group(0)
        return rng.choices((", ", " и ", " - ", " "), (60, 14, 8, 18))[0] + word.lower()

    if style.joins:
        text = re.sub(r"(?<=[а-яё]{3})\. ([А-Я][а-яё]*\b)(?!\.)", joined, text)
    return text.translate(_PLAIN_QUOTES) if style.typos or style.joins else text


def _end(text: str, style: Style, rng: random.Random) -> str:
    if style.ending == "none":
        return text.rstrip(".")
    if style.ending == "many":
        return re.sub(
            r"([!?])(?= |$)",
            lambda m: m.group(1) * rng.randint(2, 5) if rng.random() < 0.6 else m.group(0),
            text,
        )
    if style.ending == "dots":
        return re.sub(
            r"(?<=[а-яё]{3})[.](?= |$)",
            lambda m: rng.choice(("...", "..", "...")) if rng.random() < 0.5 else ".",
            text,
        )
    if style.ending == "smile":
        return text.rstrip(".") + rng.choice((")", "))", "(", ")))", "(("))
    return text + "." if (text[-1:].isalnum() or text[-1:] == "»") and rng.random() < 0.7 else text


def _case(text: str, style: Style, rng: random.Random) -> str:
    if style.case == "normal":
        return capitalise(text)
    if style.case == "caps":
        return text.upper()
    if style.case == "lower":
        return text.lower() if rng.random() < 0.75 else text
    return text


def greeting(text: str, style: Style, pairs: list[tuple[str, str]], rng: random.Random) -> str:
    """Spoil a greeting; its end stays as it is."""
    text = misspell(_case(text, style, rng), pairs, style.misspells / 2, rng)
    return mistype(text, style.typos, rng)


def spoil(text: str, style: Style, pairs: list[tuple[str, str]], rng: random.Random) -> str:
    """Apply the author's habits to a tidy text."""
    text = _case(run_on(text, style, rng), style, rng)
    text = misspell(text, pairs, style.misspells, rng)
    text = _punctuate(text, style, rng)
    text = _end(text, style, rng)
    return mistype(text, style.typos, rng)
