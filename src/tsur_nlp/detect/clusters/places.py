"""What a circle should hold of a topic, and how topics keep to places of their own."""

from __future__ import annotations

import numpy as np

from tsur_nlp.detect.clusters.company import Company, learn
from tsur_nlp.detect.clusters.near import Ground, Messages
from tsur_nlp.detect.counts.gammas import Gamma, mixed
from tsur_nlp.detect.scan.windows import Scan
from tsur_nlp.detect.settings import DetectSettings
from tsur_nlp.detect.stream.arrays import Floats, Ints
from tsur_nlp.detect.stream.messages import Stream

_SAMPLE = 800
_HALF = 0.5
# A few places are a topic's own, with many times what is usual: a gamma of mean 10, shape 1/2.
_OWN_PLACES = 0.05
_OWN_PLACE = Gamma(0.5, 0.05)


class Places:
    """The ground of a day: who writes where, and of what."""

    def __init__(
        self, stream: Stream, scan: Scan, settings: DetectSettings, past: Messages
    ) -> None:
        self.stream, self.scan, self.radii, self.past = stream, scan, settings.radii, past
        self.ground = Ground(past)
        self.days = scan.series.counts.shape[1]
        self.total = scan.series.counts.sum(axis=1)
        self.company = self._learned()

    def expected(self, centres: Messages, seen: Floats | None) -> tuple[Floats, Floats]:
        """Return mean and variance (centres × radii × windows) of the others in the circles.

        ``seen`` are the messages in the circles; without them the unit is taken as it should be.
        """
        expected, row = self.scan.expected, self._series(centres)
        part, alike = self._parts(centres, row)
        usual = expected.local_mean[row][:, None, :]
        inside = np.zeros((*part.shape, usual.shape[2])) if seen is None else seen
        if seen is not None:
            usual = np.maximum(usual, expected.observed[row][:, None, :] - seen)
        before = np.maximum(alike[:, :, None] - np.maximum(inside, 1.0), 0.0)
        past = np.maximum(self.total[row][:, None] - expected.observed[row], 0.0)[:, None, :]
        length = past / np.maximum(self.total[row], 1.0)[:, None, None]
        company = self.company.usual(part * self.total[row][:, None], centres.topic)[:, :, None]
        shape = self.company.shape[None, :, None]
        plain = Gamma(shape, shape / company)
        times, error = mixed(plain, _OWN_PLACE, _OWN_PLACES, before, length)
        mean = times * usual / np.maximum(self.total[row], 1.0)[:, None, None]
        phi = expected.dispersion[row][:, None, None]
        spread = self._spread(row)[:, None, :]
        return mean, phi * mean + mean**2 * (error + spread)

    def _parts(self, centres: Messages, row: Ints) -> tuple[Floats, Floats]:
        """Return the circles' part of the unit's messages of other topics, and those of theirs."""
        everything, alike = self.ground.around(centres, self.radii)
        whole = self.total[self._wholes(centres)] - self.total[row]
        part = (everything - alike + _HALF) / (whole[:, None] + 1.0)
        return np.minimum(part, 1.0), alike

    def _learned(self) -> Company:
        """Learn from a sample of the past's messages how many others they have around them."""
        step = 1 + len(self.past.rows) // _SAMPLE
        sample = self.past.only(np.arange(len(self.past.rows))[::step])
        row = self._series(sample)
        part, alike = self._parts(sample, row)
        others = np.maximum(alike - 1.0, 0.0)
        return learn(others, part * self.total[row][:, None], sample.topic, len(self.stream.topics))

    def _series(self, centres: Messages) -> Ints:
        """Return the row of each centre's unit and topic, of the territory's where it has none."""
        unit = self.stream.unit[centres.rows]
        topics = len(self.stream.topics)
        whole = int(np.flatnonzero(self.scan.series.level == 3)[0])
        return np.where(unit >= 0, unit * topics + centres.topic, whole + centres.topic)

    def _wholes(self, centres: Messages) -> Ints:
        """Return the row of all messages of each centre's unit, or of the territory."""
        unit = self.stream.unit[centres.rows]
        level = self.scan.series.level
        first = int(np.argmax(level == 2)) if (level == 2).any() else 0
        return np.where(unit >= 0, first + unit, len(level) - 1)

    def _spread(self, row: Ints) -> Floats:
        """Return the squared relative error of what the unit should have of the topic."""
        mean, variance = (
            part[row] for part in (self.scan.expected.local_mean, self.scan.expected.local_variance)
        )
        phi = self.scan.expected.dispersion[row][:, None]
        found: Floats = np.maximum(variance - phi * mean, 0.0) / np.maximum(mean, 1e-9) ** 2
        return found
