"""Messages by day: counts, means, the split, the locale."""

from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from report import build
from report.figures.reading import NBSP, rows, saved, spec, subtitle, text, views, words

from tsur_nlp import figures
from tsur_nlp.errors import InputError
from tsur_nlp.report.figures import trend_figure

DAY = datetime(2026, 1, 20)


def facts(counts: list[int], **columns: object) -> pd.DataFrame:
    """Return messages whose last day is `DAY`, so many a day, the oldest first."""
    days = [
        DAY - timedelta(days=len(counts) - 1 - i) for i, n in enumerate(counts) for _ in range(n)
    ]
    return pd.DataFrame({"created_at": pd.to_datetime(days), **columns})


def test_a_day_has_its_count_and_the_mean_of_seven_days():
    counts = [7, 0, 0, 0, 0, 0, 0, 14, 1, 2, 3]
    found = rows(trend_figure(facts(counts), days=5), "bar")
    assert [row["day"][:10] for row in found] == [f"2026-01-{day}" for day in range(16, 21)]
    assert [row["count"] for row in found] == [0, 14, 1, 2, 3]
    # the mean of the first day shown reads the days before it
    assert [row["mean"] for row in found] == [1.0, 2.0, 2.14, 2.43, 2.86]
    assert found[0]["date"] == f"16{NBSP}января 2026"
    assert found[-1]["known"] == "2,9"


def test_a_mean_is_not_drawn_before_seven_days_are_known():
    found = rows(trend_figure(facts([1] * 8)), "bar")
    assert [row["mean"] for row in found] == [None] * 6 + [1.0, 1.0]
    assert [row["known"] for row in found][:1] == ["—"]


def test_the_last_day_is_asked_for_or_the_last_message():
    known = facts([5, 6, 7, 8])
    assert [row["count"] for row in rows(trend_figure(known, days=2), "bar")] == [7, 8]
    early = trend_figure(known, days=2, as_of="2026-01-18")
    assert [row["count"] for row in rows(early, "bar")] == [5, 6]
    assert f"17–\u206018{NBSP}января 2026 · 11{NBSP}сообщений" in subtitle(early)


def groups() -> pd.DataFrame:
    names = [name for i, name in enumerate("абвгдежз") for _ in range(8 - i)]
    return facts([len(names)] * 9, topic_group=names * 9)


def test_a_split_has_six_lines_and_the_rest():
    drawn = trend_figure(groups(), by="group")
    (lines,) = [view for view in views(spec(drawn)) if view["mark"]["type"] == "line"]
    domain = lines["encoding"]["color"]["scale"]["domain"]
    assert domain == [*"абвгде", "остальные"]
    assert lines["encoding"]["strokeDash"]["scale"]["domain"] == domain
    assert len({tuple(d) for d in lines["encoding"]["strokeDash"]["scale"]["range"]}) == 6
    assert len(set(lines["encoding"]["color"]["scale"]["range"])) == 7
    values = {row["series"]: row["value"] for row in rows(drawn, "line")}
    assert values == {"а": 8, "б": 7, "в": 6, "г": 5, "д": 4, "е": 3, "остальные": 3}
    (told,) = [row for row in rows(drawn, "rule") if row["day"].startswith("2026-01-20")]
    assert [told[f"n{i}"] for i in range(7)] == [8, 7, 6, 5, 4, 3, 3]
    assert spec(drawn)["title"]["text"] == "Сообщения по группам тем"
    chosen = [param for param in spec(drawn)["params"] if param.get("bind") == "legend"]
    assert [param["select"]["fields"] for param in chosen] == [["series"]]


def test_series_are_chosen_by_the_days_shown():
    names = ["старое"] * 50 + ["новое"] * 3
    known = facts([50, 1, 1, 1], topic_group=names)
    assert {row["series"] for row in rows(trend_figure(known, by="group", days=3), "line")} == {
        "новое"
    }


