"""The model of the past: level, trend and season, fitted twice, the second time without outbreaks.

The forecast of the position looked at is made here as well, with its standard error.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import stats

from tsur_nlp.detect.farrington.glm import QuasiPoisson, fit_quasi_poisson
from tsur_nlp.detect.farrington.reference import Baseline
from tsur_nlp.detect.farrington.settings import FarringtonSettings
from tsur_nlp.detect.farrington.thresholds import Forecast
from tsur_nlp.detect.farrington.weights import anscombe_residuals, outbreak_weights
from tsur_nlp.detect.stream.messages import Floats

_LEAST_YEARS_FOR_TREND = 3
_LEAST_ERROR = 1e-300


@dataclass(frozen=True, slots=True)
class _Season:
    """The last fit, its dispersion (at least 1), and what standard errors are scaled by."""

    model: QuasiPoisson
    dispersion: float
    scale: float

    def forecast(self, row: Floats) -> Forecast:
        eta, variance = self.model.predict(row)
        return Forecast(eta, (self.scale * variance) ** 0.5, self.dispersion)

    def trend_p(self) -> float:
        """Return the p-value of the trend, which is the second column (t test)."""
        error = (self.scale * self.model.covariance[1, 1]) ** 0.5
        ratio = abs(self.model.coefficients[1]) / max(error, _LEAST_ERROR)
        return float(2.0 * stats.t.sf(ratio, self.model.freedom))


def forecast(
    past: Baseline, response: Floats, now: int, settings: FarringtonSettings
) -> tuple[Forecast, bool] | None:
    """Forecast position ``now``; say whether the trend was used; None where no fit converges.

    The trend stays if it is significant, at least three years stand behind it, and the forecast
    does not exceed every count of the past.
    """
    if settings.trend and settings.years >= _LEAST_YEARS_FOR_TREND:
        season = _fit(_design(past, trend=True), response, settings)
        if season is not None:
            ahead = season.forecast(_row(past, now, trend=True))
            seen_before = np.exp(ahead.eta) <= response.max()
            if seen_before and season.trend_p() < settings.trend_p:
                return ahead, True
    season = _fit(_design(past, trend=False), response, settings)
    if season is None:
        return None
    return season.forecast(_row(past, now, trend=False)), False


def _fit(design: Floats, response: Floats, settings: FarringtonSettings) -> _Season | None:
    equal = np.ones(len(response))
    model = fit_quasi_poisson(design, response, equal)
    if not model.converged:
        return None
    phi = max(model.dispersion, 1.0)
    if not settings.reweight:
        return _Season(model, phi, model.dispersion)
    residuals = anscombe_residuals(response, model.mean, model.leverage, phi)
    weights = outbreak_weights(residuals, settings.weights_threshold)
    model = fit_quasi_poisson(design, response, weights)
    # `surveillance` keeps these weights where R keeps weight · mean, so R scales the standard
    # errors by this mean square and not by Pearson's. The published bounds depend on it.
    relative = (response - model.mean) / model.mean
    scale = float(np.sum(weights * relative**2)) / model.freedom
    return _Season(model, max(model.dispersion, 1.0), scale)


def _design(past: Baseline, *, trend: bool) -> Floats:
    """Return columns: one, the trend in steps since the first count, levels 1, 2, … present."""
    columns = [np.ones(len(past.positions))]
    if trend:
        columns.append((past.positions - past.positions[0]).astype(np.float64))
    present = np.unique(past.levels)
    columns += [(past.levels == level).astype(np.float64) for level in present[present > 0]]
    return np.stack(columns, axis=1)


def _row(past: Baseline, now: int, *, trend: bool) -> Floats:
    """Return the row of position ``now``, whose level is 0."""
    levels = np.unique(past.levels)
    row = np.zeros(1 + trend + int((levels > 0).sum()))
    row[0] = 1.0
    if trend:
        row[1] = now - past.positions[0]
    return row
