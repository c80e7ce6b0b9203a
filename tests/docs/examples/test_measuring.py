"""The two scripts behind the numbers of the guides: splits, and messages a second."""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any, Self

import anyio
import fakeredis
import httpx
import pandas as pd
import pytest

import tsur_nlp as tsur

WORDS = [" ".join(pair) for pair in itertools.product(["яма", "снег", "лёд"], ["дом", "двор"])]


class Parrot:
    """A model that has learned the texts by heart and knows nothing of others."""

    def __init__(self, **_: object) -> None:
        self.known: set[str] = set()

    def fit(self, texts: Sequence[str], _: object) -> Self:
        self.known = set(texts)
        return self

    def score(self, texts: Sequence[str], _: object) -> float:
        assert len(texts)
        return sum(text in self.known for text in texts) / len(texts)


@pytest.fixture
def labelled(tmp_path: Path) -> Path:
    """Six texts, each of which comes twenty times, and new ones now and then; late ones more."""
    days = pd.date_range("2025-01-01", periods=400, freq="D")
    texts = [
        WORDS[day % 6] if day % (2 if day >= 300 else 4) else f"новое слово{day}"
        for day in range(400)
    ]
    frame = pd.DataFrame({"Текст": texts, "Группа": "ЖКХ", "Когда": days.strftime("%d.%m.%Y")})
    path = tmp_path / "метки.csv"
    frame.sample(frac=1, random_state=0).to_csv(path, index=False)
    return path


def test_copies_and_the_order_of_time_are_what_is_measured(
    example: Callable[[str], ModuleType], labelled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    splits = example("splits")
    monkeypatch.setattr(splits, "TopicEstimator", Parrot)
    known = splits.rows(labelled, text="Текст", label="Группа", time="Когда")
    assert len(known) == 400
    for _, past, exam in splits.exams(known, learned=200, asked=50, seed=0):
        assert len(past) == 200
        assert 0 < len(exam) <= 50
    found = splits.measure(known, learned=200, asked=50, trials=2).mean(axis=1)
    assert found["вперемешку, виденные слова убраны"] == 0
    assert found["по времени, виденные слова убраны"] == 0
    # The last hundred days bring new words twice as often.
    assert found["вперемешку, копии остались"] > 0.6 > found["по времени, копии остались"] > 0.3


def test_an_exam_by_time_is_later_than_what_was_learned(
    example: Callable[[str], ModuleType], labelled: Path
) -> None:
    splits = example("splits")
    known = splits.rows(labelled, text="Текст", label="Группа", time="Когда")
    ways = list(splits.exams(known, learned=200, asked=50, seed=0))
    mixed, by_time = ways[:2], ways[2:]
    for _, past, exam in by_time:
        assert past["moment"].max() < exam["moment"].min()
    for _, past, exam in mixed:
        assert past["moment"].max() > exam["moment"].min()


def test_the_queue_is_measured_and_left_empty(
    example: Callable[[str], ModuleType],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    measure = example("measure")
    queue: Any = fakeredis.FakeRedis(server=fakeredis.FakeServer())
    monkeypatch.setattr(measure.redis.Redis, "from_url", lambda _: queue)
    monkeypatch.setattr(measure, "QUEUED", (5, 20))
    measure.queue(itertools.cycle(WORDS), "redis://measured")
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(":")[0] for line in lines] == ["очередь"] * 2
    assert not queue.exists("messages", "scored", "dead")
    queue.xadd("scored", {"id": "1"})
    with pytest.raises(SystemExit, match="give an empty one"):
        measure.queue(itertools.cycle(WORDS), "redis://measured")


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="the time of another process")
def test_the_service_is_measured(
    example: Callable[[str], ModuleType],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    measure, app = example("measure"), example("service").app
    read: list[int] = []

    async def measured() -> None:
        async with app.router.lifespan_context(app):
            pipeline = app.state.pipeline
            monkeypatch.setattr(app.state, "pipeline", Counted(pipeline, read))
            await measure.http(itertools.cycle(WORDS), "http://tsur", os.getpid())

    client = partial(httpx.AsyncClient, transport=httpx.ASGITransport(app))
    monkeypatch.setattr(measure.httpx, "AsyncClient", client)
    monkeypatch.setattr(measure, "ASKED", ((1, 2, 4), (10, 1, 20)))
    anyio.run(measured)
    assert read == [1] * 4 + [10] * 2
    said = capsys.readouterr().out
    assert "по 1, сразу 2: " in said
    assert "по 10, сразу 1: " in said


class Counted:
    """A pipeline whose batches are counted."""

    def __init__(self, pipeline: tsur.Pipeline, read: list[int]) -> None:
        self.pipeline, self.read = pipeline, read

    def map(self, texts: list[object]) -> list[tsur.Message]:
        self.read.append(len(texts))
        return list(self.pipeline.map(texts))
