"""The nightly job: run twice, run day after day, broken in the middle."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

REGION = "Пермский край"
FIRST, SECOND = date(2026, 1, 9), date(2026, 1, 11)
WRITTEN = {"scored.parquet", "problems.json", "report.html", "digest.md", "digest.json"}


@pytest.fixture(scope="module")
def daily(example: Callable[[str], ModuleType]) -> ModuleType:
    return example("daily")


@pytest.fixture(scope="module")
def first_night(daily: ModuleType, export: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder after the first night."""
    folder = tmp_path_factory.mktemp("night")
    daily.run(export, daily.Store(folder), region=REGION, as_of=FIRST)
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
    daily.run(export, store, region=REGION, as_of=SECOND)
    (second,) = found(tmp_path / "problems.json")
    assert second["problem_id"] == first["problem_id"]
    assert second["status"] == "ongoing"
    assert found(store.problems_of(FIRST)) == [first]

    once = content(tmp_path)
    assert set(once) == WRITTEN | {"problems/2026-01-09.json", "problems/2026-01-11.json"}
    # Run again, the second day is compared with the first, not with itself.
    daily.run(export, store, region=REGION, as_of=SECOND)
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
    monkeypatch.setattr("sys.argv", ["daily.py", str(export), str(tmp_path)])
    daily.main()
    monkeypatch.setattr("sys.argv", ["daily.py", "a.csv", "b", "--as-of", "2026-01-09"])
    daily.main()
    (given, named), (_, told) = asked
    assert given == (export, daily.Store(tmp_path))
    assert named["region"] == REGION
    assert 0 < (date.today() - named["as_of"]).days <= 2
    assert told["as_of"] == FIRST
