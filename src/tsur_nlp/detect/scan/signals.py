"""From series to explanations: the territory's wave or the unit's own, the topic or the group.

Each surge is told once, by the most specific series that explains it. A unit's series is measured
against what the rest of the territory has, so a unit that only takes part in a wave is no signal;
the wave is one problem of the territory that names the units where it is felt.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tsur_nlp.detect.scan.inside import brought, topics_inside
from tsur_nlp.detect.scan.shares import own_parts
from tsur_nlp.detect.scan.tails import tail
from tsur_nlp.detect.scan.windows import Scan
from tsur_nlp.detect.settings import DetectSettings
from tsur_nlp.detect.stream.arrays import Bools, Ints
from tsur_nlp.detect.stream.messages import Stream
from tsur_nlp.detect.stream.voices import enough_voices, mailed

TIERS = ((3, 0), (4, 1), (5, 2))
"""Levels of `series.LEVELS`, territory and unit, from the most to the least specific."""
_WAVE = 1.2


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
        if len(stream.units) > 1:
            chosen.units(part)
    return chosen.signals


class _Choice:
    def __init__(
        self, stream: Stream, scan: Scan, settings: DetectSettings, interval: float
    ) -> None:
        self.stream, self.scan, self.settings, self.interval = stream, scan, settings, interval
        self.signals: list[Signal] = []
        self.told: Bools = np.zeros(len(scan.series), dtype=bool)
        self.limit = scan.limits(interval)
        self.loud: list[int] = [
            int(i)
            for i in np.argsort(scan.least, kind="stable")
            if scan.interval[i] >= interval and enough_voices(stream, self.rows(int(i)), settings)
        ]
        units = np.array([i for i in self.loud if scan.series.unit[i] >= 0], dtype=np.int64)
        limit = self.limit[scan.series.level[units]]
        own = own_parts(
            scan.series, scan.expected, units, scan.best[units], limit, settings.share_chance
        )
        # the units that have more than their part of what the territory has
        self.own: list[int] = units[own].tolist()

    def rows(self, i: int) -> Ints:
        """Return the rows of the stream that a series counts in its window, repeats too."""
        series, stream = self.scan.series, self.stream
        window = self.scan.expected.windows[int(self.scan.best[i])]
        since = stream.rows_since(series.today - window + 1)
        inside: Bools = stream.day[since] <= series.today
        for code, named in (
            (series.unit[i], stream.unit),
            (series.group[i], stream.group),
            (series.topic[i], stream.topic),
        ):
            if code >= 0:
                inside &= named[since] == code
        found: Ints = np.flatnonzero(inside) + since.start
        return found

    def waves(self, whole: int, part: int) -> None:
        """Take the territory's signals that more than one unit makes."""
        series = self.scan.series
        for i in [i for i in self.loud if series.level[i] == whole]:
            if not self._left(i) or not self._without_mailings(i):
                continue
            parts = np.flatnonzero((series.level == part) & (series.pattern == series.pattern[i]))
            felt = self._felt(parts, int(self.scan.best[i]))
            alone = len(felt) < self.settings.min_wave_units or not self._without(i, felt[0])
            if len(self.stream.units) > 1 and alone and any(j in parts for j in self.own):
                continue
            self._tell(i, felt=tuple(int(series.unit[j]) for j in felt))

    def units(self, part: int) -> None:
        """Take the units' signals: each is beyond the wave of its own kind already."""
        level = self.scan.series.level
        for i in [i for i in self.own if level[i] == part]:
            if part == 0 or self._left(i):
                self._tell(i)

    def _tell(self, i: int, *, felt: tuple[int, ...] = ()) -> None:
        scan, series = self.scan, self.scan.series
        b = int(scan.best[i])
        past, local = float(scan.expected.mean[i, b]), float(scan.expected.local_mean[i, b])
        wave = local / max(past, 1e-9)
        # the only unit is the territory
        unit = 0 if len(self.stream.units) == 1 else int(series.unit[i])
        self.signals.append(Signal(
            i, unit, int(series.group[i]), int(series.topic[i]),
            scan.expected.windows[b], int(scan.expected.observed[i, b]), min(past, local),
            float(scan.p[i]), float(scan.q[i]), float(scan.interval[i]), self.rows(i),
            felt if unit < 0 else (),
            wave if wave > _WAVE else 1.0,
        ))  # fmt: skip
        self.told[self._inside(i)] = True

    def _left(self, i: int) -> bool:
        """Tell whether a series is still a signal without what has been told inside it."""
        if self.told[i]:
            return False
        scan, b = self.scan, int(self.scan.best[i])
        expected = scan.expected
        inside = topics_inside(scan.series, i)
        inside = inside[self.told[inside]]
        observed = expected.shared[i, b] - brought(scan.series, expected, i, inside, b)
        means = expected.local_mean if scan.series.unit[i] >= 0 else expected.mean
        mean = max(float(means[i, b] - means[inside, b].sum()), 1e-6)
        if observed < self.settings.min_observed:
            return False
        scale = mean / float(expected.local_mean[i, b])
        variance = float(expected.local_variance[i, b]) * scale
        limit = float(self.limit[scan.series.level[i]])
        return _is_rare(float(observed), mean, variance, limit)

    def _without_mailings(self, i: int) -> bool:
        """Tell whether the territory is a signal without the copies of mailings too."""
        copies = mailed(self.stream, self.rows(i), self.settings)
        if not copies:
            return True
        expected, b = self.scan.expected, int(self.scan.best[i])
        observed, mean = float(expected.observed[i, b]) - copies, float(expected.mean[i, b])
        limit = float(self.limit[self.scan.series.level[i]])
        return _is_rare(observed, mean, float(expected.variance[i, b]), limit)

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

    def _felt(self, parts: Ints, b: int) -> list[int]:
        expected = self.scan.expected
        excess = expected.observed[parts, b] - expected.mean[parts, b]
        strong = excess > 2.0 * np.sqrt(expected.variance[parts, b])
        order = np.argsort(-excess, kind="stable")
        return [int(parts[j]) for j in order if strong[j]]

    def _without(self, i: int, top: int) -> bool:
        """Tell whether the territory is still up without its most affected unit."""
        expected, b = self.scan.expected, int(self.scan.best[i])
        observed = float(expected.observed[i, b] - expected.observed[top, b])
        mean = max(float(expected.mean[i, b] - expected.mean[top, b]), 1e-6)
        variance = float(expected.variance[i, b]) * mean / float(expected.mean[i, b])
        return _is_rare(observed, mean, variance, self.settings.nested_chance)


def _is_rare(observed: float, mean: float, variance: float, limit: float) -> bool:
    """Tell whether so much or more, above the mean, has a chance of no more than the limit."""
    if observed <= mean:
        return False
    chance = tail(np.array([observed]), np.array([mean]), np.array([variance]))
    return bool(chance[0] <= limit)
