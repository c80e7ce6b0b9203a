"""A replay of days on facts prepared once gives what each day gave when it was looked from."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from tsur_nlp.detect import DetectSettings, find_problems
from tsur_nlp.detect.replay import replay
from tsur_nlp.detect.stream.keys import text_key
from tsur_nlp.detect.stream.messages import moment, prepare, recent

SETTINGS = DetectSettings(memory_days=20)
LAST = SETTINGS.reach + SETTINGS.repeat_days + 30
DAYS = (100, LAST - 20, LAST - 1)


@pytest.fixture(scope="module")
def facts(make) -> pd.DataFrame:
    """More days than a look reads, with outbreaks, answers, lost points, and names that come late.

    In the first days districts are not named, so the unit that is usual changes on the way.
    """
    rng = np.random.default_rng(11)
    found = make["town"](seed=11, days=LAST)
    planted = [
        *make["outbreak"](days=range(98, 101), size=30),
        *make["outbreak"](
            "Заречный", ("Дороги", "Ямы"), days=range(LAST - 23, LAST - 18), size=40, seed=5
        ),
    ]
    found = make["plant"](found, planted)
    old = found["district"].isin(["Лесной", "Озёрный"])
    found["municipality"] = np.where(old, "Старый Бор", "Новый Бор")
    day = (found["created_at"] - pd.Timestamp("2024-01-01")).dt.days
    found.loc[day < 105, "district"] = np.where(rng.random((day < 105).sum()) < 0.7, "", "Лесной")
    found.loc[rng.random(len(found)) < 0.3, ["lat", "lon"]] = np.nan
    found.loc[day > LAST - 5, "topic"] = "Новая тема"
    wait = pd.to_timedelta(rng.integers(1, 20, len(found)), "D")
    return found.assign(answered_at=found["created_at"] + wait)


def date(day: int) -> str:
    return str((pd.Timestamp("2024-01-01") + pd.Timedelta(day, "D")).date())


def dicts(problems):
    return [problem.as_dict() for problem in problems]


def test_a_replay_gives_what_each_day_gave(facts):
    moments = [moment(date(day), facts) for day in DAYS]
    previous, units = [], set()
    looks = replay(facts, moments, settings=SETTINGS)
    for day, seen in zip(DAYS, looks, strict=True):
        known = facts[facts["created_at"] < date(day + 1)]
        previous = find_problems(known, as_of=date(day), previous=previous, settings=SETTINGS)
        assert dicts(seen) == dicts(previous), day
        units |= {problem.unit_type for problem in seen}
    assert {"municipality", "district"} <= units
    assert {problem.topic for problem in previous} >= {"Ямы"}


def test_a_replay_by_another_column(facts):
    moments = [moment(date(day), facts) for day in DAYS[:2]]
    shown = facts.assign(yard="двор " + facts["street"])
    seen = list(replay(shown, moments, unit="yard", recurrence_interval=10))
    first = find_problems(shown, as_of=date(DAYS[0]), unit="yard", recurrence_interval=10)
    assert dicts(seen[0]) == dicts(first)
    assert {p.unit_type for p in seen[1]} <= {"yard", "region"}


def test_copies_of_long_ago_join_nothing_now(make):
    """Edited copies of one letter all the year: what a look reads begins among them."""
    settings = DetectSettings()
    days = settings.reach + settings.repeat_days + 90
    found, rng = make["town"](seed=12, days=days), np.random.default_rng(12)
    words = [f"{first}{last}" for first in "абвгдежзик" for last in ("ом", "ой", "ие")]
    letters = [" ".join(words[start : start + 14]) for start in rng.integers(0, 16, len(found))]
    found = found.assign(text=letters, author="")
    whole = prepare(found, "district", settings)
    for day in range(days - 89, days, 22):
        now = moment(date(day), found)
        read = recent(found, now, settings.reach + settings.repeat_days)
        alone = prepare(read, "district", settings).until(now, settings.reach)
        seen = whole.until(now, settings.reach)
        late = seen.rows_since(seen.days - settings.span)
        assert (seen.counts[late] == alone.counts[late]).all(), day
        assert (seen.text_key[late] == alone.text_key[late]).all(), day
        own = [text_key(text) for text in seen.frame["text"][late]]
        assert 0.2 < (seen.text_key[late] != own).mean() < 1.0
        assert not seen.counts[late].all()


def test_no_moments_no_looks(facts):
    assert list(replay(facts.iloc[:50], [])) == []
