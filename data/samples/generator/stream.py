"""When and where messages come: weekdays, hours, seasons, weather, people, echoes of neighbours."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from .people import Author, Crowd
from .phrases import Bank, Topic
from .places import Address, rows
from .template import in_season

START = datetime(2025, 9, 15)
DAYS = 120
PER_DAY = 39.2
WEEKDAY = (1.13, 1.15, 1.12, 1.08, 1.03, 0.76, 0.73)
HOURS = (
    1.0, 0.5, 0.3, 0.2, 0.3, 0.8, 2.2, 4.2, 6.0, 7.2, 7.4, 7.0, 6.3, 6.2, 5.9, 5.6, 5.7, 6.4,
    7.2, 7.4, 7.0, 6.0, 4.2, 2.2,
)  # fmt: skip
LEVELS = {"none": 42, "area": 17, "street": 14, "house": 27}
# first day and last day (from the start) of region-wide snowfalls and cold spells
SNOWFALLS = ((46, 48), (56, 58), (68, 69), (79, 81), (94, 97), (113, 116))
COLD_SPELLS = ((0, 22), (61, 66), (86, 91), (108, 114))


@dataclass
class Draft:
    """A message before it is written; ``problem`` is the planted one it belongs to."""

    moment: datetime
    author: Author
    address: Address
    level: str
    topic: Topic | None
    problem: str = ""
    began: datetime | None = None
    pattern: str = ""
    text: str = ""
    reopened: bool = False


def poisson(mean: float, rng: random.Random) -> int:
    """Draw a Poisson number (Knuth; means here are small)."""
    limit, count, product = math.exp(-mean), 0, rng.random()
    while product > limit:
        count += 1
        product *= rng.random()
    return count


def moment_of(day: int, rng: random.Random) -> datetime:
    """Choose a time of a day."""
    hour = rng.choices(range(24), HOURS)[0]
    return START + timedelta(days=day, hours=hour, seconds=rng.randrange(3600))


def _within(day: int, spans: tuple[tuple[int, int], ...]) -> bool:
    return any(first <= day <= last for first, last in spans)


def season(topic: Topic, day: int) -> float:
    """Tell how much a topic is written about on a day, 1 on average."""
    if topic.season in ("snow", "winter"):
        if day < 46:
            return 0.0
        rise = 1.5 if topic.season == "snow" else 0.7 + day / 90
        return rise * (1.9 if topic.season == "snow" and _within(day, SNOWFALLS) else 1.0)
    if topic.season == "noice":
        return 1.6 if day < 45 else 0.5
    if topic.season == "dark":
        return 0.8 + 0.5 * math.sin(math.pi * min(day, 100) / 110)
    if "отоплен" in topic.name.lower():
        return 1.7 if _within(day, COLD_SPELLS) else 0.65
    return 1.0


def place_of(author: Author, homes: list[Address], rng: random.Random) -> Address:
    """Most write about their own house, others about a place near by."""
    return author.home if rng.random() < 0.72 else rng.choice(homes)


def background(
    bank: Bank, crowds: dict[str, Crowd], homes: dict[str, list[Address]], *, seed: int
) -> Iterator[Draft]:
    """Draw the ordinary stream, overdispersed by weeks, days and places."""
    rng = random.Random(f"{seed}:background")
    people = {row["official"]: int(row["population"]) for row in rows("municipalities.csv")}
    total = sum(t.weight for t in bank.topics)
    shares = [t.weight / total for t in bank.topics]
    for day in range(DAYS):
        if day % 7 == 0:
            swell = [rng.gammavariate(9, 1 / 9) for _ in bank.topics]
            local = {m: count**0.93 * rng.gammavariate(8, 1 / 8) for m, count in people.items()}
        mood = rng.gammavariate(40, 1 / 40) * WEEKDAY[(START + timedelta(days=day)).weekday()]
        for topic, share, extra in zip(bank.topics, shares, swell, strict=True):
            mean = PER_DAY * share * mood * extra * season(topic, day)
            for _ in range(poisson(mean, rng)):
                where = rng.choices(list(local), list(local.values()))[0]
                yield from _written(topic, day, crowds[where], homes[where], rng)


def _written(
    topic: Topic, day: int, crowd: Crowd, homes: list[Address], rng: random.Random
) -> Iterator[Draft]:
    level = rng.choices(list(LEVELS), list(LEVELS.values()))[0]
    author = crowd.pick(rng)
    draft = Draft(moment_of(day, rng), author, place_of(author, homes, rng), level, topic)
    yield draft
    if rng.random() < 0.05:  # neighbours write about the same thing
        for _ in range(rng.choice((1, 1, 2))):
            later = draft.moment + timedelta(hours=rng.uniform(0.3, 40))
            if (later - START).days < DAYS:
                yield Draft(later, crowd.pick(rng), draft.address, level, topic)


def remarks(
    bank: Bank, crowds: dict[str, Crowd], homes: dict[str, list[Address]], *, seed: int, count: int
) -> Iterator[Draft]:
    """Draw messages that are not appeals: thanks, chatter, notices, advertisements."""
    rng = random.Random(f"{seed}:remarks")
    kinds = {
        "thanks": 22,
        "chatter": 38,
        "congratulations": 4,
        "official": 12,
        "ads": 12,
        "question": 12,
    }
    people = {row["official"]: int(row["population"]) for row in rows("municipalities.csv")}
    while count:
        day = rng.randrange(DAYS)
        author = crowds[rng.choices(list(people), list(people.values()))[0]].pick(rng)
        if author.source in ("портал", "«Госуслуги. Решаем вместе»"):
            continue
        kind = rng.choices(list(kinds), list(kinds.values()))[0]
        if kind == "congratulations":
            day = rng.choice((20, 108, 107, 106))
        pattern = rng.choice(bank.non_appeals[kind])
        if not in_season(pattern, START + timedelta(days=day)):
            continue
        count -= 1
        yield Draft(moment_of(day, rng), author, author.home, "area", None, pattern=pattern)
