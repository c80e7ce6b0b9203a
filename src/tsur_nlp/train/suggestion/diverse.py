"""Which messages resemble which: beginnings of words, hashed, so that it is cheap on any stream."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from tsur_nlp.classify.features import units

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

    Vector = NDArray[np.float64]

NEIGHBOURS = 10
_WIDTH = 1 << 16
_LETTERS = 5
"""Beginnings of words stand for their forms: «дорога» and «дороге» are one."""

_SHORTEST = 3
_TOGETHER = 2_000


def stems(text: str) -> list[str]:
    """Distinct beginnings of the words of a masked text, without numbers and placeholders.

    >>> stems("На дороге яма, [ИМЯ], вся дорога в ямах: д. 15")
    ['дорог', 'яма', 'вся', 'ямах']
    """
    found = [w[:_LETTERS] for w in units(text) if len(w) >= _SHORTEST and w[0] not in "0["]
    return list(dict.fromkeys(found))


def vectors(texts: Iterable[str], sample: csr_matrix | None = None) -> csr_matrix:
    """Return unit vectors of texts, common words weighing less.

    What is common is told from ``sample`` (see `counts`), or from the texts themselves.
    """
    from scipy import sparse

    rows = counts(texts)
    base = rows if sample is None else sample
    containing = np.bincount(base.indices, minlength=_WIDTH)
    weighted = rows @ sparse.diags_array(np.log((1 + base.shape[0]) / (1 + containing)) + 0.1)
    lengths = np.sqrt(np.asarray((weighted**2).sum(axis=1)).ravel())
    scaled = sparse.diags_array(1.0 / np.maximum(lengths, 1e-12)) @ weighted
    return sparse.csr_array(scaled)


def counts(texts: Iterable[str]) -> csr_matrix:
    """Return which hashed words each text has."""
    from scipy import sparse
    from sklearn.feature_extraction import FeatureHasher

    hasher = FeatureHasher(_WIDTH, input_type="string", alternate_sign=False)
    return sparse.csr_array(hasher.transform([stems(text) for text in texts]))


def density(rows: csr_matrix, sample: csr_matrix, inside: NDArray[np.bool_]) -> Vector:
    """Return the mean likeness of each row to its nearest neighbours in a sample of the stream.

    ``inside`` are the rows that stand in the sample themselves: they do not count for their own.
    """
    found = np.zeros(rows.shape[0])
    width = min(NEIGHBOURS + 1, sample.shape[0])
    for first in range(0, rows.shape[0], _TOGETHER):
        at = slice(first, first + _TOGETHER)
        likeness = (rows[at] @ sample.T).toarray()
        nearest = np.sort(np.partition(likeness, -width, axis=1)[:, -width:], axis=1)
        own = np.where(inside[at], nearest[:, -1], nearest[:, 0])
        found[at] = (nearest.sum(axis=1) - own) / max(width - 1, 1)
    return found


class Spread:
    """Keeps how like the nearest chosen row every row is."""

    def __init__(self, rows: csr_matrix) -> None:
        self._rows = rows
        self.nearest = np.zeros(rows.shape[0])

    def take(self, row: int) -> None:
        """Add a row to the chosen."""
        one = np.asarray(self._rows[[row]].todense()).ravel()
        np.maximum(self.nearest, self._rows @ one, out=self.nearest)


def ranks(values: Sequence[float] | Vector) -> Vector:
    """Return the place of each value between 0 and 1; equal values share one.

    >>> ranks([0.2, 0.9, 0.2, 0.5]).tolist()
    [0.0, 1.0, 0.0, 0.5]
    """
    distinct, places = np.unique(np.asarray(values), return_inverse=True)
    return places.ravel() / max(len(distinct) - 1, 1)
