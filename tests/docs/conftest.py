"""The folder of a reader of the documentation: the files that its pages name."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from docs.blocks import ROOT
from docs.reader import Reader

from tsur_nlp import backtesting

SAMPLES = ROOT / "data" / "samples"
SINCE = "2025-11-16"  # fifty-eight days: what `backtest` wants


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every file that a page may name, made once; a part of the samples, to be quick."""
    import tsur_nlp as tsur

    desk = tmp_path_factory.mktemp("desk")
    (desk / "models").mkdir()
    _samples(desk)
    messages = desk / "data" / "samples" / "messages.csv"
    scored = tsur.load_pipeline(region="Пермский край").frame(tsur.read_export(messages))
    tsur.write_export(scored, desk / "scored.parquet")
    problems = tsur.find_problems(scored, as_of="2026-01-11", unit="municipality")
    told = json.dumps([problem.as_dict() for problem in problems], ensure_ascii=False)
    (desk / "вчера.json").write_text(told, encoding="utf-8")
    _exports(desk, scored)
    _long_export(desk)
    _labels(desk)
    _of_the_region(desk)
    return desk


@pytest.fixture(scope="session")
def known_backtests() -> dict[str, Any]:
    """Backtests done before: pages that ask the same of the same file share the answer."""
    return {}


@pytest.fixture
def reader(
    desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, known_backtests: dict[str, Any]
) -> Reader:
    """A reader with a fresh copy of the files."""
    folder = tmp_path / "desk"
    shutil.copytree(desk, folder)
    monkeypatch.setenv("NO_COLOR", "1")
    # A fair estimate of false alarms takes minutes; whether the command works is seen sooner.
    monkeypatch.setattr("tsur_nlp.detect.backtest.run._MOST_SHUFFLES", 1)
    monkeypatch.setattr(backtesting, "backtest", _once(backtesting.backtest, known_backtests))
    monkeypatch.setattr("tsur_nlp.demo.DAYS", 30)
    monkeypatch.setattr("tsur_nlp.demo.samples", lambda: folder / "data" / "samples")
    return Reader(folder)


def _once(ask: Callable[..., Any], known: dict[str, Any]) -> Callable[..., Any]:
    def asked(frame: pd.DataFrame, **options: Any) -> Any:
        key = repr((len(frame), sorted(options.items())))
        if key not in known:
            known[key] = ask(frame, **options)
        return known[key]

    return asked


def _samples(desk: Path) -> None:
    folder = desk / "data" / "samples"
    folder.mkdir(parents=True)
    messages = pd.read_csv(SAMPLES / "messages.csv", dtype=str)
    planted = json.loads((SAMPLES / "truth.json").read_text(encoding="utf-8"))["problems"]
    of_problems = {one for problem in planted for one in problem["message_ids"]}
    late = messages[messages["created_at"] >= SINCE]
    kept = late["id"].isin(of_problems) | (late.reset_index().index % 4 == 0)
    late[kept].to_csv(folder / "messages.csv", index=False)
    labelled = pd.read_csv(SAMPLES / "labelled.csv")
    groups = labelled.groupby("topic_group")
    of_frequent = labelled[groups["text"].transform("size") > 100]
    few = of_frequent.groupby("topic_group").head(40)
    few.to_csv(folder / "labelled.csv", index=False)
    for name in ("addresses.csv", "incident_management.xlsx", "truth.json", "truth.csv"):
        (folder / name).symlink_to(SAMPLES / name)


def _exports(desk: Path, scored: pd.DataFrame) -> None:
    """The files that an analyst has: exports of two seasons, the raw and the scored ones."""
    import tsur_nlp as tsur

    own = [column for column in scored.columns if not column.startswith("nlp_")]
    raw = scored[own]
    tsur.write_export(raw, desk / "выгрузка.csv")
    tsur.write_export(raw, desk / "выгрузка.xlsx")
    odd = {"text": "Что случилось", "created_at": "Когда"}
    tsur.write_export(raw[list(odd)].rename(columns=odd), desk / "журнал.csv")
    half = len(scored) // 2
    for name, part in (("старое", scored.iloc[:half]), ("новое", scored.iloc[half:])):
        tsur.write_export(part[own], desk / f"{name}.csv")
        tsur.write_export(part, desk / f"{name}.parquet")


def _long_export(desk: Path) -> None:
    """All the samples with their true topics: a model of reopening wants many answers."""
    messages = pd.read_csv(SAMPLES / "messages.csv", dtype=str)
    truth = pd.read_csv(SAMPLES / "truth.csv", dtype=str).set_index("id")
    of_message = truth.loc[messages["id"], ["topic_group", "topic"]].reset_index(drop=True)
    messages.join(of_message).to_parquet(desk / "полгода.parquet")


def _labels(desk: Path) -> None:
    labelled = pd.read_csv(desk / "data" / "samples" / "labelled.csv")
    labelled.to_csv(desk / "labelled.csv", index=False)
    days = pd.date_range("2025-09-15", periods=len(labelled), freq="6h").strftime("%d.%m.%Y %H:%M")
    headers = {"text": "Текст обращения", "topic_group": "Группа тем", "topic": "Тема"}
    named = labelled.rename(columns=headers).assign(**{"Дата создания": days})
    named.to_csv(desk / "метки.csv", index=False)
    named.iloc[::5].to_csv(desk / "проверка.csv", index=False)
    named.assign(**{"Текст обращения": named["Текст обращения"] + " Ждём ответа"}).to_csv(
        desk / "новые-метки.csv", index=False
    )
    named[["Текст обращения"]].to_csv(desk / "неразмеченное.csv", index=False)


def _of_the_region(desk: Path) -> None:
    """What a region gives: its register, its borders, its deadlines, its bodies."""
    shutil.copy(SAMPLES / "addresses.csv", desk / "дома.csv")
    (desk / "units.geojson").write_text(json.dumps(_squares(), ensure_ascii=False), "utf-8")
    shipped = ROOT / "src" / "tsur_nlp" / "respond" / "deadlines" / "data" / "deadlines.toml"
    shutil.copy(shipped, desk / "сроки.toml")
    (desk / "органы.csv").write_text(
        "наименование;другие названия\nАдминистрация города Перми;Мэрия Перми\n", "utf-8"
    )
    (desk / "маршруты.toml").write_text(
        '[[route]]\nbody = "Министерство транспорта"\ntopic_group = "Общественный транспорт"\n',
        encoding="utf-8",
    )


def _squares() -> dict[str, object]:
    """Invented borders: a square round the middle of each municipality's houses."""
    houses = pd.read_csv(SAMPLES / "addresses.csv")
    middles = houses.groupby("municipality")[["lat", "lon"]].median()
    corners = ((-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1))
    features = [
        {
            "type": "Feature",
            "properties": {"name": name},
            "geometry": {
                "type": "Polygon",
                "coordinates": [[[at.lon + x * 0.2, at.lat + y * 0.1] for x, y in corners]],
            },
        }
        for name, at in middles.iterrows()
    ]
    return {"type": "FeatureCollection", "features": features}
