"""What the detection reads of an export: few rows and columns, and the same result."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import tsur_nlp as tsur
from tsur_nlp.detect import DetectSettings, find_problems
from tsur_nlp.errors import InputError
from tsur_nlp.facts import facts, facts_between

READ = DetectSettings().reach + DetectSettings().repeat_days
FIRST = pd.Timestamp("2024-01-01")


@pytest.fixture(scope="module")
def export() -> pd.DataFrame:
    """A year and a half of an invented town, raw: no ids, gaps, an outbreak at the end."""
    rng = np.random.default_rng(3)
    size, days = 6_000, 540
    day = np.concatenate([rng.integers(0, days, size - 60), np.full(60, days - 1)])
    created = FIRST + pd.to_timedelta(day * 86_400 + rng.integers(0, 86_400, size), "s")
    unit = rng.choice(["Лесной", "Луговой", "Озёрный"], size)
    unit[-60:] = "Лесной"
    words = np.array(["снег", "яма", "лёд", "вода", "свет", "лифт", "двор", "дом"])
    return pd.DataFrame(
        {
            "Текст обращения": [" ".join(rng.choice(words, 7)) for _ in range(size)],
            "Дата создания": created.strftime("%d.%m.%Y %H:%M:%S"),
            "Район": unit,
            "Муниципалитет": "Новый Бор",
            "Тема": np.where(np.arange(size) < size - 60, rng.choice(words, size), "вода"),
            "topic_group": "Город",
            "Ответ": "Ответ на ваше обращение",
            "участок": np.char.add("участок ", rng.integers(1, 4, size).astype(str)),
        }
    ).sample(frac=1.0, random_state=1)


def test_only_what_is_read_is_there(export: pd.DataFrame) -> None:
    known = facts_between(export, "2025-05-01", "2025-05-10", unit="участок")
    assert known["created_at"].min() >= pd.Timestamp("2025-05-01") - pd.Timedelta(READ, "D")
    assert known["created_at"].max() < pd.Timestamp("2025-05-11")
    assert "answer_text" not in known.columns
    whole = facts(export, unit="участок").drop(columns="answer_text")
    pd.testing.assert_frame_equal(known, whole.loc[known.index])
    assert len(known) == pytest.approx((READ + 10) * len(export) / 540, rel=0.1)


@pytest.mark.parametrize("as_of", [None, "2025-06-20"])
def test_problems_are_those_of_the_whole_facts(export: pd.DataFrame, as_of: str | None) -> None:
    found = tsur.find_problems(export, as_of=as_of, recurrence_interval=30)
    assert found == find_problems(facts(export), as_of=as_of, recurrence_interval=30)
    assert as_of or "Лесной" in {problem.unit for problem in found}
    assert all(one.startswith("row-") for problem in found for one in problem.message_ids)


def test_a_replay_ends_with_the_problems_of_the_last_day(export: pd.DataFrame) -> None:
    replayed = tsur.replay_problems(export, since="2025-06-22", recurrence_interval=30)
    previous: list[tsur.SystemicProblem] = []
    for day in ("2025-06-22", "2025-06-23"):
        previous = tsur.find_problems(export, as_of=day, previous=previous, recurrence_interval=30)
    assert replayed[: len(previous)] == previous


def test_a_district_of_the_export_is_not_joined_by_names_from_texts(export: pd.DataFrame) -> None:
    blank = np.arange(len(export)) % 4 == 0
    said = np.where(blank, np.where(np.arange(len(export)) % 8 == 0, "Лесной", "Заречье"), "")
    scored = export.assign(Район=export["Район"].mask(blank), nlp_district=said)
    for known in (facts(scored), facts_between(scored, None, None)):
        assert set(known["district"]) == {"Лесной", "Луговой", "Озёрный", ""}
    texts = facts(scored.drop(columns="Район"))
    assert set(texts["district"]) == {"Лесной", "Заречье", ""}


def test_errors(export: pd.DataFrame) -> None:
    with pytest.raises(InputError, match="no column 'нет'"):
        facts_between(export, None, None, unit="нет")
    with pytest.raises(InputError, match="no column created_at"):
        facts_between(export.drop(columns="Дата создания"), None, None)
    with pytest.raises(InputError, match="вчера"):
        facts_between(export, "вчера", None)
    assert len(facts_between(export.iloc[:0], None, None)) == 0
