"""How many messages a second the service and the worker read on this machine.

``python measure.py http выгрузка.csv --pid НОМЕР`` asks a service that runs (its number is needed
for the time of the processor, on Linux); ``python measure.py queue выгрузка.csv`` fills the Redis
of TSUR_REDIS, whose streams must not be there, and empties it.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import time
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path
from uuid import uuid4

import httpx
import redis
from worker import MESSAGES, SCORED, Worker

import tsur_nlp as tsur
from tsur_nlp import exports

ASKED = ((100, 2, 6_000), (1, 1, 500), (1, 8, 1_500), (100, 2, 12_000), (1_000, 2, 24_000))
"""Messages in a request, requests at once, messages in all; the first is only to warm up."""

QUEUED = (6_000, 24_000)
"""Entries that are put into the queue; the first are only to warm up."""


def processor(pid: int) -> float:
    """Return the seconds that a process has had of the processor."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def texts(path: Path) -> Iterator[str]:
    """Yield the texts of an export again and again."""
    known = [text for text in exports.texts(tsur.read_export(path)) if isinstance(text, str)]
    return cycle(known)


async def ask(client: httpx.AsyncClient, source: Iterator[str], size: int, times: int) -> None:
    """Send so many requests, one after another."""
    for _ in range(times):
        some = [{"id": str(i), "text": text} for i, text in enumerate(islice(source, size))]
        answer = await client.post("/messages", json={"messages": some})
        answer.raise_for_status()


async def http(source: Iterator[str], url: str, pid: int) -> None:
    """Ask a service."""
    async with httpx.AsyncClient(base_url=url, timeout=60) as client:
        for size, together, count in ASKED:
            used, began = processor(pid), time.perf_counter()
            each = count // size // together
            await asyncio.gather(*(ask(client, source, size, each) for _ in range(together)))
            told(
                f"по {size}, сразу {together}",
                count,
                time.perf_counter() - began,
                processor(pid) - used,
            )


def queue(source: Iterator[str], at: str) -> None:
    """Fill a queue and empty it."""
    messages = redis.Redis.from_url(at)
    if messages.exists(MESSAGES, SCORED):
        raise SystemExit(f"{at} holds {MESSAGES} or {SCORED}: give an empty one")
    worker = Worker(messages, tsur.load_pipeline(), "measure")
    for count in QUEUED:
        pipe = messages.pipeline()
        for text in islice(source, count):
            pipe.xadd(MESSAGES, {"id": uuid4().hex, "text": text})
        pipe.execute()
        used, began = time.process_time(), time.perf_counter()
        while messages.xlen(MESSAGES):
            worker.work(worker.fresh())
        told("очередь", count, time.perf_counter() - began, time.process_time() - used)
    messages.delete(MESSAGES, SCORED)


def told(name: str, count: int, wall: float, used: float) -> None:
    """Print one line; the time of the processor is known to a hundredth of a second."""
    per_used = count / max(used, 0.01)
    line = f"{name}: {count / wall:.0f} в секунду, {per_used:.0f} на секунду процессора"
    print(line, flush=True)  # noqa: T201


def main() -> None:
    """Measure what the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("http", "queue"))
    parser.add_argument("export", type=Path)
    parser.add_argument("--url", default="http://127.0.0.1:8000")
    parser.add_argument("--pid", type=int, default=os.getpid())
    asked = parser.parse_args()
    if asked.what == "http":
        asyncio.run(http(texts(asked.export), asked.url, asked.pid))
    else:
        queue(texts(asked.export), os.environ.get("TSUR_REDIS", "redis://localhost:6379/0"))


if __name__ == "__main__":
    main()