def test_what_is_unknown_or_called_the_rest_stays_one_series():
    names = ["", None, "остальные", "ЖКХ"]
    drawn = trend_figure(facts([1] * 4, topic_group=names), by="topic_group")
    values = rows(drawn, "line")
    assert {row["series"] for row in values} == {"не указано", "остальные", "ЖКХ"}
    assert "Линия — сообщений за день." in subtitle(drawn)
    assert sum(row["value"] for row in values if row["series"] == "не указано") == 2
    many = [*["остальные"] * 3, *["абвгдеж"[i] for i in range(7) for _ in range(2)]]
    drawn = trend_figure(facts([len(many)] * 8, topic_group=many * 8), by="group")
    last = {row["series"]: row["value"] for row in rows(drawn, "line")}
    assert last == {**dict.fromkeys("абвгде", 2), "остальные": 5}


def test_many_days_are_thinned_and_it_is_said():
    drawn = trend_figure(facts([len("абвгдежз")] * 800, topic_group=list("абвгдежз") * 800),
                         by="group", days=800)  # fmt: skip
    found = rows(drawn, "line")
    assert len(found) <= 5000
    assert "показан каждый 2-й день" in subtitle(drawn)
    days = sorted({row["day"][:10] for row in found})
    assert days[-1] == "2026-01-20"
    assert days[-2] == "2026-01-18"
    assert "каждый" not in subtitle(trend_figure(groups(), by="group"))


@pytest.mark.parametrize("by", ["author", "text", "id", "house", "создано"])
def test_a_person_or_a_text_is_no_column_to_split_by(by):
    with pytest.raises(InputError, match=f"cannot split by '{by}'.*topic_group"):
        trend_figure(build.facts(50), by=by)


@pytest.mark.parametrize("days", [0, -1, 2.5, True])
def test_days_are_a_whole_number(days):
    with pytest.raises(InputError, match="days="):
        trend_figure(facts([1]), days=days)


def test_no_message_is_said():
    for known in (facts([]), facts([3]).assign(created_at=pd.NaT)):
        (row,) = rows(trend_figure(known), "text")
        assert row["said"] == "За эти дни нет сообщений с датой."
    late = trend_figure(facts([3]), as_of="2020-01-01")
    assert rows(late, "text")[0]["said"] == "За эти дни нет сообщений с датой."


def test_shuffled_rows_give_the_same_chart():
    known = build.facts(600)
    mixed = known.sample(frac=1, random_state=1)
    for by in (None, "group", "source", "municipality"):
        assert text(trend_figure(mixed, by=by)) == text(trend_figure(known, by=by))


def test_a_scored_frame_and_its_facts_give_the_same_chart():
    from tsur_nlp.facts import facts as canonical

    known = build.facts(400)
    scored = known.rename(
        columns={"topic_group": "nlp_topic_group", "municipality": "nlp_municipality"}
    )
    drawn = figures.trend_figure(scored, by="group", days=30)
    assert text(drawn) == text(figures.trend_figure(canonical(scored), by="group", days=30))
    assert {row["series"] for row in rows(drawn, "line")} >= {"ЖКХ", "Дороги"}
    given = known.assign(nlp_topic_group="Одна")
    assert {
        row["series"]
        for row in rows(figures.trend_figure(given, by="group", topics="predicted"), "line")
    } == {"Одна"}
    with pytest.raises(InputError, match="no column created_at"):
        figures.trend_figure(scored.drop(columns="created_at"))


def test_saved_dates_and_numbers_are_russian(tmp_path: Path):
    said = words(saved(trend_figure(facts([1500] * 20)), tmp_path / "t.svg"))
    assert f"11{NBSP}янв." in said
    assert f"1{NBSP}500" in said
    assert {"сообщений за день", "среднее за 7 дней", "сообщений в день", "день"} <= set(said)
    assert not [word for word in said if "Jan" in word]


def test_bars_stand_on_zero_and_the_axis_is_round():
    drawn = trend_figure(facts([40, 61]))
    (bars,) = [view for view in views(spec(drawn)) if view["mark"]["type"] == "bar"]
    assert bars["encoding"]["y2"]["datum"] == 0
    assert bars["encoding"]["y"]["scale"]["domain"] == [0, 80]
    assert np.array(bars["encoding"]["y"]["axis"]["values"]).tolist() == [0, 20, 40, 60, 80]
