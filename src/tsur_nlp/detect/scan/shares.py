"""Is a unit's part of what the territory has really more than its usual part?

The second question about a unit, after «is it more than expected?». Where a wave only begins, or a
topic is new, the height of the wave is hardly known: then the count may be far above any
expectation and still be no more than the unit's part of a wave.
"""

from __future__ import annotations

import numpy as np
from scipy.stats import betabinom

from tsur_nlp.detect.counts.expected import Expected
from tsur_nlp.detect.counts.series import Series
from tsur_nlp.detect.counts.wave import uneven
from tsur_nlp.detect.stream.arrays import Floats, Ints

_HALF = 0.5
_WAVE = 1.0


def share_chances(series: Series, expected: Expected, rows: Ints, best: Ints) -> Floats:
    """Return the chance of so large a part or larger, for some series in their windows.

    Zero where the rest of the territory is not up: there the question does not arise.

    Beta-binomial: of all that the territory has in the window, each message is the unit's with a
    probability that is its usual share, known with an error that grows with the wave of the rest.
    """
    parent = series.parent[rows]
    seen, whole = expected.observed[rows, best], expected.observed[parent, best]
    mean, total = expected.mean[rows, best], expected.mean[parent, best]
    share = np.clip(mean / np.maximum(total, 1e-12), 1e-9, 1.0 - 1e-6)
    height = (whole - seen + _HALF) / (total - mean + _HALF)
    error = expected.share_error[rows, best] + uneven(height)
    size = np.maximum((1.0 - share) / share / np.maximum(error, 1e-6) - 1.0, 0.1)
    found: Floats = betabinom.sf(seen - 1.0, whole, share * size, (1.0 - share) * size)
    return np.where(height > _WAVE, found, 0.0)
