"""The library behind HTTP: messages in, topics and places out; the problems and the map of the day.

Run it with ``uvicorn service:app``; the settings are environment variables, see `Settings`.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import re
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from time import perf_counter
from typing import Annotated, Any

from fastapi import APIRouter, FastAPI, HTTPException, Request
from guard import protect
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, JsonValue
from results import Read, ready, too_long

import tsur_nlp as tsur

MOST_MESSAGES = 1_000

log = logging.getLogger("tsur.service")
router = APIRouter()


@dataclass(frozen=True, slots=True)
class Settings:
    """Where things are; ``scored`` and ``problems`` are written by the nightly job (daily.py)."""

    region: str = ""
    model: str = "topics-ru"
    scored: Path = Path("scored.parquet")
    problems: Path = Path("problems.json")

    @classmethod
    def of_environment(cls) -> Settings:
        """Read TSUR_REGION, TSUR_MODEL, TSUR_SCORED and TSUR_PROBLEMS."""
        said = os.environ.get
        return cls(
            region=said("TSUR_REGION", ""),
            model=said("TSUR_MODEL", "topics-ru"),
            scored=Path(said("TSUR_SCORED", "scored.parquet")),
            problems=Path(said("TSUR_PROBLEMS", "problems.json")),
        )


def whole(value: object) -> object:
    """Put U+FFFD for a half of a character (``"\\ud83d"``): JSON can carry it, an answer cannot."""
    return re.sub("[\ud800-\udfff]", "\ufffd", value) if isinstance(value, str) else value


class MessageIn(BaseModel):
    """A message; a text that is no text is the error of this message, not of its batch."""

    model_config = ConfigDict(coerce_numbers_to_str=True)

    id: Annotated[str, BeforeValidator(whole)] = Field(max_length=200)
    text: JsonValue = None


class Batch(BaseModel):
    """One message or many."""

    messages: list[MessageIn] = Field(min_length=1, max_length=MOST_MESSAGES)


class Daily:
    """What is made of a file, made again only when the nightly job has replaced the file."""

    def __init__(self, path: Path, make: Callable[[Path], list[dict[str, Any]]]) -> None:
        self.path, self.make, self.lock = path, make, Lock()
        self.made: tuple[tuple[int, int], list[dict[str, Any]]] | None = None

    def get(self) -> list[dict[str, Any]]:
        """Return it; of many first requests one waits for the work, the others for the lock."""
        with self.lock:
            try:
                stat = self.path.stat()
            except FileNotFoundError:
                raise HTTPException(503, f"{self.path.name} ещё не посчитан") from None
            stamp = (stat.st_mtime_ns, stat.st_size)
            if self.made is None or self.made[0] != stamp:
                self.made = stamp, self.make(self.path)
            return self.made[1]


@router.post("/messages")
async def messages(batch: Batch, request: Request) -> list[Read]:
    """Read messages: one thread reads, so that the loop is free; more would not be faster."""
    started, state = perf_counter(), request.app.state
    long = [too_long(message.text) for message in batch.messages]
    texts = [None if bad else m.text for m, bad in zip(batch.messages, long, strict=True)]
    loop = asyncio.get_running_loop()
    found = await loop.run_in_executor(state.thread, lambda: list(state.pipeline.map(texts)))
    read = [
        Read(message.id, error=bad) if bad else Read.of(message.id, said)
        for message, said, bad in zip(batch.messages, found, long, strict=True)
    ]
    errors, ms = sum(bool(one.error) for one in read), (perf_counter() - started) * 1000
    log.info("messages=%d errors=%d ms=%.0f", len(read), errors, ms)
    return read


@router.get("/problems")
def problems(request: Request) -> list[dict[str, Any]]:
    """List the systemic problems of the day, the most severe first."""
    found: list[dict[str, Any]] = request.app.state.problems.get()
    return found


@router.get("/heat")
def heat(request: Request) -> list[dict[str, Any]]:
    """Colour the units of the map: counted when the scored file is new, then remembered."""
    found: list[dict[str, Any]] = request.app.state.heat.get()
    return found


@router.get("/health")
def health(request: Request) -> dict[str, str]:
    """Tell that the model is loaded."""
    return {"status": "ok", "version": tsur.__version__, "model": request.app.state.settings.model}


def written(path: Path) -> list[dict[str, Any]]:
    """Read what the nightly job wrote."""
    found: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return found


def coloured(path: Path) -> list[dict[str, Any]]:
    """Colour the units of a scored file."""
    return [unit.as_dict() for unit in tsur.heat_map(tsur.read_export(path))]


def create_app(settings: Settings) -> FastAPI:
    """Put the service together; the model is loaded here, once, or the process stops."""
    pipeline = ready(region=settings.region, model=settings.model)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        with ThreadPoolExecutor(1, "reader") as thread:
            app.state.thread, app.state.pipeline, app.state.settings = thread, pipeline, settings
            app.state.problems = Daily(settings.problems, written)
            app.state.heat = Daily(settings.scored, coloured)
            yield

    app = FastAPI(title="tsur_nlp", lifespan=lifespan)
    protect(app)
    app.include_router(router)
    return app


app = create_app(Settings.of_environment())
