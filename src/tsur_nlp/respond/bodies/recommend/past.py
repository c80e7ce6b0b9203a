"""What was decided before: which body, how often, about which topic and which place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tsur_nlp.respond.bodies.recommend.counts import Chain, Counts, Matrix
from tsur_nlp.respond.bodies.recommend.kinds import Kinds
from tsur_nlp.respond.bodies.recommend.levels import CHAINS

_LEAST = 1e-6
_SMOOTHING = 0.5


@dataclass(frozen=True, slots=True)
class Past:
    """The bodies, how often each was responsible at all, and in which circumstances."""

    bodies: tuple[str, ...]
    usual: NDArray[np.float32]
    chains: Mapping[str, Chain]

    @classmethod
    def of(
        cls, known: Mapping[str, Kinds], numbers: NDArray[np.intp], bodies: Sequence[str]
    ) -> Past:
        """Count messages; ``numbers`` says which of the bodies was responsible for each."""
        width = len(bodies)
        times = np.bincount(numbers, minlength=width) + _SMOOTHING
        chains = {name: Chain.of(levels, known, numbers, width) for name, levels in CHAINS.items()}
        return cls(tuple(bodies), (times / times.sum()).astype(np.float32), chains)

    @classmethod
    def read(cls, bodies: Sequence[str], arrays: Mapping[str, NDArray[Any]]) -> Past:
        """Read what `arrays` returned."""
        width = len(bodies)
        if len(arrays["usual"]) != width:
            raise ValueError("the bodies are not those of the arrays")
        chains = {
            name: Chain(
                levels,
                tuple(Counts.read(arrays, f"{name}.{n}", width) for n in range(len(levels))),
            )
            for name, levels in CHAINS.items()
        }
        return cls(tuple(bodies), arrays["usual"], chains)

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Return the plain arrays of an artifact."""
        found: dict[str, NDArray[Any]] = {"usual": self.usual}
        for name, chain in self.chains.items():
            for number, counts in enumerate(chain.counts):
                found |= counts.arrays(f"{name}.{number}")
        return found

    def says(self, known: Mapping[str, Kinds]) -> dict[str, Matrix]:
        """Return by chain the logarithm of how much likelier than usual each body is.

        A chain that knows nothing of a message says 0 of every body, and so has no say.
        """
        usual = np.log(self.usual)
        return {
            name: logarithm(chain.shares(known, self.usual)) - usual
            for name, chain in self.chains.items()
        }


def logarithm(shares: Matrix) -> Matrix:
    """Return logarithms, none so low that one expert alone could forbid a body."""
    result: Matrix = np.log(np.maximum(shares, np.float32(_LEAST)))
    return result
