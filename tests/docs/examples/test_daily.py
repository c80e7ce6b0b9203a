"""The nightly job: run twice, run day after day, broken in the middle."""

from __future__ import annotations

import json
import logging
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pandas as pd
import pytest

import tsur_nlp as tsur

REGION, MODEL = "Пермский край", "topics-ru"
FIRST, SECOND = date(2026, 1, 9), date(2026, 1, 11)
WRITTEN = {"scored.parquet", "problems.json", "report.html", "digest.md", "digest.json"}


@pytest.fixture(scope="module")
def daily(example: Callable[[str], ModuleType]) -> ModuleType:
    return example("daily")


@pytest.fixture(scope="module")
def first_night(daily: ModuleType, export: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder after the first night."""
    folder = tmp_path_factory.mktemp("night")
    daily.run(export, daily.Store(folder), region=REGION, as_of=FIRST, model=MODEL)
    return folder


def found(path: Path) -> list[dict[str, Any]]:
    read: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return read


def content(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def test_day_after_day_a_problem_keeps_its_number(
    daily: ModuleType, export: Path, first_night: Path, tmp_path: Path
) -> None:
    shutil.copytree(first_night, tmp_path, dirs_exist_ok=True)
    store = daily.Store(tmp_path)
    (first,) = found(tmp_path / "problems.json")
    assert (first["unit"], first["status"]) == ("Березниковский городской округ", "new")
    daily.run(export, store, region=REGION, as_of=SECOND, model=MODEL)
    (second,) = found(tmp_path / "problems.json")
    assert second["problem_id"] == first["problem_id"]
    assert second["status"] == "ongoing"
    assert found(store.problems_of(FIRST)) == [first]

    once = content(tmp_path)
    assert set(once) == WRITTEN | {"problems/2026-01-09.json", "problems/2026-01-11.json"}
    # Run again, the second day is compared with the first, not with itself.
    daily.run(export, store, region=REGION, as_of=SECOND, model=MODEL)
    assert content(tmp_path) == once


def test_each_form_of_the_report_is_what_its_name_says(first_night: Path) -> None:
    assert (first_night / "report.html").read_text("utf-8").lower().startswith("<!doctype html>")
    assert isinstance(json.loads((first_night / "digest.json").read_text("utf-8")), dict)
    digest = (first_night / "digest.md").read_text("utf-8")
    assert "Березник" in digest
    assert "<html" not in digest


def test_a_night_that_breaks_leaves_the_files_of_the_day_before(
    daily: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = daily.Store(tmp_path)
    path = tmp_path / "problems.json"
    store.put(path, [])
    written = path.read_bytes()

    def torn(new: Path, *_: Any, **__: Any) -> None:
        new.write_bytes(b"[{")
        raise OSError("no space left on the device")

    monkeypatch.setattr(Path, "write_text", torn)
    with pytest.raises(OSError, match="no space"):
        store.put(path, [])
    assert path.read_bytes() == written == b"[]\n"


def test_only_earlier_days_are_remembered(daily: ModuleType, tmp_path: Path) -> None:
    store = daily.Store(tmp_path)
    assert store.before(FIRST) is None
    for name in ("2026-01-07", "2026-01-09", "2026-01-11", "notes"):
        store.put(tmp_path / "problems" / f"{name}.json", [])
    (tmp_path / "problems" / "2026-01-08.json.part").write_bytes(b"[")
    assert store.before(FIRST) == store.problems_of(date(2026, 1, 7))
    assert store.before(date(2026, 2, 1)) == store.problems_of(SECOND)


def test_the_command_takes_yesterday_unless_told(
    daily: ModuleType, export: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Any] = []
    monkeypatch.setattr(daily, "run", lambda *given, **named: asked.append((given, named)))
    monkeypatch.setenv("TSUR_REGION", REGION)
    monkeypatch.setenv("TSUR_MODEL", "/srv/tsur/models/ours")
    monkeypatch.setattr("sys.argv", ["daily.py", str(export), str(tmp_path)])
    daily.main()
    monkeypatch.delenv("TSUR_MODEL")
    told = ["--as-of", "2026-01-09", "--model", "theirs"]
    monkeypatch.setattr("sys.argv", ["daily.py", "a.csv", "b", *told])
    daily.main()
    monkeypatch.setattr("sys.argv", ["daily.py", "a.csv", "b"])
    daily.main()
    (given, named), (_, other), (_, plain) = asked
    assert given == (export, daily.Store(tmp_path))
    assert named["region"] == REGION
    assert 0 < (date.today() - named["as_of"]).days <= 2
    assert other["as_of"] == FIRST
    assert [one["model"] for one in (named, other, plain)] == [
        "/srv/tsur/models/ours",
        "theirs",
        "topics-ru",
    ]


def test_the_model_that_is_named_is_the_one_that_reads(
    daily: ModuleType, export: Path, tmp_path: Path
) -> None:
    with pytest.raises(tsur.ArtifactNotFoundError, match="no-such-model"):
        daily.run(export, daily.Store(tmp_path), region=REGION, as_of=FIRST, model="no-such-model")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("days", "level", "said"),
    [
        (["08.01.2026 10:00", "09.01.2026 23:59"], "INFO", "last message=2026-01-09"),
        (["08.01.2026 10:00", "когда-то"], "WARNING", "last message=2026-01-08"),
        (["07.01.2026 10:00", "10.01.2026 00:10"], "WARNING", "last message=2026-01-07"),
        ([""], "WARNING", "last message=None"),
    ],
)
def test_an_export_of_the_night_before_is_told(
    daily: ModuleType, caplog: pytest.LogCaptureFixture, days: list[str], level: str, said: str
) -> None:
    caplog.set_level(logging.INFO, "tsur.daily")
    daily.tell_last(pd.DataFrame({"Дата создания": days}), FIRST)
    (record,) = caplog.records
    assert (record.levelname, record.getMessage()) == (level, f"{said} as_of=2026-01-09")
