"""What the two forms of the algorithm go by; in brackets what R ``surveillance`` calls it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from tsur_nlp.errors import InputError

Method = Literal["delta", "nb_plugin", "muan"]
_STEPS = {52: 7, 365: 1}


@dataclass(frozen=True, slots=True)
class FarringtonSettings:
    """Settings of `farrington`; a step is a week or a day, as ``freq`` says.

    Attributes:
        freq: counts in a year: 52 (52.18 is as good) for weekly counts, 365 for daily ones.
        years: how many past years are compared with (``b``).
        half_window: steps on each side of the same date in a past year (``w``).
        periods: levels of the season; the comparable windows are one of them, the rest of each
            year is cut into the others; with 1 the rest is not used (``noPeriods``).
        left_out: steps before the one looked at that the fit does not see, so that an outbreak
            under way does not excuse itself; None: ``half_window`` (``pastWeeksNotIncluded``).
        trend: whether a trend in time is tried at all.
        trend_p: the trend stays if its p-value is below this (``pThresholdTrend``).
        reweight: whether past outbreaks are down-weighted.
        weights_threshold: residuals above it are taken for outbreaks (``weightsThreshold``).
        alpha: one-sided chance of an alarm where nothing happened.
        method: how the upper bound is made, see `thresholds` (``thresholdMethod``).
        least_cases: no bound and no alarm with fewer cases than this (``limit54[1]``) …
        least_span: … in so many steps, the last one included; None: four weeks (``limit54[2]``).
    """

    freq: float = 52.18
    years: int = 5
    half_window: int = 3
    periods: int = 1
    left_out: int | None = None
    trend: bool = True
    trend_p: float = 0.05
    reweight: bool = True
    weights_threshold: float = 2.58
    alpha: float = 0.05
    method: Method = "delta"
    least_cases: int = 5
    least_span: int | None = None

    def __post_init__(self) -> None:
        if int(self.freq) not in _STEPS:
            raise InputError(
                f"FarringtonSettings.freq={self.freq}: give 52.18 for weekly counts or 365 for"
                " daily ones"
            )
        least = {"years": 1, "half_window": 0, "periods": 1, "left_out": 0, "least_span": 1}
        for name, bound in least.items():
            value = getattr(self, name)
            if value is not None and value < bound:
                raise InputError(f"FarringtonSettings.{name}={value}: it has to be {bound} or more")
        _check_chance("FarringtonSettings", self.alpha, self.weights_threshold)
        if self.method not in get_args(Method):
            raise InputError(
                f"FarringtonSettings.method={self.method!r}: choose one of"
                f" {', '.join(get_args(Method))}"
            )

    @property
    def step_days(self) -> int:
        """Days from one count to the next."""
        return _STEPS[int(self.freq)]

    @property
    def guard(self) -> int:
        """Steps before the one looked at that the fit does not see."""
        return self.half_window if self.left_out is None else self.left_out

    @property
    def recent(self) -> int:
        """Steps over which the least number of cases is asked for."""
        return 28 // self.step_days if self.least_span is None else self.least_span


@dataclass(frozen=True, slots=True)
class RecentSettings:
    """Settings of `recent_farrington`.

    Attributes:
        baseline_weeks: how many weeks the fit sees, fewer where the history begins later.
        min_baseline_weeks: with fewer there is no answer.
        guard_days: days before the one looked at that the fit does not see.
        trend_p: the trend stays if its p-value is below this.
        weights_threshold: residuals above it are taken for outbreaks.
        weekday_prior: weekdays are pulled to the series' level as by so many messages at that
            level, for sparse series have weekdays with none at all; 1e-6 is a plain factor.
        fit_error: whether the variance of the fit is added to the dispersion, as in Farrington's
            delta method; the plug-in method takes the fit as if it were known.
        alpha: one-sided chance by which ``upper`` is crossed where nothing happened.
        least_cases: with fewer cases than this the p-value is 1 …
        least_span: … in so many days, the last one included.
    """

    baseline_weeks: int = 8
    min_baseline_weeks: int = 3
    guard_days: int = 7
    trend_p: float = 0.05
    weights_threshold: float = 2.58
    weekday_prior: float = 10.0
    fit_error: bool = False
    alpha: float = 0.05
    least_cases: int = 5
    least_span: int = 28

    def __post_init__(self) -> None:
        least = {"min_baseline_weeks": 2, "guard_days": 0, "least_span": 1}
        least["baseline_weeks"] = self.min_baseline_weeks
        for name, bound in least.items():
            if getattr(self, name) < bound:
                raise InputError(
                    f"RecentSettings.{name}={getattr(self, name)}: it has to be {bound} or more"
                )
        if not self.weekday_prior > 0.0:
            raise InputError(
                f"RecentSettings.weekday_prior={self.weekday_prior}: it has to be above 0;"
                " 1e-6 is as good as none"
            )
        _check_chance("RecentSettings", self.alpha, self.weights_threshold)


def _check_chance(owner: str, alpha: float, threshold: float) -> None:
    if not 0.0 < alpha < 1.0:
        raise InputError(f"{owner}.alpha={alpha}: a chance lies between 0 and 1")
    if not threshold > 0.0:
        raise InputError(f"{owner}.weights_threshold={threshold}: it has to be above 0")
