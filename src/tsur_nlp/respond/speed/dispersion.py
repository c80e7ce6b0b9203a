"""Messages of one body and week go together: how much wider chance is than independence says.

Bodies answer in batches and have good and bad weeks. Tests that take messages to be independent
find differences everywhere; the variance of a count is therefore multiplied (Wedderburn 1974).
"""

from __future__ import annotations

import numpy as np

from tsur_nlp.respond.speed.contrast import Coded, Contrast
from tsur_nlp.respond.speed.life_table import sum_by
from tsur_nlp.respond.speed.spans import Floats, Ints, Times

_WEEK = np.timedelta64(7, "D")


def weeks(created: Times) -> Ints:
    """Number the weeks backwards from the last message, so that the last one is whole."""
    if not len(created):
        return np.zeros(0, dtype=np.int64)
    number: Ints = ((created.max() - created) // _WEEK).astype(np.int64)
    return number


def dispersion(contrast: Contrast, coded: Coded, week: Ints) -> Floats:
    """Return for every set the factor of its variance, at least 1.

    Two messages of one set and week have residuals (each set at its own pace) whose products have
    a mean, shared by all sets; a set with more messages a week therefore has a larger factor, as
    the design effect of a clustered sample has (Kish 1965).
    """
    pace = contrast.observed / np.maximum(contrast.expected, 1e-12)
    mean = pace[coded.part] * contrast.share
    residual = contrast.event - mean
    cell, cluster = np.unique(coded.part * (week.max(initial=0) + 1) + week, return_inverse=True)
    part = cell // (week.max(initial=0) + 1)
    count = np.bincount(part, minlength=coded.parts)
    squares = sum_by(part, sum_by(cluster, residual, len(cell)) ** 2, coded.parts)
    size = sum_by(part, sum_by(cluster, mean, len(cell)) ** 2, coded.parts)
    # A set's residuals add up to zero: with k weeks their squares are short by 1 in k.
    several = count > 1
    lost = count[several] / (count[several] - 1.0)
    excess = float((lost * squares[several]).sum() - coded.total(residual**2)[several].sum())
    shared = max(0.0, excess / max(float(size[several].sum()), 1e-12))
    return 1.0 + shared * size / np.maximum(contrast.observed, 1.0)
