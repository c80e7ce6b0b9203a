"""`tsur-nlp backtest` and `tsur.backtest`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

import tsur_nlp as tsur
from tsur_nlp.cli import app
from tsur_nlp.detect import replay as replaying


@pytest.fixture
def export(make, tmp_path: Path) -> Path:
    town = make["town"](days=60).drop(columns=["is_appeal", "needs_review", "error"])
    path = tmp_path / "town.csv"
    # topics as a scored file has them
    names = {"topic": "nlp_topic", "topic_group": "nlp_topic_group"}
    town.rename(columns=names).to_csv(path, index=False)
    return path


@pytest.fixture
def blind(monkeypatch) -> None:
    """A detection that finds nothing: only what is around it is tried."""
    monkeypatch.setattr(replaying, "problems_of", lambda *_, **__: [])


def test_it_writes_json_and_a_picture_and_says_the_result_in_russian(
    blind, export: Path, tmp_path: Path
) -> None:
    json_path, plot = tmp_path / "b.json", tmp_path / "b.svg"
    options = ["--plants", "3", "--recurrence-interval", "90", "--seed", "4", "--plot", str(plot)]
    done = CliRunner().invoke(app, ["backtest", str(export), "-o", str(json_path), *options])
    assert done.exit_code == 0, done.output
    assert "Найдено 0 из 3 проблем (0 %" in done.output
    assert "Ложных тревог на перемешанных датах: 0 в год" in done.output
    told = json.loads(json_path.read_text("utf-8"))
    assert (told["seed"], told["recurrence_interval"], len(told["plants"])) == (4, 90, 3)
    assert "Найдено 0 из 3 проблем" in plot.read_text("utf-8")
    result = tsur.backtest(
        tsur.read_export(export), plants=3, recurrence_interval=90, seed=4, unit="district"
    )
    assert json.loads(json.dumps(result.as_dict())) == told


def refused(export: Path, tmp_path: Path, *options: str) -> str:
    """Return what is said where nothing is written."""
    out = tmp_path / "b.json"
    done = CliRunner().invoke(app, ["backtest", str(export), "-o", str(out), *options])
    assert isinstance(done.exception, tsur.InputError)
    assert not out.exists()
    return str(done.exception)


def test_what_cannot_be_done_is_one_sentence(export: Path, tmp_path: Path) -> None:
    assert "give it the ending .svg" in refused(export, tmp_path, "--plot", "b.png")
    assert "earlier since" in refused(export, tmp_path, "--since", "2024-02-25")
    assert "nowhere" in refused(export, tmp_path, "--unit", "nowhere")
