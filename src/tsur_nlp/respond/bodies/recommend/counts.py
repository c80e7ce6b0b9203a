"""How many messages of each kind every body had, and the shares that follow from them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from tsur_nlp.respond.bodies.recommend.kinds import UNKNOWN, Kinds
from tsur_nlp.respond.bodies.recommend.levels import Level

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Matrix = NDArray[np.float32]

FEWEST = 2
"""A kind met once is not kept: nobody's single message can be read out of a model."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Messages of each body (a column) by kind (a row); ``kinds`` ascend."""

    kinds: Kinds
    table: csr_array

    @classmethod
    def of(cls, kinds: Kinds, bodies: NDArray[np.intp], width: int) -> Counts:
        """Count messages of known kinds, those met at least `FEWEST` times."""
        from scipy.sparse import csr_array

        said = kinds != UNKNOWN
        distinct, number, times = np.unique(kinds[said], return_inverse=True, return_counts=True)
        often = times >= FEWEST
        kept = often[number]
        place = np.cumsum(often) - 1
        ones = np.ones(int(kept.sum()), dtype=np.float32)
        shape = int(often.sum()), width
        table = csr_array((ones, (place[number[kept]], bodies[said][kept])), shape=shape)
        table.sum_duplicates()
        return cls(distinct[often], table)

    @classmethod
    def read(cls, arrays: Mapping[str, NDArray[Any]], name: str, width: int) -> Counts:
        """Read what `arrays` returned."""
        from scipy.sparse import csr_array

        kinds = arrays[f"{name}.kinds"]
        parts = (arrays[f"{name}.counts"], arrays[f"{name}.bodies"], arrays[f"{name}.ends"])
        return cls(kinds, csr_array(parts, shape=(len(kinds), width)))

    def arrays(self, name: str) -> dict[str, NDArray[Any]]:
        """Return plain arrays, each named after ``name``."""
        return {
            f"{name}.kinds": self.kinds,
            f"{name}.counts": self.table.data,
            f"{name}.bodies": self.table.indices.astype(np.int32),
            f"{name}.ends": self.table.indptr.astype(np.int32),
        }

    def find(self, kinds: Kinds) -> tuple[NDArray[np.intp], Matrix]:
        """Return which of the messages are of a kind that was met, and their counts."""
        place = np.minimum(np.searchsorted(self.kinds, kinds), max(len(self.kinds) - 1, 0))
        met = self.kinds[place] == kinds if len(self.kinds) else np.zeros(len(kinds), dtype=bool)
        rows = np.flatnonzero(met)
        found: Matrix = self.table[place[rows]].toarray()
        return rows, found


@dataclass(frozen=True, slots=True)
class Chain:
    """Counts level by level; each level leans on the one above as far as it has few messages.

    The share of a body at a level is (n + κ·above) / (N + κ), the mean of a Dirichlet prior worth
    κ messages (MacKay and Peto 1995, «A hierarchical Dirichlet language model»).
    """

    levels: tuple[Level, ...]
    counts: tuple[Counts, ...]

    @classmethod
    def of(
        cls,
        levels: Sequence[Level],
        known: Mapping[str, Kinds],
        bodies: NDArray[np.intp],
        width: int,
    ) -> Chain:
        """Count the messages of every level."""
        counts = (Counts.of(level.of(known), bodies, width) for level in levels)
        return cls(tuple(levels), tuple(counts))

    def shares(self, known: Mapping[str, Kinds], base: Matrix) -> Matrix:
        """Return the bodies' shares for every message; those of ``base`` where nothing is known."""
        size = len(next(iter(known.values())))
        found = np.tile(base.astype(np.float32), (size, 1))
        for level, counts in zip(self.levels, self.counts, strict=True):
            rows, own = counts.find(level.of(known))
            all_own = own.sum(axis=1, keepdims=True)
            own += np.float32(level.prior) * found[rows]
            found[rows] = own / (all_own + np.float32(level.prior))
        return found
