"""A unit's share of a topic: what it has had, leaning on its share of the wider series.

Most units have about their usual part of a topic, some a part of their own: a gamma around 1 for
the first, a wide one for the others (empirical Bayes). The mixture is the posterior's too, so a
unit that has had many times its usual part soon keeps it.

What two months hardly hold is a new topic, whose shares may be anything. Two weeks hardly hold most
topics, and yet they are as usual: there the wide gamma has little weight.
"""

from __future__ import annotations

import numpy as np

from tsur_nlp.detect.counts.gammas import Gamma, Posterior, updated
from tsur_nlp.detect.stream.messages import Floats, Ints

_SHAPES = np.array([0.4, 0.6, 1.0, 1.6, 2.5, 4.0, 7.0, 12.0])
_LEANING = 3.0
_OWN_PART = 0.05
_OWN = Gamma(0.4, 0.1)
_LONG = 56.0


def part_of_usual(pattern: Ints, seen: Floats, usual: Floats, phi: Floats, days: int) -> Posterior:
    """Return how many times its usual part each unit has: about once, or a part of its own.

    Args:
        pattern: which topic or group each row is of; a pattern's units are alike.
        seen: the unit's messages of the baseline.
        usual: how many it would have at the usual share.
        phi: variance over mean.
        days: length of the baseline.
    """
    seen, usual = seen / phi, np.maximum(usual / phi, 1e-9)
    own = own_part(days)
    firm = _firmness(pattern, seen, usual, own)
    return updated(Gamma(firm, firm), _OWN, own, seen, usual)


def own_part(days: int) -> float:
    """Return how many units have a part of a topic that is their own, by the days looked at.

    >>> own_part(14), own_part(56), own_part(112)
    (0.0125, 0.05, 0.05)
    """
    return _OWN_PART * min(1.0, max(days, 1) / _LONG)


def _firmness(pattern: Ints, seen: Floats, usual: Floats, own: float) -> Floats:
    """Return the likeliest shape for each pattern, a few average patterns added to its evidence."""
    size = int(pattern.max()) + 1 if len(pattern) else 1
    seen, usual = seen[:, None], usual[:, None]
    wide = np.log(own) + _OWN.evidence(seen, usual)
    plain = np.log(1.0 - own) + Gamma(_SHAPES, _SHAPES).evidence(seen, usual)
    evidence = np.logaddexp(plain, wide)
    of_pattern = np.zeros((size, len(_SHAPES)))
    np.add.at(of_pattern, pattern, evidence)
    present = np.bincount(pattern, weights=seen[:, 0], minlength=size) > 0
    average = of_pattern[present].mean(axis=0) if present.any() else np.zeros(len(_SHAPES))
    shape: Floats = _SHAPES[(of_pattern + _LEANING * average).argmax(axis=1)]
    return shape[pattern]
