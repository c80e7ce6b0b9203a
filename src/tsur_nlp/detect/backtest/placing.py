"""Planted messages: real texts from elsewhere, at places and times of the plant."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from tsur_nlp.detect.backtest.plants import Plant
from tsur_nlp.detect.backtest.soil import Soil, soil_of
from tsur_nlp.detect.stream.messages import Ints

_RADIUS = 300.0
_METRES_PER_DEGREE = 111_194.9
_PLACES = ("region", "municipality", "district", "settlement", "street", "house", "lat", "lon")
_OF_TEXT = ("text", "topic_group", "topic")


def place(
    facts: pd.DataFrame, plants: Sequence[Plant], seed: int, *, unit: str | None = None
) -> pd.DataFrame:
    """Return the facts and, behind them, the messages of the plants (one copy of a plan).

    Texts are those of the topic in other units, each once while they last; the places of a close
    plant are within 300 m of a point of the unit, others are spread as the unit's messages are.
    Nothing is known of answers. ``plants`` is what `plan` chose for the same facts and unit.
    """
    return placed(facts, soil_of(facts, unit), plants, seed)


def placed(facts: pd.DataFrame, soil: Soil, plants: Sequence[Plant], seed: int) -> pd.DataFrame:
    """Do the same for facts prepared before."""
    taken: set[int] = set()
    rows = [_rows(soil, one, taken, seed) for one in sorted(plants, key=lambda p: p.number)]
    if not rows:
        return facts.copy()
    added = pd.concat(rows, ignore_index=True)
    both = {name: _joined(facts, added, name) for name in dict.fromkeys([*facts, *added])}
    return pd.DataFrame(both)


def _rows(soil: Soil, plant: Plant, taken: set[int], seed: int) -> pd.DataFrame:
    rng = np.random.default_rng([seed, 1, plant.number])
    unit = soil.units.index(plant.unit)
    topic = soil.topics.index((plant.topic_group, plant.topic))
    texts = _choose_texts(soil, unit, topic, plant.size, taken, rng)
    frame, stream = soil.stream.frame, soil.stream
    values: dict[str, Any] = {name: frame[name].to_numpy()[texts] for name in _OF_TEXT}
    values |= _spots(soil, unit, plant, rng) | {stream.unit_type: [plant.unit] * plant.size}
    signed = (frame["author"] != "").mean() > 0.5
    authors = [f"{name}-author" if signed else "" for name in plant.ids]
    midnight = pd.Timestamp(stream.first_day) + pd.Timedelta(plant.start, "D")
    seconds = np.sort(rng.integers(0, plant.length * 86_400, plant.size))
    created = midnight + pd.to_timedelta(seconds, unit="s")
    return pd.DataFrame({"id": plant.ids, "author": authors, "created_at": created, **values})


def _choose_texts(
    soil: Soil, unit: int, topic: int, size: int, taken: set[int], rng: np.random.Generator
) -> Ints:
    """Draw rows with different texts, first those that no other plant has taken."""
    rows = rng.permutation(soil.texts_for(unit, topic))
    used = np.isin(soil.text[rows], list(taken))
    chosen = np.concatenate([rows[~used], rows[used]])[:size]
    taken.update(soil.text[chosen].tolist())
    return chosen


def _spots(soil: Soil, unit: int, plant: Plant, rng: np.random.Generator) -> dict[str, Any]:
    hosts, frame = soil.hosts(unit), soil.stream.frame
    if plant.close:
        hosts = rng.choice(hosts, 1)
    chosen = rng.choice(hosts, plant.size, replace=len(hosts) < plant.size)
    spots: dict[str, Any] = {name: frame[name].to_numpy()[chosen] for name in _PLACES}
    if plant.close and np.isfinite(spots["lat"]).all():
        angle = rng.uniform(0, 2 * np.pi, plant.size)
        metres = _RADIUS * np.sqrt(rng.uniform(0, 1, plant.size))
        across = _METRES_PER_DEGREE * np.cos(np.radians(spots["lat"]))
        spots["lat"] = spots["lat"] + metres * np.sin(angle) / _METRES_PER_DEGREE
        spots["lon"] = spots["lon"] + metres * np.cos(angle) / across
        # The host's house is not theirs: they are told apart by their points.
        spots["house"] = [""] * plant.size
    elif plant.close:
        spots["house"] = [str(n + 1) for n in rng.permutation(3 * plant.size)[: plant.size]]
    return spots


def _joined(facts: pd.DataFrame, added: pd.DataFrame, name: str) -> pd.Series[Any]:
    """Return a column of both; what only one of them has is empty in the other."""
    first = facts[name] if name in facts else pd.Series([""] * len(facts), dtype=object)
    if name == "created_at":
        first = pd.to_datetime(first)
    second = added[name] if name in added else _empty(first, name, len(added))
    if name in added and first.dtype != second.dtype:
        second = second.astype(first.dtype)
    return pd.concat([first.reset_index(drop=True), second], ignore_index=True)


def _empty(column: pd.Series[Any], name: str, size: int) -> pd.Series[Any]:
    if name == "is_appeal":
        return pd.Series([True] * size, dtype=column.dtype)
    kind = column.dtype.kind
    value: Any = {"b": False, "i": 0, "u": 0, "f": np.nan, "M": pd.NaT}.get(kind, "")
    return pd.Series([value] * size, dtype=column.dtype)
