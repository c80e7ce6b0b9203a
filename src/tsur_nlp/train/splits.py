"""A split by time: learn from what came earlier, measure on what came last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np

from tsur_nlp.errors import TrainingError
from tsur_nlp.train.datasets import FEWEST_ROWS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tsur_nlp.train.datasets import Labelled

    Dates = NDArray[np.datetime64]

SHARE = 0.2
"""The part of the dated rows, the last ones, that is held out."""

HELD_OUT, LEARNED = 0, 1


@dataclass(frozen=True, slots=True)
class TimeSplit:
    """Which examples are held out (`HELD_OUT`) and learned from (`LEARNED`), and why.

    ``later`` counts the rows from the day ``since`` on, ``fresh`` those of them whose text was not
    met before: only these are measured, and count once each, where they have a label
    (``measured``). Rows without a date are learned from.
    """

    folds: NDArray[np.intp]
    since: date
    until: date
    later: int
    fresh: int
    undated: int
    new_labels: tuple[str, ...]
    measured: int

    def said(self) -> str:
        """Say in Russian what was held out."""
        lines = [
            f"Отложено последнее: строки с {self.since:%d.%m.%Y} по {self.until:%d.%m.%Y} — "
            f"{self.later}, из них не встречались раньше {self.fresh}, а разных с меткой темы "
            f"{self.measured}: по ним и показатели. "
            "Модель, которую мерили, училась только на более ранних строках; итоговая — на всех."
        ]
        if self.undated:
            lines.append(f"Строк без даты {self.undated}: они считаются ранними.")
        if self.new_labels:
            lines.append(
                f"Меток, которых раньше не было, {len(self.new_labels)}: их узнать нельзя."
            )
        return " ".join(lines)

    def as_dict(self) -> dict[str, Any]:
        """Plain dict for ``meta.json``."""
        return {
            "since": self.since.isoformat(),
            "until": self.until.isoformat(),
            "later": self.later,
            "fresh": self.fresh,
            "measured": self.measured,
            "undated": self.undated,
            "new_labels": list(self.new_labels),
        }


def split_by_time(
    labelled: Labelled, keys: Sequence[str], dates: Dates, share: float = SHARE
) -> TimeSplit:
    """Hold out the examples that are met only in the last ``share`` of the dated rows.

    ``keys`` and ``dates`` are those of the rows of the file: the words of the text
    (`Example.key`) and the moment, NaT where it is not known. Rows of one moment stay together.

    Raises:
        TrainingError: the dates, or what is left on either side, do not allow it.
    """
    if not 0 < share < 1:
        raise TrainingError(f"the share held out by time is {share}: it must be between 0 and 1")
    known = {example.key for example in labelled.examples}
    rows = [row for row, key in enumerate(keys) if key in known]
    dates, own = dates[rows], [keys[row] for row in rows]
    later = dates >= _border(dates, share)
    before = {own[row] for row in np.flatnonzero(~later).tolist()}
    folds = [LEARNED if example.key in before else HELD_OUT for example in labelled.examples]
    found = TimeSplit(
        np.array(folds, dtype=np.intp),
        _day(dates[later].min()),
        _day(dates[later].max()),
        int(later.sum()),
        sum(own[row] not in before for row in np.flatnonzero(later).tolist()),
        int(np.isnat(dates).sum()),
        _new_labels(labelled, folds),
        sum(
            fold == HELD_OUT and bool(example.label)
            for example, fold in zip(labelled.examples, folds, strict=True)
        ),
    )
    _check(labelled, found)
    return found


def _border(dates: Dates, share: float) -> np.datetime64:
    """Find the moment from which on rows are held out."""
    dated = np.sort(dates[~np.isnat(dates)])
    if not len(dated):
        raise TrainingError(
            "no date can be read in the column of time: check its name, or leave --time out"
        )
    border: np.datetime64 = dated[-max(1, round(share * len(dated)))]
    return border


def _new_labels(labelled: Labelled, folds: Sequence[int]) -> tuple[str, ...]:
    pairs = [(e.label, fold) for e, fold in zip(labelled.examples, folds, strict=True) if e.label]
    earlier = {label for label, fold in pairs if fold == LEARNED}
    return tuple(sorted({label for label, _ in pairs} - earlier))


def _check(labelled: Labelled, found: TimeSplit) -> None:
    pairs = zip(labelled.examples, found.folds.tolist(), strict=True)
    sides = [(example.label, fold) for example, fold in pairs if example.label]
    earlier = [label for label, fold in sides if fold == LEARNED]
    since = f"{found.since:%d.%m.%Y}"
    if len(earlier) < FEWEST_ROWS or len(set(earlier)) < 2:
        raise TrainingError(
            f"before {since} there are {len(earlier)} different labelled texts of "
            f"{len(set(earlier))} labels, too little to learn from: lower --time-share"
        )
    if len(sides) - len(earlier) < FEWEST_ROWS:
        raise TrainingError(
            f"from {since} on there are {len(sides) - len(earlier)} labelled texts not met before, "
            f"too few to measure on ({FEWEST_ROWS} are the least): raise --time-share or leave "
            "--time out"
        )


def _day(moment: np.datetime64) -> date:
    day: date = moment.astype("datetime64[D]").item()
    return day
