"""A stream prepared once and cut at a moment is the stream of what was known at that moment."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from tsur_nlp.detect import DetectSettings
from tsur_nlp.detect.stream.messages import Stream, prepare, recent

SETTINGS = DetectSettings()
LENGTH = 60
ARRAYS = ("day", "unit", "topic", "group", "counts", "address", "lat", "lon", "points")
NAMES = ("first_day", "days", "units", "topics", "groups", "unit_type")


@pytest.fixture(scope="module")
def facts(make) -> pd.DataFrame:
    """Half a year: a district and a topic are new, another ends, points and answers are missing."""
    rng = np.random.default_rng(4)
    found = make["town"](seed=4, days=100)
    day = (found["created_at"] - found["created_at"].min()).dt.days
    found = found[~((found["district"] == "Озёрный") & (day < 80))]
    found = found[~((found["topic"] == "Ямы") & (day.loc[found.index] > 20))]
    lost = rng.random(len(found)) < 0.3
    found = found.assign(
        house=rng.integers(1, 9, len(found)).astype(str),
        answered_at=found["created_at"] + pd.to_timedelta(rng.integers(1, 30, len(found)), "D"),
    )
    found.loc[lost, ["lat", "lon"]] = np.nan
    found.loc[rng.random(len(found)) < 0.2, "street"] = ""
    return found


def at(day: int, hour: int = 23) -> pd.Timestamp:
    return pd.Timestamp("2024-01-01") + pd.Timedelta(day, "D") + pd.Timedelta(hour, "h")


def alike(one: Stream, other: Stream) -> None:
    for name in NAMES:
        assert getattr(one, name) == getattr(other, name), name
    for name in ARRAYS:
        np.testing.assert_array_equal(getattr(one, name), getattr(other, name), err_msg=name)
    same = [pd.factorize(stream.text_key)[0].tolist() for stream in (one, other)]
    assert same[0] == same[1]  # a key is that of the first such text, which may be older
    pd.testing.assert_frame_equal(one.frame, other.frame)
    usual = [s.sample.documents(s.offset, s.offset + len(s.day)) for s in (one, other)]
    assert usual[0].size == usual[1].size
    assert all(usual[0](word) == usual[1](word) for word in {*usual[0].code, *usual[1].code})


@pytest.mark.parametrize("now", [at(30), at(77, 11), at(85), at(99)])
def test_what_came_before_and_after_the_days_looked_at_changes_nothing(facts, now):
    whole = prepare(facts, "district", SETTINGS).until(now, LENGTH)
    known = facts[facts["created_at"] <= now]
    known = recent(known, now, LENGTH + SETTINGS.repeat_days)
    alike(whole, prepare(known, "district", SETTINGS).until(now, LENGTH))


def test_order_of_rows_changes_nothing(facts):
    twice = pd.concat([facts, facts.iloc[::5]]).sample(frac=1.0, random_state=2)
    alike(prepare(facts, "district", SETTINGS), prepare(twice, "district", SETTINGS))


def test_rows_of_a_moment_are_told_apart_by_what_they_say(facts):
    bare = facts.assign(id="", created_at=facts["created_at"].dt.normalize())
    shuffled = bare.sample(frac=1.0, random_state=3)
    alike(prepare(bare, None, SETTINGS), prepare(shuffled, None, SETTINGS))


def test_later_answers_are_gone(facts):
    now = at(70)
    frame = prepare(facts, None, SETTINGS).until(now, LENGTH).frame
    assert frame["answered_at"].max() <= now
    assert frame["answered_at"].isna().sum() > 10
    assert frame["answered_at"].notna().sum() > 100


def test_the_stream_itself_stays_as_it_is(facts):
    stream = prepare(facts, None, SETTINGS)
    before = stream.frame.copy(deep=True)
    cut = stream.until(at(70), LENGTH)
    pd.testing.assert_frame_equal(stream.frame, before)
    assert np.shares_memory(cut.text_key, stream.text_key)
    assert np.shares_memory(cut.frame["text"].to_numpy(), stream.frame["text"].to_numpy())


def test_days_count_from_the_first_day_looked_at(facts):
    stream = prepare(facts, None, SETTINGS).until(at(90), LENGTH)
    assert stream.date_of(0).isoformat() == "2024-02-01"
    assert stream.days == LENGTH
    dates = stream.frame["created_at"].dt.date
    assert [stream.date_of(day) for day in stream.day] == dates.tolist()


def test_names_that_no_message_has_are_left_out(facts):
    stream = prepare(facts, "district", SETTINGS)
    assert "Озёрный" not in stream.until(at(75), LENGTH).units
    assert "Озёрный" in stream.until(at(99), LENGTH).units
    later = stream.until(at(99), LENGTH)
    assert ("Дороги", "Ямы") not in later.topics
    told = [later.topics[code][1] for code in later.topic]
    assert told == later.frame["topic"].tolist()
    assert [later.units[code] for code in later.unit] == later.frame["district"].tolist()


def test_rows_since_a_day(facts):
    stream = prepare(facts, None, SETTINGS)
    for day in (-3, 0, 41, 99, 500):
        rows = np.arange(len(stream.day))[stream.rows_since(day)]
        assert rows.tolist() == np.flatnonzero(stream.day >= day).tolist()


def test_a_moment_outside_the_data_gives_an_empty_stream(facts):
    stream = prepare(facts, None, SETTINGS)
    for now in (at(-400), at(400)):
        cut = stream.until(now, LENGTH)
        assert len(cut.frame) == len(cut.day) == len(cut.points) == 0
        assert cut.units == cut.topics == ()


def test_one_address_has_one_code(facts):
    stream = prepare(facts, None, SETTINGS)
    pairs = set(zip(stream.address, stream.address_code.tolist(), strict=True))
    assert len(pairs) == len(set(stream.address)) == len(set(stream.address_code))
    assert ("", -1) in pairs
    assert any(address.count("|") == 2 for address, _ in pairs)
    assert any(address.count("|") == 1 for address, _ in pairs)


def test_columns_of_any_kind_are_read():
    facts = pd.DataFrame(
        {
            "id": [15, 16, 17],
            "created_at": ["2024-01-03", "2024-01-02", None],
            "district": pd.Categorical(["Лесной", None, "Лесной"]),
            "topic": pd.Series(["Ямы", 7, None], dtype=object),
            "lat": ["58.0", None, "58.0"],
            "is_appeal": [True, True, True],
        }
    )
    stream = prepare(facts, "district", SETTINGS)
    assert stream.frame["id"].tolist() == ["16", "15"]
    assert stream.frame["topic"].tolist() == ["7", "Ямы"]
    assert stream.unit.tolist() == [-1, 0]
    assert stream.topics == (("", "7"), ("", "Ямы"))
    assert stream.left_out == 1
    assert np.isnan(stream.lat).all()  # a latitude alone is no place
