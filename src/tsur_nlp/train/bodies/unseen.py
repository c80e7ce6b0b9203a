"""What the experts said of rows they had not seen: their weights, and how good the mixture is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tsur_nlp.respond.bodies.recommend import Past, Weights
from tsur_nlp.respond.bodies.recommend.counts import Chain, Matrix
from tsur_nlp.respond.bodies.recommend.levels import CHAINS, Level
from tsur_nlp.respond.bodies.recommend.mixture import softmax
from tsur_nlp.respond.bodies.recommend.past import logarithm
from tsur_nlp.train.bodies.holdout import Holdout
from tsur_nlp.train.bodies.reader import unseen_shares
from tsur_nlp.train.bodies.rows import Rows
from tsur_nlp.train.bodies.weigh import weigh
from tsur_nlp.train.fit import TrainedModel

if TYPE_CHECKING:
    from numpy.typing import NDArray

MOST = 20_000
"""Rows that the experts are weighed on at most: a handful of weights needs no more."""

CUSTOM = (Level(("group", "unit"), 1e-3),)
"""What an office without any model does: the body that has the group in the unit most often."""

_PARTS = 5


@dataclass(frozen=True, slots=True)
class Unseen:
    """What was said of held-out rows: by each chain, «usual», «text» (NaN: no say) and «custom»."""

    truth: NDArray[np.intp]
    said: dict[str, Matrix]

    @property
    def read(self) -> NDArray[np.bool_]:
        """Whether the text had a say."""
        found: NDArray[np.bool_] = ~np.isnan(self.said["text"][:, 0])
        return found

    @property
    def chains(self) -> dict[str, Matrix]:
        """What the past says."""
        return {name: self.said[name] for name in CHAINS}

    def part(self, chosen: NDArray[np.bool_]) -> Unseen:
        """Take some of the rows."""
        said = {name: values[chosen] for name, values in self.said.items()}
        return Unseen(self.truth[chosen], said)

    def weights(self) -> tuple[Weights, Weights]:
        """Weigh the experts with the text, where it was read, and without it, on all rows."""
        read = self.part(self.read)
        with_text = weigh(logarithm(read.said["text"]), read.chains, read.truth)
        return with_text, weigh(self.said["usual"], self.chains, self.truth)

    def probabilities(self) -> Matrix:
        """Mix the experts, each fifth of the rows by the weights that suit the other four."""
        found = np.zeros_like(self.said["usual"])
        fifth = np.arange(len(self.truth)) % _PARTS
        for number in range(_PARTS):
            outside = fifth == number
            found[outside] = self.part(outside).mixed(*self.part(~outside).weights())
        return found

    def mixed(self, with_text: Weights, without: Weights) -> Matrix:
        """Return probabilities by given weights."""
        prior, past = without.scores(self.said["usual"], self.chains)
        read = self.part(self.read)
        own = with_text.scores(logarithm(read.said["text"]), read.chains)
        prior[self.read], past[self.read] = own
        return softmax(prior + past)


def find_unseen(rows: Rows, holdout: Holdout, reader: TrainedModel | None) -> Unseen:
    """Let the experts speak of every held-out part by what they learned from the rest."""
    truth, said = [], []
    for number in range(holdout.count):
        inside, outside = _sides(holdout, number)
        truth.append(rows.numbers[outside])
        said.append(_heard(rows, inside, outside))
        usual = said[-1]["usual"]
        said[-1]["text"] = (
            unseen_shares(rows, reader, outside) if reader else np.full_like(usual, np.nan)
        )
    joined = {name: np.concatenate([part[name] for part in said]) for name in said[0]}
    return Unseen(np.concatenate(truth), joined)


def _heard(rows: Rows, inside: NDArray[np.intp], outside: NDArray[np.intp]) -> dict[str, Matrix]:
    learned, known = rows.known_of(inside), rows.known_of(outside)
    past = Past.of(learned, rows.numbers[inside], rows.bodies)
    custom = Chain.of(CUSTOM, learned, rows.numbers[inside], len(rows.bodies))
    return {
        "usual": np.tile(logarithm(past.usual), (len(outside), 1)),
        "custom": custom.shares(known, past.usual),
        **past.says(known),
    }


def _sides(holdout: Holdout, number: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    outside = np.flatnonzero(holdout.part == number)
    step = -(-len(outside) * holdout.count // MOST)
    return np.flatnonzero(holdout.part != number), outside[:: max(step, 1)]
