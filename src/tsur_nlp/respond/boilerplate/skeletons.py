"""What is left of an answer's sentences without the particulars: numbers, dates, names, topics."""

from __future__ import annotations

import csv
import re
from functools import lru_cache
from itertools import groupby
from pathlib import Path

from tsur_nlp.respond.phrases import pattern
from tsur_nlp.text import fold

_DATA = Path(__file__).parent / "data"
# A topic is quoted within one sentence; a lost quotation mark must not swallow an answer.
_QUOTED = re.compile(r"«[^»\n.!?]{0,200}»|\"[^\"\n.!?]{0,200}\"|“[^”\n.!?]{0,200}”")
# The letter comes first and is looked behind from: `re` passes over all other letters.
_POLITE = re.compile(r"В(?<!\wВ)(?=(?:ы|ас|ам|ами|аш\w{0,4})\b)")
# Names of streets, people and bodies are capitalised: words that are not, are the skeleton.
_COMMON = re.compile(r"(?<![\w-])[a-zа-яё]+(?:-[a-zа-яё]+)*(?!\w)")


def skeleton(answer: str) -> tuple[str, ...]:
    """Return the skeletons of an answer's sentences; greetings and signatures are left out.

    >>> skeleton("Здравствуйте, Анна! На ул. Мира, д. 5 мусор вывезен 03.02.2021. С уважением, МУП")
    ('на мусор вывезен',)
    >>> skeleton("Уважаемый пользователь! По вопросу «Ямы» сообщаем, что работы завершены.")
    ('работы завершены',)
    """
    # An answer that stands in quotation marks as a whole quotes nothing.
    return _sentences(_QUOTED.sub(" ", answer)) or _sentences(answer)


def _sentences(answer: str) -> tuple[str, ...]:
    text, start, found = _POLITE.sub("в", answer), 0, []
    for end in _sentence_end().finditer(text):
        found.append(_bones(text[start : end.end()]))
        start = end.end()
    return tuple(filter(None, [*found, _bones(text[start:])]))


@lru_cache(maxsize=1)
def _sentence_end() -> re.Pattern[str]:
    """Return a pattern of plain ends of sentences; where one is missed, two are repeated as one.

    `text.sentences` knows more ends, at five times the cost.
    """
    # A lookbehind takes words of one length only.
    listed = groupby(sorted(_words("abbreviations"), key=lambda word: (len(word), word)), len)
    short = "".join(rf"(?<!\b(?:{'|'.join(words)})\.)" for _, words in listed)
    capital = r"\s+ (?= [«\"“(]* (?: [А-ЯЁA-Z№] | [0-9](?<![0-9]\.\s[0-9]) ) )"
    return re.compile(
        rf"""[.!?…\n] (?:
            (?<=\n)
            | (?<=[!?]) [»"”)]* \s+
            | (?<=[а-яё]{{3}}[.!?…]) {short} (?=[А-ЯЁ](?![А-ЯЁ]))  # no space
            | (?<=[а-яёa-z]{{3}}\.) {short} [»"”)]* \s+ (?![,;:—–-])
            | (?: (?<=[А-ЯЁA-Z]{{2}}\.) | (?<=[0-9\s.»"”)]\.) | (?<=[0-9]г\.) | (?<=[0-9]\sг\.)
                | (?<=…) ) [»"”)]* {capital}
        )""",
        re.VERBOSE,
    )


@lru_cache(maxsize=1 << 15)
def _bones(sentence: str) -> str:
    """Return what is left of a sentence; officials repeat whole sentences."""
    bare = sentence.strip().lstrip('«“"( ')
    plain = bare.lower() if bare.isupper() else bare[:1].lower() + bare[1:]
    said, dropped = fold(" ".join(_COMMON.findall(plain))).split(" "), _words("dropped")
    bones = " ".join([word for word in said if word not in dropped])
    while opening := _formulas("opening").match(bones):
        bones = bones[opening.end() :].lstrip()
    return "" if _formulas("closing").match(bones) else bones


@lru_cache(maxsize=2)
def _words(name: str) -> frozenset[str]:
    return frozenset((_DATA / f"{name}.txt").read_text(encoding="utf-8").split())


@lru_cache(maxsize=2)
def _formulas(kind: str) -> re.Pattern[str]:
    with (_DATA / "formulas.csv").open(encoding="utf-8", newline="") as file:
        return pattern(row["words"] for row in csv.DictReader(file) if row["kind"] == kind)
