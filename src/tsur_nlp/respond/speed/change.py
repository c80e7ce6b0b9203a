"""What has changed: the last weeks of a body or unit against the weeks before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tsur_nlp.respond.speed.chance import normal_p
from tsur_nlp.respond.speed.contrast import Coded, Contrast, answers, lateness
from tsur_nlp.respond.speed.curve import Z, kaplan_meier, quantiles
from tsur_nlp.respond.speed.dispersion import dispersion, weeks
from tsur_nlp.respond.speed.life_table import life_table
from tsur_nlp.respond.speed.punctuality import Punctuality
from tsur_nlp.respond.speed.spans import Bools, Floats, Ints, Span, Times
from tsur_nlp.respond.speed.table import codes_of, same_length
from tsur_nlp.respond.speed.verdict import FEW_MESSAGES, Words, tested_q, verdicts

if TYPE_CHECKING:
    import pandas as pd

SPEED = Words("быстрее", "медленнее", "без изменений")
LATENESS = Words("чаще опаздывает", "реже опаздывает", "без изменений")


@dataclass(frozen=True, slots=True)
class Periods:
    """Days up to ``as_of`` that are looked at, and days before them they are held against."""

    recent: int = 28
    before: int = 28

    def of(self, times: Times, as_of: pd.Timestamp) -> Ints:
        """Return 1 for the recent period, 0 for the one before, -1 for neither.

        A period starts right after its first moment and includes its last one.
        """
        age = as_of.to_datetime64() - times
        day = np.timedelta64(1, "D")
        edges = [0 * day, self.recent * day, (self.recent + self.before) * day]
        recent = (age >= edges[0]) & (age < edges[1])
        return np.where(recent, 1, np.where((age >= edges[1]) & (age < edges[2]), 0, -1))


def changes(
    span: Span,
    units: pd.Series,
    as_of: pd.Timestamp,
    *,
    periods: Periods | None = None,
    strata: pd.Series | None = None,
) -> pd.DataFrame:
    """Return how the pace of answers has changed, from the surest rise to the surest fall.

    Messages are told apart by when they came, and the recent ones are mostly open: the log-rank
    test compares both at equal ages. ``before`` and ``after`` are median hours; ``ratio`` 2 is
    twice as many answers per hour waited. With ``strata`` the mix of topics may change.
    """
    same_length(span, units, strata)
    period = np.where(span.kept, (periods or Periods()).of(span.created, as_of), -1)
    coded, names, used = _coded(units, strata, period)
    span = span.where(used)
    table = life_table(span.hours, span.observed, coded.part, coded.parts)
    median, _, _ = quantiles(table, kaplan_meier(table), 0.5)
    return _changes(answers(span, coded), coded, weeks(span.created), names, median, SPEED)


def late_changes(
    punctuality: Punctuality,
    units: pd.Series,
    as_of: pd.Timestamp,
    *,
    periods: Periods | None = None,
    strata: pd.Series | None = None,
) -> pd.DataFrame:
    """Return how the share of late messages has changed, from the surest rise to the surest fall.

    Messages are told apart by when their deadline fell. ``before`` and ``after`` are late shares;
    ``ratio`` 2 is a late share twice as large.
    """
    same_length(punctuality, units, strata)
    period = (periods or Periods()).of(punctuality.due, as_of)
    coded, names, used = _coded(units, strata, np.where(punctuality.decided, period, -1))
    contrast = lateness(punctuality.late[used], coded)
    n = np.bincount(coded.part, minlength=coded.parts)
    share = contrast.observed / np.where(n > 0, n, np.nan)
    return _changes(contrast, coded, weeks(punctuality.due[used]), names, share, LATENESS)


def _coded(
    units: pd.Series, strata: pd.Series | None, period: Ints
) -> tuple[Coded, list[str], Bools]:
    used = (period >= 0) & (codes_of(units)[0] >= 0)
    if strata is not None:
        used &= codes_of(strata)[0] >= 0
    unit, names = codes_of(units[used])
    within = unit if strata is None else unit * len(strata) + codes_of(strata[used])[0]
    cells, stratum = np.unique(within, return_inverse=True)
    part = 2 * unit + period[used]
    return Coded(part, 2 * len(names), stratum.astype(np.int64), len(cells)), names, used


def _changes(
    contrast: Contrast, coded: Coded, week: Ints, names: list[str], value: Floats, words: Words
) -> pd.DataFrame:
    import pandas as pd

    n = np.bincount(coded.part, minlength=coded.parts)
    z, ratio, low, high = _ratio(contrast, dispersion(contrast, coded, week))
    small = np.minimum(n[::2], n[1::2]) < FEW_MESSAGES
    p = normal_p(z)
    q = tested_q(p, ~small)
    periods = {
        "n_before": n[::2],
        "n_after": n[1::2],
        "before": value[::2],
        "after": value[1::2],
    }
    ratios = {"ratio": ratio, "low": low, "high": high, "p": p, "q": q}
    said = {"verdict": verdicts(q, low, high, small, words), "small": small}
    table = pd.DataFrame({"unit": names} | periods | ratios | said)
    return table.iloc[np.lexsort((-z, small))].reset_index(drop=True)


def _ratio(contrast: Contrast, factor: Floats) -> tuple[Floats, Floats, Floats, Floats]:
    """Return the log-rank score, and the ratio of both periods' O/E with limits (Peto et al. 1977).

    As O and E have one sum, the logarithm of the ratio is near (O - E)(1/E + 1/E') after; its
    error is that of O - E. The factor weighs each period's by the expected count of the other.
    """
    before, after = contrast.expected[::2], contrast.expected[1::2]
    variance = contrast.variance[1::2]
    known = variance > 1e-9
    e0, e1 = np.where(known, before, 1.0), np.where(known, after, 1.0)
    inflated = (factor[1::2] * e0 + factor[::2] * e1) / (e0 + e1)
    error = np.sqrt(inflated * np.where(known, variance, np.inf))
    z = np.where(known, contrast.observed[1::2] - after, 0.0) / error
    # Half a message more, so that none at all has a ratio too.
    pace = (contrast.observed + 0.5) / (contrast.expected + 0.5)
    logarithm = np.where(known, np.log(pace[1::2] / pace[::2]), 0.0)
    half = Z * error * (1.0 / e0 + 1.0 / e1)
    return z, np.exp(logarithm), np.exp(logarithm - half), np.exp(logarithm + half)
