"""From series to explanations: the territory's wave or the unit's own, the topic or the group.

Each surge is told once, by the most specific series that explains it. A wave is one problem of the
territory; a unit inside it is a problem of its own only where it goes beyond the wave.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tsur_nlp.detect.scan.windows import Scan, choices, tail
from tsur_nlp.detect.settings import DetectSettings
from tsur_nlp.detect.stream.messages import Bools, Ints, Stream
from tsur_nlp.detect.stream.voices import enough_voices

TIERS = ((3, 0), (4, 1), (5, 2))
"""Levels of `series.LEVELS`, territory and unit, from the most to the least specific."""


@dataclass(frozen=True, slots=True)
class Signal:
    """A series that holds too many messages, with the window where that is least likely.

    ``felt`` are the units (codes) where a wave of the territory is felt, most affected first;
    ``wave`` is how many times the rest of the territory exceeds what it should have.
    """

    series: int
    unit: int
    group: int
    topic: int
    window: int
    observed: int
    expected: float
    p: float
    q: float
    interval: float
    rows: Ints
    felt: tuple[int, ...] = ()
    wave: float = 1.0


def choose_signals(
    stream: Stream, scan: Scan, settings: DetectSettings, recurrence_interval: float
) -> list[Signal]:
    """Return the signals of a scan, each surge once."""
    chosen = _Choice(stream, scan, settings, recurrence_interval)
    for whole, part in TIERS:
        chosen.waves(whole, part)
        chosen.units(part)
    return chosen.signals


class _Choice:
    def __init__(
        self, stream: Stream, scan: Scan, settings: DetectSettings, interval: float
    ) -> None:
        self.stream, self.scan, self.settings, self.interval = stream, scan, settings, interval
        self.signals: list[Signal] = []
        self.told: Bools = np.zeros(len(scan.series), dtype=bool)
        self.own: Bools = np.zeros(len(scan.series), dtype=bool)
        self.loud: list[int] = [
            int(i)
            for i in np.argsort(scan.p, kind="stable")
            if scan.interval[i] >= interval and enough_voices(stream, self.rows(int(i)), settings)
        ]

    def rows(self, i: int) -> Ints:
        """Return the rows of the stream that a series counts in its window, repeats too."""
        series, stream = self.scan.series, self.stream
        window = self.scan.expected.windows[int(self.scan.best[i])]
        inside = (stream.day > series.today - window) & (stream.day <= series.today)
        for code, named in (
            (series.unit[i], stream.unit),
            (series.group[i], stream.group),
            (series.topic[i], stream.topic),
        ):
            if code >= 0:
                inside &= named == code
        return np.flatnonzero(inside)

    def waves(self, whole: int, part: int) -> None:
        """Take the territory's signals that more than one unit makes."""
        level = self.scan.series.level
        for i in [i for i in self.loud if level[i] == whole]:
            if not self._left(i):
                continue
            parts = self._parts(i, part)
            felt = self._felt(parts, int(self.scan.best[i]))
            alone = len(felt) < self.settings.min_wave_units or not self._without(i, felt[0])
            if alone and (set(parts.tolist()) & set(self.loud)):
                continue
            units = tuple(int(self.scan.series.unit[j]) for j in felt)
            self._tell(i, felt=units)
            self.told[self._inside(i)] = True

    def units(self, part: int) -> None:
        """Take the units' signals that a wave of the same kind does not explain."""
        series = self.scan.series
        for i in [i for i in self.loud if series.level[i] == part]:
            city = int(series.parent[i])
            wave = self._wave(city, i) if self.told[city] else 1.0
            if self._left(i, wave, in_wave=bool(self.told[city])):
                self._tell(i, wave=wave)
                self.told[self._inside(i)] = True
                self.own[self._inside(i)] = True

    def _tell(self, i: int, *, felt: tuple[int, ...] = (), wave: float = 1.0) -> None:
        scan, series = self.scan, self.scan.series
        b = int(scan.best[i])
        signal = Signal(
            i, int(series.unit[i]), int(series.group[i]), int(series.topic[i]),
            scan.expected.windows[b], int(scan.expected.observed[i, b]),
            float(scan.expected.mean[i, b]), float(scan.p[i]), float(scan.q[i]),
            float(scan.interval[i]), self.rows(i), felt, wave,
        )  # fmt: skip
        self.signals.append(signal)

    def _left(self, i: int, wave: float = 1.0, *, in_wave: bool = False) -> bool:
        """Tell whether a series is still a signal without what has been told inside it."""
        scan, b = self.scan, int(self.scan.best[i])
        if self.told[i] and not in_wave:
            return False
        told = self.own if in_wave else self.told
        inside = [j for j in self._topics_inside(i) if told[j]]
        observed = scan.expected.observed[i, b] - scan.expected.observed[inside, b].sum()
        mean = max(scan.expected.mean[i, b] - scan.expected.mean[inside, b].sum(), 1e-6) * wave
        if observed < self.settings.min_observed or observed <= mean:
            return False
        scale = mean / scan.expected.mean[i, b]
        chance = self._chance(observed, mean, scan.expected.variance[i, b] * scale * max(1, scale))
        limit = self.settings.nested_chance if wave > 1.0 else 1.0 / (scan.tests * self.interval)
        return chance <= limit

    def _chance(self, observed: float, mean: float, variance: float) -> float:
        one = tail(np.array([observed]), np.array([mean]), np.array([variance]))
        return float(one[0]) * choices(self.scan.expected.windows)

    def _topics_inside(self, i: int) -> Ints:
        series = self.scan.series
        if series.topic[i] >= 0:
            return np.array([], dtype=np.int64)
        inside = (series.level == 0) if series.unit[i] < 0 else self._same_unit(i)
        if series.group[i] >= 0:
            inside = inside & (series.group == series.group[i])
        return np.flatnonzero(inside)

    def _same_unit(self, i: int) -> Bools:
        series = self.scan.series
        same: Bools = (series.level == 0) & (series.unit == series.unit[i])
        return same

    def _inside(self, i: int) -> Ints:
        """Return every series that a told one explains: itself and what it holds."""
        series = self.scan.series
        held = series.level <= series.level[i]
        for code, named in (
            (series.unit[i], series.unit),
            (series.group[i], series.group),
            (series.topic[i], series.topic),
        ):
            if code >= 0:
                held &= named == code
        return np.flatnonzero(held)

    def _parts(self, i: int, part: int) -> Ints:
        series = self.scan.series
        return np.flatnonzero((series.level == part) & (series.pattern == series.pattern[i]))

    def _felt(self, parts: Ints, b: int) -> list[int]:
        expected = self.scan.expected
        excess = expected.observed[parts, b] - expected.mean[parts, b]
        strong = excess > 2.0 * np.sqrt(expected.variance[parts, b])
        order = np.argsort(-excess, kind="stable")
        return [int(parts[j]) for j in order if strong[j]]

    def _without(self, i: int, top: int) -> bool:
        """Tell whether the territory is still up without its most affected unit."""
        expected, b = self.scan.expected, int(self.scan.best[i])
        observed = expected.observed[i, b] - expected.observed[top, b]
        mean = max(expected.mean[i, b] - expected.mean[top, b], 1e-6)
        scale = mean / expected.mean[i, b]
        chance = self._chance(float(observed), mean, expected.variance[i, b] * scale)
        return observed > mean and chance <= self.settings.nested_chance

    def _wave(self, city: int, i: int) -> float:
        """Return how far the rest of the territory is up in the unit's window."""
        expected, b = self.scan.expected, int(self.scan.best[i])
        observed = expected.observed[city, b] - expected.observed[i, b]
        mean = max(float(expected.mean[city, b] - expected.mean[i, b]), 1e-6)
        return max(1.0, (float(observed) + 1.0) / (mean + 1.0))
