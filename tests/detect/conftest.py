"""An invented town: five districts, six topics, steady messages, and problems to plant."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

DISTRICTS = {
    "Заречный": (58.02, 56.20, 1.4),
    "Лесной": (58.05, 56.30, 1.0),
    "Луговой": (57.98, 56.25, 0.8),
    "Озёрный": (58.00, 56.35, 0.6),
    "Северный": (58.08, 56.22, 0.4),
}
TOPICS = {
    ("ЖКХ", "Нет отопления"): (0.5, "батареи холодные стояк котельная тепло радиатор"),
    ("ЖКХ", "Протечка крыши"): (0.3, "крыша течёт чердак потолок кровля сырость"),
    ("ЖКХ", "Уборка подъезда"): (0.9, "подъезд грязно лестница уборка пыль окна"),
    ("Дороги", "Ямы"): (0.7, "яма асфальт колесо дорога выбоина ремонт"),
    ("Дороги", "Снег и наледь"): (0.4, "снег наледь тротуар скользко гололёд сугроб"),
    ("Дороги", "Освещение"): (0.5, "фонарь темно лампа опора освещение столб"),
}
FILLER = [
    "наш",
    "дом",
    "утром",
    "вечером",
    "опять",
    "снова",
    "просим",
    "срочно",
    "вторая",
    "неделя",
    "соседи",
    "жители",
    "двор",
    "рядом",
    "остановка",
    "школа",
    "магазин",
    "угол",
    "сторона",
    "нижний",
    "верхний",
    "старый",
    "новый",
    "сильно",
    "весь",
    "каждый",
]
FIRST = pd.Timestamp("2024-01-01")
STREETS = ("Кленовая", "Садовая", "Полевая", "Речная", "Светлая")


def message(rng: np.random.Generator, district: str, topic: tuple[str, str], day: int) -> dict:
    lat, lon, _ = DISTRICTS[district]
    words = TOPICS[topic][1].split()
    said = [*rng.choice(words, 3, replace=False), *rng.choice(FILLER, 6, replace=False)]
    rng.shuffle(said)
    created = FIRST + pd.Timedelta(day, "D") + pd.Timedelta(int(rng.integers(86_400)), "s")
    return {
        "id": "",
        "text": " ".join(said).capitalize() + ".",
        "created_at": created,
        "source": "ВКонтакте",
        "author": f"автор-{rng.integers(10**9)}",
        "region": "Пермский край",
        "municipality": "Новый Бор",
        "district": district,
        "settlement": "Новый Бор",
        "street": str(rng.choice(STREETS)),
        "house": str(rng.integers(1, 90)),
        "lat": lat + rng.normal(0, 0.008),
        "lon": lon + rng.normal(0, 0.015),
        "topic_group": topic[0],
        "topic": topic[1],
        "assignee": f"Администрация района {district}",
        "answered_at": pd.NaT,
        "answer_text": "",
        "due_on": pd.NaT,
        "closed_at": pd.NaT,
        "status": "",
        "reopened": float("nan"),
        "is_appeal": True,
        "needs_review": False,
        "error": "",
    }


def town(seed: int = 0, days: int = 70) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    rows = [
        message(rng, district, topic, day)
        for district, (_, _, size) in DISTRICTS.items()
        for topic, (rate, _) in TOPICS.items()
        for day in range(days)
        for _ in range(rng.poisson(rate * size))
    ]
    return numbered(pd.DataFrame(rows))


def numbered(frame: pd.DataFrame) -> pd.DataFrame:
    frame = frame.sort_values("created_at", kind="stable").reset_index(drop=True)
    frame["id"] = [f"m{i:05d}" for i in range(len(frame))]
    return frame


def plant(frame: pd.DataFrame, rows: list[dict]) -> pd.DataFrame:
    extra = pd.DataFrame(rows)
    extra["id"] = [f"plant{i:03d}" for i in range(len(extra))]
    return pd.concat([frame, extra], ignore_index=True)


def outbreak(
    district: str = "Лесной",
    topic: tuple[str, str] = ("ЖКХ", "Нет отопления"),
    *,
    days: range = range(67, 70),
    size: int = 24,
    seed: int = 99,
    **fixed: object,
) -> list[dict]:
    rng = np.random.default_rng(seed)
    chosen = [days[i % len(days)] for i in range(size)]
    return [message(rng, district, topic, day) | fixed for day in chosen]


@pytest.fixture(scope="session")
def calm() -> pd.DataFrame:
    return town()


@pytest.fixture(scope="session")
def outbroken(calm: pd.DataFrame) -> pd.DataFrame:
    """The calm town with 24 messages on heating in Лесной in the last three days."""
    return plant(calm, outbreak())


@pytest.fixture(scope="session")
def make() -> dict[str, Callable]:
    return {"town": town, "plant": plant, "outbreak": outbreak, "message": message}
