"""Experts that each know something of a message, mixed into one probability for every body."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import special

from tsur_nlp.artifacts import Artifact
from tsur_nlp.errors import ArtifactError
from tsur_nlp.respond.bodies.recommend.counts import Matrix
from tsur_nlp.respond.bodies.recommend.levels import CHAINS
from tsur_nlp.respond.bodies.recommend.past import Past


@dataclass(frozen=True, slots=True)
class Weights:
    """How far each expert is trusted; ``prior`` is the weight of what the chains set right.

    That is the text where it was read, else how often each body is responsible at all.
    """

    prior: float
    chains: Mapping[str, float]

    @classmethod
    def of(cls, table: Mapping[str, float]) -> Weights:
        """Read what `as_table` returned."""
        return cls(float(table["prior"]), {name: float(table[name]) for name in CHAINS})

    def as_table(self) -> dict[str, float]:
        """Return plain numbers by the names of the experts."""
        return {"prior": self.prior, **self.chains}

    def scores(self, prior: Matrix, said: Mapping[str, Matrix]) -> tuple[Matrix, Matrix]:
        """Return what the prior and what the chains together add to the score of every body."""
        past = np.zeros_like(prior)
        for name, one in said.items():
            past += np.float32(self.chains[name]) * one
        return np.float32(self.prior) * prior, past


@dataclass(frozen=True, slots=True)
class Mixture:
    """The past, and the weights of the experts where a text was read and where none was."""

    past: Past
    with_text: Weights
    without_text: Weights

    @classmethod
    def of(cls, artifact: Artifact) -> Mixture:
        """Read what a model folder holds."""
        try:
            weights = artifact.tables["weights"]
            past = Past.read(artifact.tables["bodies"], artifact.arrays)
            return cls(past, Weights.of(weights["with_text"]), Weights.of(weights["without_text"]))
        except (KeyError, TypeError, ValueError) as error:
            raise ArtifactError(
                f"{artifact.path} is not a whole model of bodies ({error!r}): train it again"
            ) from error


def softmax(scores: Matrix) -> Matrix:
    """Return the probabilities of a log-linear pool (Genest and Zidek 1986) from its scores."""
    result: Matrix = special.softmax(scores, axis=1)
    return result


def likeliest(probability: Matrix, count: int) -> NDArray[np.intp]:
    """Return the numbers of the largest columns, best first; of equal ones the lower number.

    >>> likeliest(np.array([[0.2, 0.4, 0.4]], np.float32), 2).tolist()
    [[1, 2]]
    """
    left = probability.copy()
    rows = np.arange(len(left))
    found = []
    for _ in range(min(count, left.shape[1])):
        best = left.argmax(axis=1)
        left[rows, best] = -1.0
        found.append(best)
    return np.stack(found, axis=1)
