"""What a backtest hands back."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

import pandas as pd

from tsur_nlp.detect.backtest.outcomes import Outcome
from tsur_nlp.detect.backtest.scoring import Alarms, Score, curve, scores
from tsur_nlp.detect.backtest.telling import sentences
from tsur_nlp.detect.settings import DetectSettings


@dataclass(frozen=True, slots=True)
class BacktestResult:
    """What was found of planted problems, how late, and how many alarms there are without them.

    Attributes:
        unit_type: the column of the units.
        messages: of the data, those that are appeals and have a date.
        first_day: of the data.
        since: the first day on which plants may start and alarms are counted.
        days: replayed from then on, the last day of the data included.
        recurrence_interval: days between two false alarms that were accepted.
        seed: of the plants and of the new dates.
        settings: thresholds of the detection.
        copies: of the data that the plants were spread over, so that they stay apart.
        outcomes: one for each plant.
        own_alarms: in the data themselves, real problems among them.
        shuffled_days: replayed in data in which nothing happened.
        false_alarms: in those.
    """

    unit_type: str
    messages: int
    first_day: date
    since: date
    days: int
    recurrence_interval: float
    seed: int
    settings: DetectSettings
    copies: int
    outcomes: tuple[Outcome, ...]
    own_alarms: tuple[Alarms, ...]
    shuffled_days: int
    false_alarms: tuple[Alarms, ...]

    def scores(self) -> tuple[Score, ...]:
        """Sum up all plants, then those of each oracle, each length, spread and close."""
        return scores(self.outcomes)

    def curve(self) -> tuple[Score, ...]:
        """Sum up the plants of each length by their sizes."""
        return curve(self.outcomes)

    def summary(self) -> list[str]:
        """Tell the result in a few Russian sentences."""
        return sentences(self.scores(), self.false_alarms[0], self.own_alarms[0])

    def table(self) -> pd.DataFrame:
        """Return a row for each plant: where, when, how large, and what became of it."""
        rows = pd.DataFrame([self._row(one) for one in self.outcomes])
        return rows.astype({"delay": "float64"})

    def groups(self) -> pd.DataFrame:
        """Return the curve as a table, a row for each length and group of sizes."""
        return pd.DataFrame([one.as_dict() for one in self.curve()])

    def as_dict(self) -> dict[str, Any]:
        """Plain dict with lists, ready for JSON."""
        told = {name: getattr(self, name) for name in self.__slots__ if name != "outcomes"}
        for name in ("own_alarms", "false_alarms"):
            told[name] = [one.as_dict() for one in told[name]]
        for name in ("first_day", "since"):
            told[name] = told[name].isoformat()
        return told | {
            "settings": asdict(self.settings),
            "summary": self.summary(),
            "scores": [one.as_dict() for one in self.scores()],
            "curve": [one.as_dict() for one in self.curve()],
            "plants": [self._row(one) for one in self.outcomes],
        }

    def _row(self, one: Outcome) -> dict[str, Any]:
        start = self.first_day + timedelta(days=one.plant.start)
        told = one.plant.as_dict() | {"start": start.isoformat()}
        return told | {"found": one.delay is not None, "delay": one.delay, "named": one.named}
