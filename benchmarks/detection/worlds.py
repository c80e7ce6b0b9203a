"""Streams in which nothing happens: messages of the real one with other dates."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from detection.engine import stream_of
from detection.simulated import simulated
from tsur_nlp.detect.backtest.shuffle import shuffled

World = Callable[[pd.DataFrame, int], pd.DataFrame]


def flat(facts: pd.DataFrame, seed: int) -> pd.DataFrame:
    """Give every message a new date, uniform but for the weekday, as the backtest does."""
    return _in_order(shuffled(stream_of(facts), seed))


def permuted(facts: pd.DataFrame, seed: int) -> pd.DataFrame:
    """Permute the dates within each topic: its waves stay, its units are exchangeable."""
    rng = np.random.default_rng([seed, 11])
    created = facts["created_at"].to_numpy()
    drawn = created.copy()
    for rows in facts.groupby(["topic_group", "topic"]).indices.values():
        drawn[rows] = created[rng.permutation(rows)]
    shift = pd.Series(pd.to_timedelta(drawn - created), index=facts.index)
    # an answer moves with its message
    moved = {name: facts[name] + shift for name in ("created_at", "answered_at")}
    return _in_order(facts.assign(**moved))


def _in_order(facts: pd.DataFrame) -> pd.DataFrame:
    return facts.sort_values(["created_at", "id"], kind="stable", ignore_index=True)


WORLDS: dict[str, World] = {"flat": flat, "hard": simulated, "space-time": permuted}
