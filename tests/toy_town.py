"""An invented town whose bodies follow simple rules, as facts."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

ROADS, LIGHT, NORTH, SOUTH = "Комитет по дорогам", "МУП «Свет»", "Дом-Север", "Дом-Юг"
_TEXTS = {
    ("Дороги", "Ямы"): ("яма на проезжей части", "асфальт разбит совсем", "провал у перехода"),
    ("Дороги", "Фонари"): ("фонари не горят", "темно на улице вечером", "погасли светильники"),
    ("ЖКХ", "Отопление"): ("холодные батареи дома", "нет отопления", "радиаторы ледяные"),
}
_PLACES = (("Северный", "улица Мира", 51.50), ("Южный", "улица Победы", 51.40))
BLANK: dict[str, Any] = {
    **dict.fromkeys(
        ("text", "topic_group", "topic", "source", "region", "municipality", "district",
         "settlement", "street", "house", "assignee"), ""),
    "lat": float("nan"), "lon": float("nan"), "created_at": pd.NaT,
}  # fmt: skip


def facts(*rows: dict[str, Any]) -> pd.DataFrame:
    """Return facts of rows that say only what is known of each."""
    frame = pd.DataFrame([{"id": f"м{n}", **BLANK, **row} for n, row in enumerate(rows, 1)])
    frame["created_at"] = pd.to_datetime(frame["created_at"]).astype("datetime64[ns]")
    return frame.astype({"lat": float, "lon": float})


def body_of(topic: str, district: str) -> str:
    """Return who is responsible: roads and lamps for all the town, heating by district."""
    by_topic = {"Ямы": ROADS, "Фонари": LIGHT}
    return by_topic.get(topic) or (NORTH if district == "Северный" else SOUTH)


def past(*, dated: bool = True) -> pd.DataFrame:
    """Return 360 decided messages of four months; one in twelve was decided against the rules."""
    chance = np.random.default_rng(5)
    rows = []
    for number in range(360):
        (group, topic), texts = list(_TEXTS.items())[chance.integers(3)]
        district, street, lat = _PLACES[chance.integers(2)]
        slip = number % 12 == 0
        house = str(chance.integers(1, 5))
        rows.append({
            "text": f"{texts[chance.integers(3)]} {'просим помочь' if number % 2 else 'снова'}",
            "topic_group": group, "topic": topic, "municipality": "Заречье", "district": district,
            "street": street, "house": house, "lat": lat + int(house) / 1_000, "lon": 39.2,
            "created_at": pd.Timestamp("2025-01-01") + pd.Timedelta(hours=8 * number)
            if dated else pd.NaT,
            "assignee": ROADS if slip else body_of(topic, district),
        })  # fmt: skip
    return facts(*rows)
