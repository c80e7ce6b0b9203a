"""Before any work a command refuses what it could not write, and what would destroy its input."""

import json
import sys
from pathlib import Path

import pandas as pd
import pytest

from tsur_nlp.cli import main


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]):
    """Run the command line in a folder with an export; return its exit code and what it says."""
    monkeypatch.chdir(tmp_path)
    days = pd.date_range("2025-12-01", periods=40, freq="D")
    scored(days).to_csv("a.csv", index=False)

    def call(*arguments: str) -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", ["tsur-nlp", *arguments])
        with pytest.raises(SystemExit) as done:
            main()
        return int(done.value.code or 0), capfd.readouterr().err

    return call


def scored(days: pd.DatetimeIndex) -> pd.DataFrame:
    return pd.DataFrame({
        "id": range(len(days)), "text": [f"Яма у дома {n}" for n in range(len(days))],
        "created_at": days, "district": "Лесной", "topic_group": "Дороги",
        "nlp_topic_group": "Дороги",
    })  # fmt: skip


READ = "is the file that is read"
TWICE = "would be written twice"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("score a.csv -o a.csv", READ),
        ("score a.csv -o b.csv --routes b.csv", READ),
        ("problems a.json -o a.json", READ),
        ("problems a.json -o ./link.json", READ),
        ("problems a.csv -o b.json --campaigns ./b.json", TWICE),
        ("problems a.csv -o b.json --campaigns c.json --previous c.json", READ),
        ("problems a.csv -o b.xlsx", "is written as JSON: give it the ending .json"),
        ("problems a.csv -o b", "is written as JSON"),
        ("problems a.csv -o b.json --campaigns c.csv", "is written as JSON"),
        ("problems a.csv -o no/b.json", "there is no folder no"),
        ("problems a.csv -o b.json --campaigns no/c.json", "there is no folder no"),
        ("heat a.csv -o a.csv", READ),
        ("heat a.csv -o b.geojson --boundaries b.geojson", READ),
        ("heat a.csv -o no/b.svg", "there is no folder no"),
        ("heat a.csv -o folder.json", "is a folder"),
        ("report a.json -o a.json", READ),
        ("report a.csv -o b.html -o b.html", TWICE),
        ("report a.csv -o b.json --previous b.json", READ),
        ("report a.csv -o no/b.html", "there is no folder no"),
        ("responses a.csv -o b.csv -o b.csv", TWICE),
        ("responses a.csv -o b.csv --messages a.csv", READ),
        ("responses a.csv -o b.csv --messages b.csv", TWICE),
        ("responses a.csv -o b.csv --bodies b.csv", READ),
        ("responses a.csv -o no/b.html", "there is no folder no"),
        ("backtest a.csv -o b.txt", "is written as JSON"),
        ("backtest a.csv -o b.json --plot no/c.svg", "there is no folder no"),
        ("backtest a.csv -o no/b.json", "there is no folder no"),
        ("evaluate a.json -o a.json", READ),
        ("drift a.csv b.json -o b.json", READ),
        ("suggest a.csv -o a.csv", READ),
        ("demo -o no/b.html", "there is no folder no"),
    ],
)
def test_an_output_is_looked_at_before_any_work(run, monkeypatch, arguments, said) -> None:
    def work(*_: object, **__: object) -> None:
        raise AssertionError("the export is read before its outputs are looked at")

    for name in ("read", "read_chunks"):
        monkeypatch.setattr(f"tsur_nlp.exports.{name}", work)
    Path("folder.json").mkdir()
    Path("a.json").write_text("[]")
    Path("link.json").symlink_to("a.json")
    before = {path: path.read_bytes() for path in Path().iterdir() if path.is_file()}
    code, told = run(*arguments.split())
    assert (code, told.count("\n"), said in told) == (2, 1, True), told
    assert {path: path.read_bytes() for path in Path().iterdir() if path.is_file()} == before


def test_todays_list_may_take_the_place_of_yesterdays(run) -> None:
    assert run("problems", "a.csv", "-o", "p.json")[0] == 0
    assert run("problems", "a.csv", "-o", "p.json", "--previous", "p.json")[0] == 0
    assert json.loads(Path("p.json").read_text("utf-8")) == []


def test_a_day_far_from_the_messages_is_told(run) -> None:
    days = pd.date_range("2025-12-01", periods=40, freq="D")
    scored(days.append(pd.DatetimeIndex(["2135-01-01"]))).to_csv("late.csv", index=False)
    scored(days[:5]).to_csv("short.csv", index=False)
    for command, name in (
        ("problems", "p.json"),
        ("heat", "h.json"),
        ("report", "r.md"),
        ("responses", "w.csv"),
    ):
        code, said = run(command, "late.csv", "-o", name)
        assert (code, "1 of 41 messages: dated after today" in said) == (0, True), said
        assert "--as-of 2026-01-09" in said
    assert "in under 15" in run("problems", "short.csv", "-o", "p.json")[1]
    assert "every unit is grey" in run("heat", "short.csv", "-o", "h.json")[1]
    assert run("problems", "a.csv", "-o", "p.json")[1] == "0 systemic problems -> p.json\n"
    assert "no message came in the 50 days" in run(
        "problems", "a.csv", "-o", "p.json", "--as-of", "28.02.2026"
    )[1]  # fmt: skip


def test_dates_in_utc_are_told(run) -> None:
    frame = scored(pd.date_range("2025-12-01", periods=40, freq="D", tz="UTC"))
    frame.to_parquet("utc.parquet")
    frame.assign(created_at=frame["created_at"].dt.strftime("%Y-%m-%dT%H:%M:%SZ")).to_csv(
        "utc.csv", index=False
    )
    for name in ("utc.parquet", "utc.csv"):
        assert "dates of messages are in UTC" in run("problems", name, "-o", "p.json")[1]
    assert "UTC" not in run("problems", "a.csv", "-o", "p.json")[1]
    local = frame.assign(created_at=frame["created_at"].dt.tz_convert("Asia/Yekaterinburg"))
    local.to_parquet("local.parquet")
    assert "UTC" not in run("problems", "local.parquet", "-o", "p.json")[1]


def test_yesterdays_problems_of_other_units_are_told(run) -> None:
    from detect.identity.build import problem

    Path("p.json").write_text(json.dumps([problem(day="2026-01-08").as_dict()]), "utf-8")
    asked = ("problems", "a.csv", "-o", "q.json", "--previous", "p.json", "--unit")
    assert "lists problems by district, this run looks by topic_group" in run(
        *asked, "topic_group"
    )[1]  # fmt: skip
    assert "lists problems" not in run(*asked, "district")[1]
    Path("p.json").write_text('[{"unit": "Лесной"}]', "utf-8")
    code, said = run(*asked, "district")
    assert (code, "p.json: a previous problem lacks fields" in said) == (2, True), said
