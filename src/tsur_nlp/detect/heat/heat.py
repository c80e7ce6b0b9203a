"""The colour of every unit: how far it is above what is usual, and how sure that is.

Where the residents of a unit are known, usual is its part of all residents; else it is the unit's
own last weeks. A colour needs the lower bound of the relative risk, so a small unit is not red by
chance and a big one not by its size.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.special import ndtri

from tsur_nlp.detect.counts.expected import expect
from tsur_nlp.detect.counts.series import build
from tsur_nlp.detect.scan.windows import tail
from tsur_nlp.detect.settings import DetectSettings
from tsur_nlp.detect.stream.geometry import located
from tsur_nlp.detect.stream.messages import Stream, moment, prepare, recent
from tsur_nlp.records import UnitHeat

_LEAST_UNITS = 3


@dataclass(frozen=True, slots=True)
class HeatSettings:
    """Thresholds of the heat map.

    Attributes:
        days: the period that is coloured, up to the day looked from.
        red: relative risk whose lower bound makes a unit red.
        orange: the same for orange.
        confidence: one-sided confidence of the lower bound.
        least_expected: with fewer messages expected *and* seen a unit is grey.
        unit_spread: how much units usually differ for no cause (coefficient of variation), where
            residents are compared.
        top: topics that are named.
    """

    days: int = 7
    red: float = 1.5
    orange: float = 1.1
    confidence: float = 0.95
    least_expected: float = 5.0
    unit_spread: float = 0.3
    top: int = 3


def heat_map(
    facts: pd.DataFrame,
    *,
    as_of: object = None,
    unit: str | None = None,
    populations: Mapping[str, int] | None = None,
    settings: HeatSettings | None = None,
) -> list[UnitHeat]:
    """Colour every unit; arguments as in `find_problems`, ``populations`` are residents by unit.

    Raises:
        InputError: no column ``created_at``, no column ``unit``, or ``as_of`` is no date.
    """
    settings = settings or HeatSettings()
    detect = DetectSettings(windows=(settings.days,), min_observed=1)
    now = moment(as_of, facts)
    if now is None:
        return []
    stream = prepare(recent(facts, now, detect.span + detect.repeat_days), unit, detect)
    if not len(stream.units):
        return []
    stream = stream.until(now, detect.span)
    painter = _Map(stream, now, populations or {}, settings, detect)
    return [painter.colour(code) for code in range(len(stream.units))]


class _Map:
    """One day's map: counts, what is usual, topics and middles of all units."""

    def __init__(
        self,
        stream: Stream,
        now: pd.Timestamp,
        populations: Mapping[str, int],
        settings: HeatSettings,
        detect: DetectSettings,
    ) -> None:
        self.stream, self.settings = stream, settings
        self.today = (now.date() - stream.first_day).days
        self.series = build(stream, self.today, detect.span)
        self.expected = expect(self.series, detect)
        self.local = np.flatnonzero(self.series.level == 2)
        self.observed = self.series.counts[self.local, -settings.days :].sum(axis=1)
        self.residents = np.array([max(populations.get(u, 0) or 0, 0) for u in stream.units])
        self.lat, self.lon = located(stream)

    def colour(self, code: int) -> UnitHeat:
        """Return the heat of a unit."""
        mean, variance = self._usual(code)
        observed, residents = float(self.observed[code]), int(self.residents[code])
        enough = mean > 0.0 and max(mean, observed) >= self.settings.least_expected
        lat, lon = self._middle(code)
        return UnitHeat(
            unit=self.stream.units[code],
            unit_type=self.stream.unit_type,
            level=self._level(observed, mean, variance) if enough else "grey",
            observed=int(observed),
            expected=round(mean, 2),
            relative_risk=round(observed / mean, 2) if mean > 0.0 else None,
            p_value=_chance(observed, mean, variance) if mean > 0.0 else None,
            per_1000=round(1000.0 * observed / residents, 3) if residents else None,
            top_topics=self._top_topics(code),
            lat=lat,
            lon=lon,
        )

    def _usual(self, code: int) -> tuple[float, float]:
        """Return mean and variance of the unit's count; zeros where there is nothing to go by."""
        known = self.residents > 0
        if known[code] and known.sum() >= _LEAST_UNITS:
            total = float(self.observed[known].sum())
            mean = total * float(self.residents[code] / self.residents[known].sum())
            phi = 1.0
            if self.expected is not None:
                phi = float(self.expected.dispersion[self.local[code]])
            return mean, phi * mean + (self.settings.unit_spread * mean) ** 2
        if self.expected is None or not self.series.counts[self.local[code]].any():
            return 0.0, 0.0
        row = self.local[code]
        return float(self.expected.mean[row, 0]), float(self.expected.variance[row, 0])

    def _level(self, observed: float, mean: float, variance: float) -> str:
        """Compare the lower bound of the relative risk, on the log scale, with the thresholds."""
        if observed <= 0.0:
            return "green"
        noise = variance / mean**2 + 1.0 / observed - 1.0 / mean
        width = float(ndtri(self.settings.confidence)) * max(noise, 1.0 / observed) ** 0.5
        low = observed / mean * float(np.exp(-width))
        if low >= self.settings.red:
            return "red"
        return "orange" if low >= self.settings.orange else "green"

    def _top_topics(self, code: int) -> tuple[str, ...]:
        """Name the topics with most messages beyond what is usual, or with most at all."""
        mine = np.flatnonzero((self.series.level == 0) & (self.series.unit == code))
        seen = self.series.counts[mine, -self.settings.days :].sum(axis=1)
        usual = self.expected.mean[mine, 0] if self.expected is not None else np.zeros(len(mine))
        names = [self.stream.topics[self.series.topic[row]][1] for row in mine]
        order = sorted(range(len(mine)), key=lambda i: (usual[i] - seen[i], names[i]))
        return tuple(names[i] for i in order if seen[i] > 0)[: self.settings.top]

    def _middle(self, code: int) -> tuple[float | None, float | None]:
        rows = (self.stream.unit == code) & ~np.isnan(self.lat)
        if not rows.any():
            return None, None
        return (
            round(float(np.median(self.lat[rows])), 6),
            round(float(np.median(self.lon[rows])), 6),
        )


def _chance(observed: float, mean: float, variance: float) -> float:
    if observed <= 0.0:
        return 1.0
    return float(tail(np.array([observed]), np.array([mean]), np.array([variance]))[0])
