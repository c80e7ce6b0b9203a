"""The service over HTTP: order, limits, errors, what is remembered, what is never told."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx
import pytest
from anyio.from_thread import BlockingPortal, start_blocking_portal
from docs.blocks import DOCS, blocks
from fastapi import FastAPI

import tsur_nlp as tsur

PHONE = "8 912 000-11-22"
COLD = f"На ленина 15, кв. 1748 вторую неделю холодные батареи, звоню {PHONE} — молчат"
RUBBISH = "В Березниках вторую неделю не вывозят мусор, баки переполнены"


class Client:
    """Asks a service that runs in a loop of its own, from any thread."""

    def __init__(self, portal: BlockingPortal, app: FastAPI) -> None:
        self.portal, self.app = portal, app

    def __call__(self, method: str, path: str, **asked: Any) -> httpx.Response:
        return self.portal.call(lambda: self._ask(method, path, **asked))

    async def _ask(self, method: str, path: str, **asked: Any) -> httpx.Response:
        transport = httpx.ASGITransport(self.app)
        async with httpx.AsyncClient(transport=transport, base_url="http://tsur") as client:
            return await client.request(method, path, **asked)

    def read(self, *messages: Any) -> httpx.Response:
        return self("POST", "/messages", json={"messages": list(messages)})


@pytest.fixture(scope="module")
def service(example: Callable[[str], ModuleType]) -> ModuleType:
    return example("service")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("service")


@pytest.fixture(scope="module")
def ask(service: ModuleType, folder: Path) -> Iterator[Client]:
    """A service that has started; the nightly job has not been there yet."""
    settings = service.Settings(
        region="Пермский край",
        scored=folder / "scored.parquet",
        problems=folder / "problems.json",
    )
    app = service.create_app(settings)
    with (
        start_blocking_portal() as portal,
        portal.wrap_async_context_manager(app.router.lifespan_context(app)),
    ):
        yield Client(portal, app)


def problem_of(answer: httpx.Response) -> dict[str, Any]:
    assert answer.headers["content-type"] == "application/problem+json"
    told: dict[str, Any] = answer.json()
    assert told["status"] == answer.status_code
    return told


def test_a_batch_is_read_in_its_order(ask: Client) -> None:
    answer = ask.read(
        {"id": "1", "text": COLD},
        {"id": 2, "text": 15},
        {"id": "3", "text": RUBBISH},
        {"id": "4", "text": " "},
        {"id": "5"},
    )
    assert answer.status_code == 200
    cold, number, rubbish, blank, nothing = answer.json()
    assert [cold["id"], number["id"], rubbish["id"]] == ["1", "2", "3"]
    assert (cold["topic_group"], rubbish["topic_group"]) == ("ЖКХ", "Мусор/Свалки/ТКО")
    assert cold["topic"] == "Ненадлежащее качество или отсутствие отопления"
    assert 0.5 < cold["topic_confidence"] <= cold["topic_group_confidence"] <= 1
    assert (cold["is_appeal"], cold["needs_review"], cold["error"]) == (True, False, "")
    (place,) = cold["places"]
    assert (place["street"], place["house"], place["precision"]) == ("Ленина", "15", "house")
    assert (number["error"], blank["error"]) == ("не текст, а число", "нет текста")
    assert nothing["error"] == "нет текста"
    assert number["needs_review"]


def test_no_personal_data_comes_back(ask: Client) -> None:
    answer = ask.read({"id": "1", "text": COLD})
    (cold,) = answer.json()
    assert "[ТЕЛЕФОН]" in cold["masked_text"]
    assert "000-11-22" not in answer.text
    assert "1748" not in answer.text


def test_half_a_character_is_replaced_and_the_batch_lives(ask: Client) -> None:
    said = [{"id": "7\ud83d", "text": "Холодные батареи \ud83d"}, {"id": "\ud83d\ude00"}]
    body = json.dumps({"messages": said}).encode()
    assert rb"7\ud83d" in body
    answer = ask("POST", "/messages", content=body, headers={"content-type": "application/json"})
    assert answer.status_code == 200
    half, full = answer.json()
    assert (half["id"], half["error"], half["topic_group"]) == ("7\ufffd", "", "ЖКХ")
    assert half["masked_text"] == "Холодные батареи \ufffd"
    assert full["id"] == "\U0001f600"


def test_a_long_text_is_refused_alone(ask: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[object] = []
    read = ask.app.state.pipeline.map
    monkeypatch.setattr(
        ask.app.state.pipeline, "map", lambda texts: given.extend(texts) or read(texts)
    )
    most, longer = COLD.ljust(20_000), COLD.ljust(20_001)
    found = ask.read({"id": "1", "text": longer}, {"id": "2", "text": most}).json()
    assert [one["error"] for one in found] == ["текст длиннее 20 000 знаков", ""]
    assert [one["topic_group"] for one in found] == ["", "ЖКХ"]
    assert given == [None, most]


def test_what_broke_on_a_message_is_not_sent_out(example: Callable[[str], ModuleType]) -> None:
    results = example("results")

    def told(error: str) -> str:
        read = results.Read.of("1", tsur.Message(text=COLD, masked_text="", error=error))
        return str(read.error)

    assert told(f"ошибка обработки: KeyError: '{PHONE}'") == "ошибка обработки"
    assert told("не текст, а число") == "не текст, а число"
    assert told("текст длиннее 100 000 знаков: 100 001").endswith(": 100 001")


def test_a_thousand_and_no_more(ask: Client) -> None:
    assert len(ask.read(*({"id": str(i), "text": "Яма"} for i in range(1_000))).json()) == 1_000
    told = problem_of(ask.read(*({"id": str(i), "text": COLD} for i in range(1_001))))
    assert told["status"] == 422
    assert told["errors"][0]["where"] == "body.messages"


def test_what_is_wrong_is_named_and_not_repeated(ask: Client) -> None:
    answer = ask.read({"id": [PHONE], "text": COLD})
    assert problem_of(answer)["errors"] == [
        {"where": "body.messages.0.id", "what": "Input should be a valid string"}
    ]
    assert PHONE not in answer.text
    assert problem_of(ask("POST", "/messages", json={"messages": []}))["status"] == 422
    broken = ask("POST", "/messages", content=b"{", headers={"content-type": "application/json"})
    assert problem_of(broken)["status"] == 422
    assert problem_of(ask("GET", "/messages"))["status"] == 405
    assert problem_of(ask("GET", "/nothing"))["status"] == 404


def test_a_long_body_is_not_read_to_its_end(
    ask: Client, example: Callable[[str], ModuleType]
) -> None:
    piece, sent = b" " * 2**20, []

    async def endless() -> AsyncIterator[bytes]:
        for number in range(1_000):
            sent.append(number)
            yield piece

    told = problem_of(ask("POST", "/messages", content=endless()))
    assert told["status"] == 413
    assert len(sent) * len(piece) <= example("guard").MOST_BYTES + 2 * len(piece)


def test_what_broke_is_told_without_a_word_of_it(
    ask: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(texts: list[str]) -> list[tsur.Message]:
        raise ValueError(f"cannot read {texts}")

    caplog.set_level(logging.DEBUG)
    assert ask.read({"id": "1", "text": COLD}).status_code == 200
    monkeypatch.setattr(ask.app.state.pipeline, "map", broken)
    answer = ask.read({"id": "1", "text": COLD})
    assert problem_of(answer)["status"] == 500
    said = caplog.text + "".join(str(record.exc_info) for record in caplog.records)
    assert "messages=1 errors=0" in said
    assert "ValueError at " in said
    assert "test_service.py" in said
    for word in ("000-11-22", "батареи"):
        assert word not in said
        assert word not in answer.text


def test_four_threads_get_what_one_gets(ask: Client, pipeline: tsur.Pipeline) -> None:
    texts = [f"{text} {number}" for number in range(60) for text in (COLD, RUBBISH, "Яма у дома")]
    alone = [(m.topic.group, m.topic.confidence) for m in pipeline.map(texts) if m.topic]

    def together(shift: int) -> list[tuple[str, float]]:
        order = texts[shift:] + texts[:shift]
        read = ask.read(*({"id": "", "text": text} for text in order)).json()
        found = [(one["topic_group"], one["topic_confidence"]) for one in read]
        return found[-shift:] + found[:-shift]

    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(together, (7, 50, 99, 140))) == [alone] * 4


def test_one_batch_is_read_at_a_time(ask: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    reading, together = [], []

    def slow(texts: list[str]) -> list[tsur.Message]:
        reading.append(1)
        together.append(len(reading))
        time.sleep(0.02)
        reading.pop()
        return [tsur.Message(text=text, masked_text="") for text in texts]

    monkeypatch.setattr(ask.app.state.pipeline, "map", slow)
    with ThreadPoolExecutor(4) as threads:
        assert len(list(threads.map(ask.read, [{"id": "1", "text": COLD}] * 4))) == 4
    assert together == [1] * 4


def test_the_loop_is_free_while_a_batch_is_read(
    ask: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go = threading.Event(), threading.Event()

    def slow(texts: list[str]) -> list[tsur.Message]:
        begun.set()
        assert go.wait(10)
        return [tsur.Message(text=text, masked_text="") for text in texts]

    monkeypatch.setattr(ask.app.state.pipeline, "map", slow)
    with ThreadPoolExecutor(1) as thread:
        batch = thread.submit(ask.read, {"id": "1", "text": COLD})
        assert begun.wait(10)
        try:
            assert ask("GET", "/health").json()["status"] == "ok"
            assert not batch.done()
        finally:
            go.set()
        assert batch.result().json()[0]["error"] == "тема не определена"


def test_the_problems_are_those_of_the_file(ask: Client, folder: Path) -> None:
    assert problem_of(ask("GET", "/problems"))["status"] == 503
    for day, found in enumerate(([{"problem_id": "p-1"}], [{"problem_id": "p-2"}])):
        (folder / "problems.json").write_text(json.dumps(found), encoding="utf-8")
        os.utime(folder / "problems.json", (day, day))
        assert ask("GET", "/problems").json() == found


def test_the_map_is_coloured_once_a_day(
    ask: Client,
    service: ModuleType,
    folder: Path,
    export: Path,
    pipeline: tsur.Pipeline,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looked = []

    def counted(frame: Any) -> list[tsur.UnitHeat]:
        looked.append(len(frame))
        return heat_map(frame)

    heat_map = tsur.heat_map
    monkeypatch.setattr(service.tsur, "heat_map", counted, raising=False)
    assert problem_of(ask("GET", "/heat"))["status"] == 503
    path = folder / "scored.parquet"
    tsur.write_export(pipeline.frame(tsur.read_export(export)), path)
    with ThreadPoolExecutor(4) as threads:
        first, *others = threads.map(lambda _: ask("GET", "/heat").json(), range(4))
    assert {unit["level"] for unit in first} <= {"green", "orange", "red", "grey"}
    assert "Березниковский городской округ" in {unit["unit"] for unit in first}
    assert others == [first] * 3
    assert len(looked) == 1
    os.utime(path, (0, 0))
    assert ask("GET", "/heat").json() == first
    assert len(looked) == 2


@pytest.mark.parametrize(
    ("wrong", "said"),
    [({"model": "no-such-model"}, "no model"), ({"region": "Атлантида"}, "no region is called")],
)
def test_a_service_that_is_set_wrong_does_not_start(
    service: ModuleType, wrong: dict[str, str], said: str
) -> None:
    with pytest.raises(SystemExit, match=said):
        service.create_app(service.Settings(**wrong))


def test_a_service_that_reads_nothing_does_not_start(
    service: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: str) -> tsur.Message:
        return tsur.Message(text="", masked_text="", error="ошибка обработки: TypeError: no region")

    monkeypatch.setattr(service.tsur, "load_pipeline", lambda **_: broken, raising=False)
    with pytest.raises(SystemExit, match="TypeError: no region"):
        service.create_app(service.Settings())


def test_the_log_of_the_guide_shows_the_counts() -> None:
    (config,) = (b.text for b in blocks(DOCS / "guides" / "backend.md") if b.title == "log.json")
    code = (
        "import json, logging.config, sys; logging.config.dictConfig(json.load(sys.stdin));"
        "[logging.getLogger(n).info('said by %s', n) for n in ('tsur.service', 'uvicorn.access')]"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], input=config, capture_output=True, text=True, check=True
    )
    for name in ("tsur.service", "uvicorn.access"):
        assert done.stderr.count(f"INFO {name} said by {name}") == 1


def test_the_settings_are_those_of_the_environment(
    service: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("REGION", "MODEL", "SCORED", "PROBLEMS"):
        monkeypatch.delenv(f"TSUR_{name}", raising=False)
    assert service.Settings.of_environment() == service.Settings()
    monkeypatch.setenv("TSUR_REGION", "Пермский край")
    monkeypatch.setenv("TSUR_SCORED", "/srv/tsur/scored.parquet")
    monkeypatch.setenv("TSUR_MODEL", "/srv/tsur/models/ours")
    found = service.Settings.of_environment()
    assert (found.region, found.scored) == ("Пермский край", Path("/srv/tsur/scored.parquet"))
    assert found.model == "/srv/tsur/models/ours"
