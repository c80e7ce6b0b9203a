"""Invented messages of Perm krai, with problems and heat to match, for the report's tests."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

import numpy as np
import pandas as pd

from tsur_nlp.records import SystemicProblem, UnitHeat

LAST = datetime(2026, 1, 29)
UNITS = {
    "Пермский городской округ": (58.01, 56.25, 40, 1_027_000),
    "Березниковский городской округ": (59.41, 56.80, 10, 138_000),
    "Соликамский городской округ": (59.65, 56.77, 8, 100_000),
    "Чайковский городской округ": (56.77, 54.11, 7, 100_000),
    "Лысьвенский городской округ": (58.10, 57.81, 6, 67_000),
    "Кунгурский муниципальный округ": (57.43, 56.94, 6, 104_000),
    "Краснокамский городской округ": (58.08, 55.75, 5, 71_000),
    "Добрянский городской округ": (58.47, 56.41, 4, 53_000),
    "Пермский муниципальный округ": (57.95, 56.20, 5, 121_000),
    "Чусовской городской округ": (58.28, 57.82, 4, 63_000),
    "Губахинский муниципальный округ": (58.87, 57.55, 3, 31_000),
    "Верещагинский городской округ": (58.08, 54.66, 2, 38_000),
    "Кизеловский городской округ": (59.05, 57.65, 2, 17_000),
    "Осинский городской округ": (57.29, 55.45, 2, 27_000),
    "Кудымкарский муниципальный округ": (59.01, 54.66, 2, 50_000),
    "Чердынский городской округ": (60.40, 56.48, 1, 18_000),
}
TOPICS = {
    ("ЖКХ", "Отопление"): ("Батареи чуть тёплые, в квартире холодно, прошу разобраться", 9),
    ("ЖКХ", "Протечка кровли"): ("Крыша течёт второй месяц, на площадке сыро и пахнет плесенью", 4),
    ("ЖКХ", "Уборка подъездов"): ("Подъезд не мыли с осени, полы чёрные", 3),
    ("Дороги", "Уборка снега"): ("Тротуар не чистят, идём по проезжей части вместе с детьми", 8),
    ("Дороги", "Ямы на дорогах"): ("Яма на перекрёстке, колесо пробили уже трое соседей", 4),
    ("Мусор", "Вывоз отходов"): ("Баки полные, мешки стоят рядом, собаки растаскивают", 7),
    ("Общественный транспорт", "Расписание"): (
        "Автобус опять не пришёл по расписанию, ждали сорок минут",
        6,
    ),
    ("Медицина", "Запись к врачу"): ("К терапевту записаться нельзя, талонов нет на две недели", 5),
    ("Образование", "Питание в школе"): ("Ребёнок говорит, что еда в столовой холодная", 2),
    ("Благоустройство", "Освещение"): ("Во дворе не горят фонари, вечером страшно ходить", 4),
}
STREETS = ("Ленина", "Мира", "Советская", "Садовая", "Парковая", "Уральская")
SOURCES = ("ВКонтакте", "Госуслуги. Решаем вместе", "Телеграм", "Одноклассники")
BODIES = ("Минтранс края", "Минздрав края", "Минтерразвития края", "Администрация округа")


def facts(rows: int = 2000, *, days: int = 60, seed: int = 0) -> pd.DataFrame:
    """Return invented facts; the surges of `problems` are planted in the last days."""
    rng = random.Random(seed)
    units, topics = list(UNITS), list(TOPICS)
    made = []
    for number in range(rows):
        unit = rng.choices(units, [UNITS[u][2] for u in units])[0]
        group, topic = rng.choices(topics, [TOPICS[t][1] for t in topics])[0]
        ago = rng.randrange(days)
        if number % 18 == 0:
            unit, (group, topic), ago = units[1], topics[0], rng.randrange(6)
        elif number % 40 == 1:
            unit, (group, topic), ago = units[0], topics[3], rng.randrange(9)
        made.append(_row(rng, number, unit, group, topic, ago))
    return pd.DataFrame(made).sort_values("created_at", kind="stable").reset_index(drop=True)


def _row(
    rng: random.Random, number: int, unit: str, group: str, topic: str, ago: int
) -> dict[str, object]:
    created = LAST - timedelta(days=ago) + timedelta(minutes=rng.randrange(1440))
    placed, answered = rng.random() < 0.93, rng.random() < 0.8
    lat, lon = UNITS[unit][:2]
    street = rng.choice(STREETS)
    return {
        "id": f"{10_000 + number}",
        "text": f"{TOPICS[group, topic][0]}. Улица {street}, звонили, ответа нет. Случай {number}.",
        "created_at": created,
        "source": rng.choices(SOURCES, (6, 3, 2, 1))[0],
        "author": f"Заявитель {number % 700}",
        "region": "Пермский край",
        "municipality": unit if placed else "",
        "district": "",
        "settlement": "",
        "street": f"улица {street}" if placed else "",
        "house": str(rng.randrange(1, 40)) if placed else "",
        "lat": lat if placed else np.nan,
        "lon": lon if placed else np.nan,
        "topic_group": group,
        "topic": topic,
        "assignee": rng.choice(BODIES),
        "answered_at": created + timedelta(hours=rng.expovariate(1 / 90)) if answered else pd.NaT,
        "answer_text": "",
        "due_on": (created + timedelta(days=8)).replace(hour=0, minute=0),
        "closed_at": pd.NaT,
        "status": "",
        "reopened": float(rng.random() < 0.04),
        "is_appeal": rng.random() < 0.94,
        "needs_review": rng.random() < 0.11,
        "error": "пустой текст" if number % 400 == 7 else "",
    }


def problems(known: pd.DataFrame) -> list[SystemicProblem]:
    """Return the two planted surges, a closed one and a few weaker ones."""
    units, topics = list(UNITS), list(TOPICS)
    plan = [
        (units[1], topics[0], 6, 4.2, "red", "new", "surge", 91),
        (units[0], topics[3], 9, 19.0, "red", "ongoing", "surge", 74),
        (units[0], topics[5], 14, 22.5, "orange", "ongoing", "chronic", 52),
        (units[3], topics[7], 7, 1.6, "orange", "fading", "recurrent", 33),
        (units[2], topics[4], 10, 1.1, "orange", "closed", "surge", 30),
    ]
    return [_problem(known, place, *row) for place, row in enumerate(plan)]


def _problem(
    known: pd.DataFrame,
    place: int,
    unit: str,
    theme: tuple[str, str],
    days: int,
    expected: float,
    level: str,
    status: str,
    kind: str,
    severity: int,
) -> SystemicProblem:
    first = LAST - timedelta(days=days - 1)
    own = known[
        (known["municipality"] == unit)
        & (known["topic"] == theme[1])
        & (known["created_at"] >= first)
        & known["is_appeal"]
    ]
    lat, lon = UNITS[unit][:2]
    observed = max(len(own), 3)
    return SystemicProblem(
        problem_id=f"p{place:04d}",
        status=status,
        kind=kind,
        topic_group=theme[0],
        topic=theme[1],
        region="Пермский край",
        unit_type="municipality",
        unit=unit,
        lat=lat,
        lon=lon,
        radius_m=None,
        window_start=first.date().isoformat(),
        window_end=LAST.date().isoformat(),
        first_seen=first.date().isoformat(),
        last_seen=LAST.date().isoformat(),
        observed=observed,
        expected=expected,
        relative_risk=observed / expected,
        p_value=1e-7,
        q_value=1e-5,
        recurrence_interval_days=(40_000.0, 5_200.0, 800.0, 400.0, 90.0)[place],
        distinct_authors=max(1, observed - 4),
        distinct_addresses=max(1, observed // 2),
        reopened_share=0.06,
        overdue_share=0.31 if level == "red" else None,
        severity=severity,
        level=level,
        keywords=("холодно", "батареи", "отопление", "подъезд"),
        example_ids=tuple(own["id"].head(3)),
        message_ids=tuple(own["id"]),
        reasons=(
            f"За {days} дней пришло {observed} обращений, а ожидалось около {expected:.0f}.",
            "Пишут разные люди с разных адресов: это не один настойчивый заявитель.",
            "Больше всего сообщений — за последние трое суток.",
        ),
        assignee="Минтерразвития края",
    )


def heat(known: pd.DataFrame, *, days: int = 7) -> list[UnitHeat]:
    """Colour the units by simple rules, good enough to look at."""
    recent = known[known["created_at"] >= LAST - timedelta(days=days - 1)]
    before = known[known["created_at"] < LAST - timedelta(days=days - 1)]
    weeks = max((LAST - known["created_at"].min()).days / days, 1)
    return [_unit(name, recent, before, weeks) for name in UNITS]


def _unit(name: str, recent: pd.DataFrame, before: pd.DataFrame, weeks: float) -> UnitHeat:
    own = recent[recent["municipality"] == name]
    expected = float((before["municipality"] == name).sum() / weeks)
    few = expected < 3
    risk = len(own) / expected if expected else None
    level = "grey" if few else "red" if risk > 1.8 else "orange" if risk > 1.25 else "green"
    lat, lon, _, people = UNITS[name]
    return UnitHeat(
        unit=name,
        unit_type="municipality",
        level=level,
        observed=len(own),
        expected=expected,
        relative_risk=risk,
        p_value=None if few else {"red": 0.0001, "orange": 0.03, "green": 0.4}[level],
        per_1000=1000 * len(own) / people,
        top_topics=tuple(own["topic"].value_counts().head(3).index),
        lat=lat,
        lon=lon,
    )
