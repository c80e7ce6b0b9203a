"""Crossings and lists of bare names: «перекрёсток Труда и Мира», «Белинского/Ванеева»."""

from __future__ import annotations

import re

from tsur_nlp.locate.reading import Reading
from tsur_nlp.locate.rules.street_find import add
from tsur_nlp.locate.words.lexicon import Kind
from tsur_nlp.locate.words.morph import is_person, shape
from tsur_nlp.locate.words.name_words import Name
from tsur_nlp.locate.words.names import forward
from tsur_nlp.locate.words.street_names import personal

JOINED = re.compile(r"([/–—-])\s?(?=[А-ЯЁ])")
HYPHENED = re.compile(r"-(?<=[а-яё]-)(?=[А-ЯЁ])")
LISTED = re.compile(r", (?=[А-ЯЁ][а-яё]+[ао](?:,| и) [А-ЯЁ])(?<=[ао], )")
MIN_LIST = 3
JOINTS = frozenset(("и", "/", "-", "–", "—", "с"))


def crossing(reading: Reading) -> None:
    """«перекрёсток Ленина и Куйбышева», «угол улиц Республики и Мельникайте»."""
    for i in reading.at(Kind.CROSSING):
        j = i + 1
        while reading.word(j) in ("улиц", "улицы", "на", "с", "со", ".", ":"):
            j += 1
        name = forward(reading, j, bare=not reading.capital(j))
        if name is None or not reading.free(reading.starts[j], reading.ends[name.last]):
            continue
        other = forward(reading, name.last + 2) if reading.word(name.last + 1) in JOINTS else None
        if (other is not None or reading.capital(j)) and _pair(reading, name, other):
            add(reading, name, "", rule="crossing")
            if other is not None and reading.free(
                reading.starts[other.first], reading.ends[other.last]
            ):
                add(reading, other, "", rule="crossing")


def _may_be_joined(reading: Reading, name: Name, mark: str) -> bool:
    """Whether a mark between names shows a street; a stroke joins «Чехова/Канатная» too."""
    form = shape(name.words[-1])
    town = mark == "/" and form == "adjective" and name.words[-1].endswith(("ская", "цкая"))
    return town or form == "surname" or reading.known(name.words)


def _hyphenated(reading: Reading) -> None:
    """«угол Чехова-Гоголя», «на домах Чехова-Гоголя»: two known streets, no double surname."""
    for match in HYPHENED.finditer(reading.text):
        i = reading.token_at(match.start()) - 1
        word = reading.words[i]
        known = all(part in personal() for part in word.split("-"))
        free = reading.free(reading.starts[i], reading.ends[i])
        if known and free and reading.capital(i) and not is_person(reading.word(i - 1)):
            add(reading, Name((word,), i, i), "", rule="joined_names")


def _pair(reading: Reading, name: Name, other: Name | None) -> bool:
    return shape(name.words[-1]) != "" or reading.known(name.words) or other is not None


def list_of_names(reading: Reading) -> None:
    """«Кирова, Бурылова, Федосеева»: three surnames in the genitive, one of them known."""
    if not LISTED.search(reading.text):
        return
    run: list[Name] = []
    for i in range(len(reading.words) + 1):
        word = reading.word(i)
        if word in (",", "и") and run and run[-1].last == i - 1:
            continue
        joined = not run or (reading.word(i - 1) in (",", "и") and run[-1].last == i - 2)
        if (
            joined
            and reading.capital(i)
            and word[-1] in "ао"
            and shape(word) == "surname"
            and reading.free(reading.starts[i], reading.ends[i])
        ):
            run.append(Name((word,), i, i))
            continue
        if len(run) >= MIN_LIST and any(reading.known(name.words) for name in run):
            for name in run:
                add(reading, name, "", rule="list_of_names")
        run = []


def joined_names(reading: Reading) -> None:
    """«Белинского/Ванеева», «Маркса - Масленникова»: two known streets joined by a mark."""
    text = reading.text
    if not JOINED.search(text):
        return
    _hyphenated(reading)
    for match in JOINED.finditer(text):
        i, word = reading.token_at(match.start(1)), match.group(1)
        if reading.word(i) != word or not reading.capital(i - 1):
            continue
        left, right = Name((reading.words[i - 1],), i - 1, i - 1), forward(reading, i + 1)
        if right is None or not reading.free(reading.starts[i - 1], reading.ends[right.last]):
            continue
        names = (left, right)
        certain = word == "/" or any(reading.known(n.words) for n in names)
        streets = (_may_be_joined(reading, n, word) for n in names)
        if certain and all(streets):
            for name in names:
                add(reading, name, "", rule="joined_names")
