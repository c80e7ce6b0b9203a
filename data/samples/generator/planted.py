"""What is planted in the stream: six systemic problems and one campaign that is not a problem."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from .people import Author, Crowd
from .phrases import Bank
from .places import PERM, Address
from .stream import HOURS, Draft
from .template import in_season


@dataclass(frozen=True)
class Problem:
    """A systemic problem: its waves are (first day, days, messages)."""

    id: str
    kind: str
    group: str
    topic: str
    municipality: str
    waves: tuple[tuple[str, int, int], ...]
    story: str
    district: str = ""
    area: str = ""
    own: float = 0.45
    shape: str = "burst"


PROBLEMS = (
    Problem(
        "heat_gaiva", "surge", "ЖКХ", "Ненадлежащее качество или отсутствие отопления", PERM,
        (("2025-12-04", 4, 34),),
        "Авария на котельной оставила микрорайон Гайва без отопления на четыре дня.",
        district="Орджоникидзевский", area="Гайва",
    ),
    Problem(
        "rubbish_berezniki", "surge", "Мусор/Свалки/ТКО", "★ Уборка/Вывоз мусора",
        "Березниковский городской округ", (("2025-12-30", 10, 60),),
        "В новогодние дни перевозчик сорвал вывоз мусора в Березниках.", own=0.4,
    ),
    Problem(
        "snow_motovilikha", "surge", "Дороги",
        "★ Нарушение правил очистки дорог от снега и наледи/Обращения о необходимости очистить "
        "тротуар от снега и наледи", PERM, (("2025-11-17", 7, 42),),
        "Новый подрядчик не вышел на уборку снега в Мотовилихинском районе Перми.",
        district="Мотовилихинский", own=0.35,
    ),
    Problem(
        "water_lysva", "chronic", "ЖКХ", "Плохое качество воды", "Лысьвенский городской округ",
        (("2025-10-20", 42, 19),),
        "В Лысьве шесть недель идёт ржавая вода: сообщений немного, но больше обычного.",
        own=0.3, shape="even",
    ),
    Problem(
        "bus_kueda", "surge", "Общественный транспорт", "Изменить или отменить маршрут",
        "Куединский муниципальный округ", (("2025-10-08", 3, 12),),
        "Отменён единственный автобус из Верх-Савы в Куеду, дети не попадают в школу.",
        area="Верх-Сава", own=0.75,
    ),
    Problem(
        "lights_solikamsk", "recurrent", "Благоустройство", "★ Неисправные фонари освещения",
        "Соликамский городской округ",
        (("2025-10-06", 7, 14), ("2025-11-10", 6, 12), ("2025-12-08", 7, 15)),
        "Фонари в Соликамске гасли трижды: после ответов «решено» проблема возвращалась.",
        own=0.45,
    ),
)  # fmt: skip


def _pool(problem: Problem, homes: dict[str, list[Address]]) -> list[Address]:
    pool = homes[problem.municipality]
    if problem.district:
        pool = [a for a in pool if a.district == problem.district]
    if problem.area:
        pool = [a for a in pool if a.area == problem.area]
    elif not problem.district:
        pool = [a for a in pool if a.settlement == pool[0].settlement]
    return pool


def _moment(first: datetime, days: int, shape: str, rng: random.Random) -> datetime:
    # a burst rises fast and fades; an even one only trickles
    at = rng.random() * days if shape == "even" else rng.betavariate(1.3, 1.9) * days
    hour = rng.choices(range(24), HOURS)[0]
    return first + timedelta(days=int(at), hours=hour, seconds=rng.randrange(3600))


def problems(
    bank: Bank, crowds: dict[str, Crowd], homes: dict[str, list[Address]], *, seed: int
) -> Iterator[Draft]:
    """Draw the messages of the planted problems."""
    for problem in PROBLEMS:
        rng = random.Random(f"{seed}:planted:{problem.id}")
        inside = frozenset(_pool(problem, homes))
        residents = [a for a in crowds[problem.municipality].authors if a.home in inside]
        for wave, (_, _, count) in enumerate(problem.waves):
            for _ in range(count):
                yield _message(problem, wave, bank, rng.choice(residents), rng)


def _message(problem: Problem, wave: int, bank: Bank, author: Author, rng: random.Random) -> Draft:
    day, days, _ = problem.waves[wave]
    first = datetime.fromisoformat(day)
    moment = _moment(first, days, problem.shape, rng)
    fitting = [p for p in bank.planted[problem.id] if in_season(p, moment)]
    return Draft(
        moment,
        author,
        author.home,
        rng.choices(("none", "area", "street", "house"), (16, 24, 24, 36))[0],
        bank.topic(problem.group, problem.topic),
        problem=problem.id,
        began=first,
        reopened=wave > 0 and rng.random() < 0.55,
        pattern=rng.choice(fitting) if rng.random() < problem.own else "",
    )


def campaign(
    bank: Bank, crowds: dict[str, Crowd], homes: dict[str, list[Address]], *, seed: int
) -> Iterator[Draft]:
    """Draw sixty copies of one text, posted by two authors in six days: noise, not a problem."""
    rng = random.Random(f"{seed}:campaign")
    topic = bank.topic("Физическая культура и спорт", "Строительство спортивной инфраструктуры")
    social = [a for a in crowds[PERM].authors if a.source == "ВКонтакте"]
    two = rng.sample(social, 2)
    for index in range(60):
        moment = _moment(datetime(2025, 10, 21), 6, "even", rng)
        yield Draft(
            moment, two[index % 3 == 0], two[0].home, "none", topic, problem="campaign",
            text=bank.planted["campaign"][0],
        )  # fmt: skip
