"""Invented authors: names, home, source, and the way each of them writes."""

from __future__ import annotations

import bisect
import itertools
import random
from dataclasses import dataclass

from .phrases import Bank
from .places import Address, rows

SOURCES = {
    "ВКонтакте": 56,
    "Одноклассники": 13,
    "Telegram": 10,
    "«Госуслуги. Решаем вместе»": 15,
    "портал": 6,
}
FORMAL = ("«Госуслуги. Решаем вместе»", "портал")


@dataclass(frozen=True)
class Style:
    """Habits of an author: shares and switches that ``noise`` obeys."""

    case: str
    commas: str
    ending: str
    typos: float
    misspells: float
    greets: float
    emoji: float
    joins: float
    talks: float
    yo: bool


@dataclass(frozen=True)
class Author:
    """Who writes; ``account`` is what the export shows."""

    account: str
    first: str
    patronymic: str
    surname: str
    female: bool
    source: str
    home: Address
    style: Style
    profile: str
    phone: str


class Crowd:
    """Authors of one municipality, the active ones first (Zipf)."""

    def __init__(self, authors: list[Author], exponent: float) -> None:
        self.authors = authors
        weights = [1 / (rank + 3) ** exponent for rank in range(len(authors))]
        self._sums = list(itertools.accumulate(weights))

    def pick(self, rng: random.Random) -> Author:
        """Choose who writes now."""
        return self.authors[bisect.bisect_left(self._sums, rng.random() * self._sums[-1])]


def phone(rng: random.Random) -> str:
    """A phone that cannot ring: subscriber numbers that start with 0."""
    tail = f"{rng.randint(0, 99):02d}-{rng.randint(0, 99):02d}"
    if rng.random() < 0.2:
        return f"8(342)0{rng.randint(10, 99)}-{tail}"
    code, middle = (
        rng.choice(("902", "908", "919", "950", "952", "982")),
        f"0{rng.randint(0, 99):02d}",
    )
    form = rng.choice(
        (
            "8{c}{m}{t}",
            "8 {c} {m} {d}",
            "8-{c}-{m}-{d}",
            "+7{c}{m}{t}",
            "+7 ({c}) {m}-{d}",
            "8({c}){m}{t}",
        )
    )
    return form.format(c=code, m=middle, d=tail, t=tail.replace("-", ""))


def surname(stem: str, *, female: bool) -> str:
    """Give a surname its gender."""
    return stem + "а" if female and stem.endswith(("в", "н")) else stem


def patronymic(stem: str, *, female: bool) -> str:
    """Give a patronymic its gender: Сергее -> Сергеевич, Сергеевна."""
    middle = "е" if stem.endswith("е") else "ь" if stem.endswith("ь") else ""
    base = stem if not middle else stem[:-1] + ("е" if middle == "е" else "ье")
    joint = "в" if middle else "ов"
    return base + joint + ("на" if female else "ич")


# habit -> shares of its forms with official portals and in social networks
_HABITS: dict[str, tuple[tuple[str, int, int], ...]] = {
    "case": (("normal", 93, 80), ("lower", 2, 8), ("caps", 1, 1), ("free", 4, 11)),
    "commas": (("normal", 76, 55), ("none", 8, 15), ("before", 9, 15), ("tight", 7, 15)),
    "ending": (
        ("keep", 84, 42), ("none", 6, 20), ("many", 6, 18), ("smile", 0, 9), ("dots", 4, 11),
    ),
}  # fmt: skip
_RATES: dict[str, tuple[tuple[float, int, int], ...]] = {
    "typos": ((0.0, 60, 45), (0.003, 30, 37), (0.01, 10, 18)),
    "misspells": ((0.0, 65, 50), (0.08, 28, 35), (0.35, 7, 15)),
    "joins": ((0.0, 70, 50), (0.35, 22, 30), (0.8, 8, 20)),
    "emoji": ((0.0, 100, 62), (0.1, 0, 26), (0.5, 0, 12)),
}


def _style(rng: random.Random, source: str) -> Style:
    formal = source in FORMAL
    column = 1 if formal else 2
    words = {
        name: rng.choices([f[0] for f in forms], [f[column] for f in forms])[0]
        for name, forms in _HABITS.items()
    }
    rates = {
        name: rng.choices([f[0] for f in forms], [f[column] for f in forms])[0]
        for name, forms in _RATES.items()
    }
    return Style(
        **words,
        **rates,
        greets=min(1.0, max(0.0, rng.gauss(0.74 if formal else 0.46, 0.3))),
        talks=max(0.0, rng.gauss(1.9 if formal else 1.3, 0.9)),
        yo=rng.random() < 0.3,
    )


def _author(rng: random.Random, bank: Bank, home: Address) -> Author:
    source = rng.choices(list(SOURCES), list(SOURCES.values()))[0]
    female = rng.random() < 0.66
    first = rng.choice(bank.names["female" if female else "male"])
    family = surname(rng.choice(bank.names["surname"]), female=female)
    second = patronymic(rng.choice(bank.names["patronymic"]), female=female)
    # ten digits: longer than any profile number given out
    profile = f"{rng.choice('23')}{rng.randint(10**8, 10**9 - 1)}"
    account = f"{first} {family} (id{profile})"
    if source == "Telegram":
        account = f"@{rng.choice(bank.names['nick'])}_{rng.randint(1000, 99999)}"
    elif source in FORMAL:
        account = f"{family} {first} {second} ({profile[-6:]})"
    return Author(
        account,
        first,
        second,
        family,
        female,
        source,
        home,
        _style(rng, source),
        profile,
        phone(rng),
    )


def crowds(bank: Bank, addresses: dict[str, list[Address]], *, seed: int) -> dict[str, Crowd]:
    """Make the authors of each municipality in proportion to its people."""
    found = {}
    for row in rows("municipalities.csv"):
        rng = random.Random(f"{seed}:people:{row['official']}")
        homes = addresses[row["official"]]
        count = 12 + int(row["population"]) // 330
        people = [_author(rng, bank, rng.choice(homes)) for _ in range(count)]
        found[row["official"]] = Crowd(people, exponent=0.62)
    return found
