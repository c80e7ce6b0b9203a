"""Series of counts against the same days a week before: which of them changed beyond chance."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tsur_nlp.report.numbers.chance import LEVEL, Counts, Matrix, certain, dispersion, unlikely

WEEK = 7
# Fewer appeals in the two spans together are not compared; a smaller change is not worth a word.
LEAST, LEAST_RATIO = 10, 1.25
# How far back the dispersion is read, besides the two weeks that are compared.
_HISTORY = 8 * WEEK


@dataclass(frozen=True, slots=True)
class Shift:
    """Two counts of equal spans; ``certain`` where chance does not explain the difference."""

    now: int
    before: int
    certain: bool

    @property
    def way(self) -> int:
        """1 where there are certainly more, −1 where there are certainly fewer, else 0."""
        return int(self.certain) * ((self.now > self.before) - (self.now < self.before))


def shifts(daily: Matrix, days: int, level: float = LEVEL) -> list[Shift]:
    """Compare the last ``days`` days of each series (a row) with those a week before.

    Tells apart what is certain in all the series looked at together: for the whole list the
    probability of a chance difference is below ``level``.
    """
    if not len(daily):
        return []
    now, before = _last(daily, days), _last(daily, days, ago=WEEK)
    chances = unlikely(now, before, dispersion(_past(daily)))
    # The sum says nothing of the difference: choosing by it leaves the probabilities as they are.
    looked = now + before >= LEAST
    sure = np.zeros(len(daily), dtype=bool)
    sure[looked] = certain(chances[looked], level)
    sure &= np.maximum(now, before) >= LEAST_RATIO * np.minimum(now, before)
    return [Shift(int(a), int(b), bool(c)) for a, b, c in zip(now, before, sure, strict=True)]


def _last(daily: Matrix, days: int, ago: int = 0) -> Counts:
    end = daily.shape[1] - ago
    return np.asarray(daily[:, end - days : end].sum(axis=1))


def _past(daily: Matrix) -> Matrix:
    """Return the whole weeks before those compared; where they are few, these too."""
    span = daily.shape[1]
    before = (span - 2 * WEEK) // WEEK * WEEK
    if before >= 2 * WEEK:
        kept = min(before, _HISTORY)
        return daily[:, span - 2 * WEEK - kept : span - 2 * WEEK]
    return daily[:, span - span // WEEK * WEEK :]
