"""How many messages of its topic a message has around it, as the place says and chance varies.

Others around a message are a negative binomial: its mean grows with what the place should have of
the topic (a power of it above a floor), its shape says how unlike places are. Both are learned from
the past, for each radius; a topic that keeps more together than others has its factor.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import numpy as np
from scipy.special import gammaln

from tsur_nlp.detect.stream.arrays import Floats, Ints

_LEANING = 5.0
_FLOORS = (0.05, 0.2, 0.5, 1.0)
_POWERS = (0.4, 0.6, 0.8, 1.0)
_SHAPES = np.array([0.08, 0.12, 0.18, 0.27, 0.4, 0.6, 0.9, 1.4, 2.0])


@dataclass(frozen=True, slots=True)
class Law:
    """Others around a message: mean ``scale`` × (usual + ``floor``) ^ ``power``, and ``shape``."""

    scale: float
    floor: float
    power: float
    shape: float

    def mean(self, usual: Floats) -> Floats:
        """Return how many others there are around messages, by what their places should have."""
        return self.scale * (usual + self.floor) ** self.power


@dataclass(frozen=True, slots=True)
class Company:
    """A law for each radius, and factors of topics (topics × radii)."""

    laws: tuple[Law, ...]
    factor: Floats

    @property
    def shape(self) -> Floats:
        """Return the shapes by radius."""
        return np.array([law.shape for law in self.laws])

    def usual(self, usual: Floats, topic: Ints) -> Floats:
        """Return how many others messages have (messages × radii)."""
        return _plain(self.laws, usual) * self.factor[topic]


def learn(others: Floats, usual: Floats, topic: Ints, topics: int) -> Company:
    """Learn the laws and the factors from messages of the past.

    Args:
        others: how many others of its topic each message has around it (messages × radii).
        usual: how many the place should have of the topic (messages × radii).
        topic: the topic's code of each message.
        topics: how many topics there are.
    """
    laws = tuple(_fit(others[:, r], usual[:, r]) for r in range(others.shape[1]))
    plain = _plain(laws, usual)
    weight = 1.0 / (1.0 + plain / np.array([law.shape for law in laws]))
    found, expected = (np.zeros((topics, others.shape[1])) for _ in range(2))
    np.add.at(found, topic, others * weight)
    np.add.at(expected, topic, plain * weight)
    return Company(laws, (found + _LEANING) / (expected + _LEANING))


def _plain(laws: tuple[Law, ...], usual: Floats) -> Floats:
    return np.stack([law.mean(usual[:, r]) for r, law in enumerate(laws)], axis=1)


def _fit(count: Floats, usual: Floats) -> Law:
    """Return the likeliest law of a few floors, powers and shapes; the scale follows."""
    best, law = -np.inf, Law(1.0, _FLOORS[0], 1.0, float(_SHAPES[0]))
    fixed = gammaln(_SHAPES + count[:, None]) - gammaln(_SHAPES)
    for floor, power in itertools.product(_FLOORS, _POWERS):
        base = (usual + floor) ** power
        scale = _scale(count, base)
        mean = np.maximum(scale * base, 1e-9)[:, None]
        evidence = fixed + _SHAPES * np.log(_SHAPES / (_SHAPES + mean))
        evidence = (evidence + count[:, None] * np.log(mean / (_SHAPES + mean))).sum(axis=0)
        place = int(evidence.argmax())
        if evidence[place] > best:
            best, law = float(evidence[place]), Law(scale, floor, power, float(_SHAPES[place]))
    return law


def _scale(count: Floats, base: Floats) -> float:
    """Return the scale, large means weighing less: their counts spread with their square."""
    scale = 1.0
    for _ in range(4):
        weight = 1.0 / (1.0 + 2.0 * scale * base)
        scale = float(((count * weight).sum() + 0.5) / ((base * weight).sum() + 0.5))
    return scale
