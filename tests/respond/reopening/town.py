"""Facts of an invented town: long complaints about water are reopened, short ones of snow not."""

from __future__ import annotations

import numpy as np
import pandas as pd

START = pd.Timestamp("2025-01-06")
AS_OF = pd.Timestamp("2025-07-01")
TOPICS = (
    ("Водоснабжение", "Ржавая вода", 0.30),
    ("Водоснабжение", "Слабый напор", 0.25),
    ("Дороги", "Снег на дороге", 0.03),
    ("Дороги", "Другое", 0.05),
)


def town(messages: int = 1_500, seed: int = 3) -> pd.DataFrame:
    """Return facts spread over 150 days; what is reopened depends on topic and length."""
    rng = np.random.default_rng(seed)
    topic = rng.integers(0, len(TOPICS), messages)
    long = rng.random(messages) < 0.4
    chance = np.array([TOPICS[t][2] for t in topic]) * np.where(long, 1.8, 0.6)
    reopened = rng.random(messages) < chance
    created = START + pd.to_timedelta(np.sort(rng.random(messages) * 150), unit="D")
    first = created + pd.to_timedelta(rng.gamma(2.0, 48.0, messages), unit="h")
    later = first + pd.to_timedelta(rng.gamma(2.0, 100.0, messages), unit="h")
    said = np.where(
        long, "Прошу разобраться, это длится уже не первый месяц, и всё без толку", "Ну"
    )
    return pd.DataFrame(
        {
            "id": [f"м{n}" for n in range(messages)],
            "text": said.astype(object),
            "created_at": created,
            "municipality": "Заречье",
            "topic_group": [TOPICS[t][0] for t in topic],
            "topic": [TOPICS[t][1] for t in topic],
            # As in real exports: who answers after a reopening is somebody else, at length.
            "assignee": np.where(reopened, "Администрация", "Жилкомсервис").astype(object),
            "answered_at": np.where(reopened, later, first),
            "answer_text": np.where(reopened, "Проведена проверка. " * 9, "Сделано").astype(object),
            "answer_kind": np.where(reopened, "explained", "resolved").astype(object),
            "answer_evidence": np.where(reopened, 1.0, np.nan),
            "reopened": reopened.astype(float),
            "first_answered_at": first,
        }
    )
