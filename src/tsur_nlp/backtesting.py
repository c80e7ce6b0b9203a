"""The detection tried on the user's own data, with problems planted in it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tsur_nlp.facts import facts

if TYPE_CHECKING:
    import pandas as pd

    from tsur_nlp.detect.backtest import BacktestResult


def backtest(
    frame: pd.DataFrame,
    *,
    plants: int = 40,
    unit: str | None = None,
    topics: str | None = None,
    since: object = None,
    recurrence_interval: float = 365,
    seed: int = 0,
    null_days: int = 365,
    progress: bool | None = False,
) -> BacktestResult:
    """Plant problems of known size into the data, replay the days, and tell what is found.

    ``plants`` is how many; plants start and alarms are counted from ``since`` on, six weeks after
    the first message at the earliest. The result tells the share found with its limits, the delay,
    and the false alarms of the same messages on new dates: ``null_days`` of them at the least, four
    times the data at most; ``summary()`` says it in Russian. Other arguments as in `find_problems`.
    """
    from tsur_nlp.detect import backtest as on_facts

    return on_facts.backtest(
        facts(frame, unit=unit, topics=topics),
        plants=plants,
        unit=unit,
        since=since,
        recurrence_interval=recurrence_interval,
        seed=seed,
        null_days=null_days,
        progress=progress,
    )


def write_backtest_plot(result: BacktestResult, path: str | Path) -> Path:
    """Draw a backtest as an SVG file: the share found by size and by day, a line per length."""
    from tsur_nlp.report import backtest as drawing

    return drawing.write_plot(result.table(), result.groups(), result.summary(), path)
