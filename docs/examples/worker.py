"""A worker of a queue: messages from a Redis stream, results to another, nothing lost or doubled.

An entry of the stream ``messages`` has the fields ``id`` and ``text``. What is read goes to
``scored`` (fields ``id`` and ``result``, JSON), what cannot be read goes to ``dead`` with the
reason. Any number of workers may run: ``python worker.py NAME_OF_THIS_WORKER``.
"""

from __future__ import annotations

import json
import logging
import os
import signal
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from threading import Event
from typing import Any, cast

import redis
from results import Read, ready, too_long

import tsur_nlp as tsur

MESSAGES, SCORED, DEAD, GROUP = "messages", "scored", "dead", "tsur"
BATCH = 1_000
WAIT_MS = 1_000
"""How long an empty queue is waited for; SIGTERM is obeyed after it at the latest."""
LOST_MS = 60_000
"""An entry that a worker has held so long is taken over: more than a batch ever takes."""
MOST_TRIES = 3
"""An entry that was taken so often and never finished has killed its workers: set aside."""
REMEMBER_S = 7 * 24 * 3600
"""How long a message is known as read: the same ``id`` put in again is dropped."""

log = logging.getLogger("tsur.worker")


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the queue; ``text`` is None, and ``broken`` says why, where it is not read."""

    key: bytes
    id: str
    text: str | None
    fields: Mapping[Any, Any]
    broken: str = ""

    @classmethod
    def of(cls, key: bytes, fields: Mapping[bytes, bytes]) -> Entry:
        """Decode one entry; another that cannot be decoded does no harm to it."""
        try:
            name, text = fields[b"id"].decode(), fields[b"text"].decode()
        except KeyError as error:
            return cls(key, key.decode(), None, fields, f"нет поля {error.args[0].decode()}")
        except UnicodeDecodeError:
            return cls(key, key.decode(), None, fields, "не UTF-8")
        broken = too_long(text)
        return cls(key, name, None if broken else text, fields, broken)


class Worker:
    """Takes entries of the group, reads them together, writes what is known and lets go of them."""

    def __init__(self, queue: redis.Redis, pipeline: tsur.Pipeline, name: str) -> None:
        self.queue, self.pipeline, self.name = queue, pipeline, name
        self.stop = Event()
        try:
            queue.xgroup_create(MESSAGES, GROUP, id="0", mkstream=True)
        except redis.ResponseError as error:
            if "BUSYGROUP" not in str(error):
                raise

    def run(self) -> None:
        """Work until `stop` is set; a batch that was begun is finished."""
        while not self.stop.is_set():
            self.take_over()
            self.work(self.fresh())

    def fresh(self) -> list[Entry]:
        """Wait for new entries and take them."""
        found = self.queue.xreadgroup(GROUP, self.name, {MESSAGES: ">"}, BATCH, block=WAIT_MS)
        taken = cast("Sequence[Any]", found)
        return [Entry.of(*entry) for _, entries in taken for entry in entries]

    def take_over(self) -> None:
        """Finish what a worker that is no more left, one by one: one of them may have killed it."""
        cursor = b"0-0"
        while not self.stop.is_set():
            claim = self.queue.xautoclaim(
                MESSAGES, GROUP, self.name, min_idle_time=LOST_MS, start_id=cursor, count=1
            )
            cursor, taken, *_ = cast("Sequence[Any]", claim)
            for entry in (Entry.of(*one) for one in taken):
                if self.tries(entry) > MOST_TRIES:
                    self.write([(entry, Read(entry.id, error="обработка ни разу не закончилась"))])
                else:
                    self.work([entry])
            if cursor == b"0-0":
                return

    def tries(self, entry: Entry) -> int:
        """Return how often an entry was taken; 0 if somebody has just finished it."""
        found = self.queue.xpending_range(MESSAGES, GROUP, entry.key, entry.key, 1)
        return sum(int(pending["times_delivered"]) for pending in cast("list[Any]", found))

    def work(self, entries: Sequence[Entry]) -> None:
        """Read entries and write what came of them."""
        found = self.pipeline.map(entry.text for entry in entries)
        read = [
            (entry, Read(entry.id, error=entry.broken) if entry.broken else Read.of(entry.id, said))
            for entry, said in zip(entries, found, strict=True)
        ]
        if read:
            self.write(read)

    def write(self, read: Sequence[tuple[Entry, Read]]) -> None:
        """Write results and let go of their entries: all of it happens, or nothing does.

        What is marked as written is not written again, though the message was put in twice, or a
        worker that was thought dead had it too.
        """
        marks = [
            f"{DEAD}:{e.key.decode()}" if one.error else f"{SCORED}:{one.id}" for e, one in read
        ]

        def together(pipe: redis.client.Pipeline) -> None:
            written = {m for m, mark in zip(marks, pipe.mget(marks), strict=True) if mark}
            pipe.multi()
            for (entry, one), mark in zip(read, marks, strict=True):
                if mark not in written:
                    written.add(mark)
                    pipe.set(mark, 1, ex=REMEMBER_S)
                    pipe.xadd(*result(entry, one))
                pipe.xack(MESSAGES, GROUP, entry.key)
                pipe.xdel(MESSAGES, entry.key)

        self.queue.transaction(together, *marks)
        log.info("entries=%d dead=%d", len(read), sum(bool(one.error) for _, one in read))


def result(entry: Entry, read: Read) -> tuple[str, dict[Any, Any]]:
    """Return the stream that a message goes to, and its fields: of a dead one, all it had."""
    if read.error:
        return DEAD, {**entry.fields, "entry": entry.key, "error": read.error}
    return SCORED, {"id": read.id, "result": json.dumps(asdict(read), ensure_ascii=False)}


def main(names: Iterable[str]) -> None:
    """Work until SIGTERM or Ctrl+C."""
    logging.basicConfig()
    log.setLevel(logging.INFO)
    said = os.environ.get
    queue = redis.Redis.from_url(said("TSUR_REDIS", "redis://localhost:6379/0"))
    # A model that cannot be loaded stops the worker before it takes anything.
    pipeline = ready(region=said("TSUR_REGION", ""), model=said("TSUR_MODEL", "topics-ru"))
    worker = Worker(queue, pipeline, next(iter(names), f"worker-{os.getpid()}"))
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: worker.stop.set())
    worker.run()


if __name__ == "__main__":
    main(sys.argv[1:])
