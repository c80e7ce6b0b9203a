"""The worker of a queue: order, crashes, copies, bad entries, stopping; nothing lost or doubled."""

from __future__ import annotations

import json
import logging
import signal
from collections.abc import Callable, Iterable, Iterator
from types import ModuleType
from typing import Any

import fakeredis
import pytest

import tsur_nlp as tsur

PHONE = "8 912 000-11-22"
COLD = f"На ленина 15 вторую неделю холодные батареи, звоню {PHONE} — молчат"
RUBBISH = "В Березниках вторую неделю не вывозят мусор, баки переполнены"
KILLER = "Обращение, на котором кончается память"


class Killed(BaseException):
    """The process is no more: nothing catches it, nothing is done after it."""


class Mortal:
    """A pipeline whose process dies of one text."""

    def __init__(self, pipeline: tsur.Pipeline) -> None:
        self.pipeline = pipeline

    def map(self, texts: Iterable[object]) -> Iterator[tsur.Message]:
        known = list(texts)
        if KILLER in known:
            raise Killed
        return self.pipeline.map(known)


@pytest.fixture
def worker(example: Callable[[str], ModuleType], monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The module, with no time to wait for the dead."""
    found = example("worker")
    monkeypatch.setattr(found, "LOST_MS", 0)
    monkeypatch.setattr(found, "WAIT_MS", 10)
    return found


@pytest.fixture
def queue() -> fakeredis.FakeRedis:
    return fakeredis.FakeRedis(server=fakeredis.FakeServer())


@pytest.fixture
def hire(
    worker: ModuleType, queue: fakeredis.FakeRedis, pipeline: tsur.Pipeline
) -> Callable[[str], Any]:
    """Start a worker of this name."""
    return lambda name: worker.Worker(queue, Mortal(pipeline), name)


def put(queue: fakeredis.FakeRedis, **texts: str) -> None:
    for name, text in texts.items():
        queue.xadd("messages", {"id": name, "text": text})


def scored(queue: fakeredis.FakeRedis) -> list[tuple[str, dict[str, Any]]]:
    entries: Any = queue.xrange("scored")
    return [(fields[b"id"].decode(), json.loads(fields[b"result"])) for _, fields in entries]


def ids(queue: fakeredis.FakeRedis) -> list[str]:
    return [name for name, _ in scored(queue)]


def dead(queue: fakeredis.FakeRedis) -> list[tuple[str, str]]:
    entries: Any = queue.xrange("dead")
    return [(f.get(b"id", b"?").decode(), f[b"error"].decode()) for _, f in entries]


def left(queue: fakeredis.FakeRedis) -> int:
    """Entries that somebody still has to read."""
    assert queue.xpending("messages", "tsur")["pending"] <= queue.xlen("messages")
    return int(queue.xlen("messages"))


def test_a_batch_is_written_in_its_order(
    hire: Callable[[str], Any], queue: fakeredis.FakeRedis
) -> None:
    put(queue, b=RUBBISH, a=COLD, c="Яма на дороге у дома 5 по улице Мира")
    one = hire("one")
    one.work(one.fresh())
    groups = [(name, result["topic_group"]) for name, result in scored(queue)]
    assert groups == [("b", "Мусор/Свалки/ТКО"), ("a", "ЖКХ"), ("c", "Дороги")]
    (place,) = scored(queue)[1][1]["places"]
    assert (place["street"], place["house"]) == ("Ленина", "15")
    assert left(queue) == 0
    assert queue.xpending("messages", "tsur")["pending"] == 0


def test_no_personal_data_is_written_or_logged(
    hire: Callable[[str], Any], queue: fakeredis.FakeRedis, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    put(queue, a=COLD)
    one = hire("one")
    one.work(one.fresh())
    assert "entries=1 dead=0" in caplog.text
    assert "000-11-22" not in caplog.text + json.dumps(scored(queue), ensure_ascii=False)


def test_bad_entries_go_to_the_dead_with_all_they_had(
    hire: Callable[[str], Any], queue: fakeredis.FakeRedis
) -> None:
    queue.xadd("messages", {"id": "1", "text": b"\xff\xfe"})
    put(queue, b=COLD, blank=" ", long=COLD.ljust(20_001))
    queue.xadd("messages", {"id": "4", "note": "?"})
    queue.xadd("messages", {"text": RUBBISH})
    one = hire("one")
    one.work(one.fresh())
    assert ids(queue) == ["b"]
    assert dead(queue) == [
        ("1", "не UTF-8"),
        ("blank", "нет текста"),
        ("long", "текст длиннее 20 000 знаков"),
        ("4", "нет поля text"),
        ("?", "нет поля id"),
    ]
    entries: Any = queue.xrange("dead")
    assert entries[0][1][b"text"] == b"\xff\xfe"
    assert entries[2][1][b"text"].decode() == COLD.ljust(20_001)
    assert entries[3][1][b"note"] == b"?"
    assert left(queue) == 0


def test_what_a_dead_worker_took_is_read_once(
    hire: Callable[[str], Any], queue: fakeredis.FakeRedis
) -> None:
    put(queue, a=COLD, b=RUBBISH)
    assert len(hire("gone").fresh()) == 2
    other = hire("other")
    assert other.fresh() == []
    other.take_over()
    other.take_over()
    assert ids(queue) == ["a", "b"]
    assert left(queue) == 0


def test_who_holds_an_entry_is_left_alone(
    hire: Callable[[str], Any],
    queue: fakeredis.FakeRedis,
    worker: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(worker, "LOST_MS", 60_000)
    put(queue, a=COLD)
    slow = hire("slow")
    taken = slow.fresh()
    hire("other").take_over()
    assert ids(queue) == []
    slow.work(taken)
    assert ids(queue) == ["a"]


def test_a_slow_worker_that_was_thought_dead_doubles_nothing(
    hire: Callable[[str], Any], queue: fakeredis.FakeRedis
) -> None:
    put(queue, a=COLD, blank=" ")
    slow = hire("slow")
    taken = slow.fresh()
    hire("other").take_over()
    slow.work(taken)
    assert ids(queue) == ["a"]
    assert dead(queue) == [("blank", "нет текста")]


def test_a_message_that_was_put_in_twice_is_written_once(
    hire: Callable[[str], Any], queue: fakeredis.FakeRedis
) -> None:
    one = hire("one")
    put(queue, a=COLD)
    put(queue, a=COLD, b=RUBBISH)
    one.work(one.fresh())
    put(queue, b=RUBBISH, c=COLD)
    one.work(one.fresh())
    assert ids(queue) == ["a", "b", "c"]
    assert left(queue) == 0


def test_a_message_that_was_mended_is_read(
    hire: Callable[[str], Any], queue: fakeredis.FakeRedis
) -> None:
    one = hire("one")
    put(queue, a=" ")
    one.work(one.fresh())
    put(queue, a=COLD)
    one.work(one.fresh())
    assert ids(queue) == ["a"]


def test_two_who_write_at_once_write_once(
    hire: Callable[[str], Any], queue: fakeredis.FakeRedis, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(queue, a=COLD)
    put(queue, a=COLD)
    one, other = hire("one"), hire("other")
    monkeypatch.setattr("worker.BATCH", 1)
    first, second = one.fresh(), other.fresh()
    transaction, raced = queue.transaction, []

    def racing(together: Callable[[Any], object], *marks: str) -> object:
        def late(pipe: Any) -> None:
            together(pipe)
            if not raced:
                raced.append(1)
                other.work(second)

        return transaction(late, *marks)

    monkeypatch.setattr(queue, "transaction", racing)
    one.work(first)
    assert raced
    assert ids(queue) == ["a"]
    assert left(queue) == 0


def test_nothing_is_let_go_before_it_is_written(
    hire: Callable[[str], Any], queue: fakeredis.FakeRedis, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ConnectionError

    put(queue, a=COLD)
    one = hire("one")
    taken = one.fresh()
    with monkeypatch.context() as patch:
        patch.setattr("redis.client.Pipeline.execute", broken)
        with pytest.raises(ConnectionError):
            one.work(taken)
    assert (ids(queue), left(queue)) == ([], 1)
    one.take_over()
    assert (ids(queue), left(queue)) == (["a"], 0)


def test_an_entry_that_kills_is_set_aside_and_the_others_live(
    hire: Callable[[str], Any], queue: fakeredis.FakeRedis, worker: ModuleType
) -> None:
    put(queue, a=COLD, killer=KILLER, b=RUBBISH)
    deaths = 0
    for number in range(10):
        one = hire(f"worker-{number}")
        try:
            one.work(one.fresh())
            one.take_over()
        except Killed:
            deaths += 1
    assert deaths == worker.MOST_TRIES
    assert ids(queue) == ["a", "b"]
    assert dead(queue) == [("killer", "обработка ни разу не закончилась")]
    assert left(queue) == 0


def test_a_worker_that_is_told_to_stop_finishes_its_batch(
    worker: ModuleType,
    queue: fakeredis.FakeRedis,
    pipeline: tsur.Pipeline,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Told(Mortal):
        def __call__(self, text: str) -> tsur.Message:
            return self.pipeline(text)

        def map(self, texts: Iterable[object]) -> Iterator[tsur.Message]:
            signal.raise_signal(signal.SIGTERM)
            put(queue, later=RUBBISH)
            return super().map(texts)

    monkeypatch.setattr(worker.redis.Redis, "from_url", lambda _: queue)
    asked: list[dict[str, str]] = []

    def load(**settings: str) -> Told:
        asked.append(settings)
        return Told(pipeline)

    monkeypatch.setattr(worker.tsur, "load_pipeline", load, raising=False)
    monkeypatch.setenv("TSUR_REGION", "Пермский край")
    monkeypatch.setenv("TSUR_MODEL", "/srv/tsur/models/ours")
    put(queue, a=COLD, b=RUBBISH)
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        worker.main(["one"])
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    assert ids(queue) == ["a", "b"]
    assert left(queue) == 1
    assert asked == [{"region": "Пермский край", "model": "/srv/tsur/models/ours"}]


def test_a_worker_without_its_model_takes_nothing(
    worker: ModuleType, queue: fakeredis.FakeRedis, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker.redis.Redis, "from_url", lambda _: queue)
    monkeypatch.setenv("TSUR_MODEL", "no-such-model")
    put(queue, a=COLD)
    with pytest.raises(SystemExit, match="no model 'no-such-model'"):
        worker.main(["one"])
    assert queue.xlen("messages") == 1
    assert not queue.xinfo_groups("messages")
