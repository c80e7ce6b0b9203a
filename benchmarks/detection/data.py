"""The St Petersburg stream with the library's columns; its own topics, or predicted ones."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import numpy as np
import pandas as pd

from detection.options import DATA, STREAM, Options

_NAMES = {"category": "topic_group", "reason": "topic", "answer_at": "answered_at"}
_KEPT = [
    "text", "created_at", "district", "municipality", "lat", "lon", "topic_group", "topic",
    "answered_at", "reopened",
]  # fmt: skip
_ADDRESS = r"^(?P<settlement>[^,]+), (?P<street>.+?), дом (?P<house>.+)$"
_PREDICTED = {
    "nlp_topic_group": "topic_group",
    "nlp_topic": "topic",
    "nlp_is_appeal": "is_appeal",
}


@lru_cache(maxsize=1)
def load(path: Path = DATA / STREAM) -> pd.DataFrame:
    """Return the messages with the canonical columns and the portal's own categories."""
    raw = pd.read_parquet(path)
    address = raw["building_address"].fillna("").str.extract(_ADDRESS).fillna("")
    rest = {name: address[name] for name in address}
    return (
        raw.rename(columns=_NAMES)[_KEPT]
        .assign(
            id=raw["id"].astype(str),
            region="Санкт-Петербург",
            assignee=raw["answer_org"].fillna(""),
            **rest,
        )
        .sort_values(["created_at", "id"], kind="stable", ignore_index=True)
    )


def facts(options: Options, topics: str) -> pd.DataFrame:
    """Return the stream with ``"true"`` or ``"predicted"`` topics."""
    stream = load(options.stream)
    return stream if topics == "true" else with_predicted(stream, options)


def with_predicted(stream: pd.DataFrame, options: Options) -> pd.DataFrame:
    """Give every message the topic that the shipped model reads from its text."""
    known = predicted(options.stream, options.cache).reindex(stream["text"])
    return stream.assign(**{name: known[name].to_numpy() for name in known})


@lru_cache(maxsize=1)
def predicted(path: Path, cache: Path | None) -> pd.DataFrame:
    """Return group, topic and «is it an appeal» of every different text, from the cache if kept."""
    kept = cache / "detection-predicted.parquet" if cache else None
    if kept and kept.exists():
        return pd.read_parquet(kept).set_index("text")
    from tsur_nlp import load_pipeline

    texts = pd.DataFrame({"text": load(path)["text"].drop_duplicates()})
    scored = load_pipeline().frame(texts, progress=None)
    table = scored[["text", *_PREDICTED]].rename(columns=_PREDICTED)
    for name in ("topic_group", "topic"):
        table[name] = table[name].fillna("").astype(str)
    if kept:
        kept.parent.mkdir(parents=True, exist_ok=True)
        table.to_parquet(kept, index=False)
    return table.set_index("text")


def day_numbers(stream: pd.DataFrame) -> np.ndarray:
    """Return the day of every message, counted from the first day of the stream."""
    day = stream["created_at"].dt.normalize()
    return (day - day.min()).dt.days.to_numpy()
