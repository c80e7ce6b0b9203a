"""Training a recommender: the past is counted, the text model trained, the experts weighed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from tsur_nlp.respond.bodies.recommend import Mixture, Past
from tsur_nlp.train.bodies.figures import BodyFigures, figures
from tsur_nlp.train.bodies.holdout import Holdout, hold_out
from tsur_nlp.train.bodies.reader import fit_reader
from tsur_nlp.train.bodies.rows import Rows
from tsur_nlp.train.bodies.unseen import find_unseen
from tsur_nlp.train.fit import TrainedModel
from tsur_nlp.train.options import DEFAULTS, Options

OPTIONS = replace(DEFAULTS, penalty=0.3)
"""The penalty is the best of 0.1, 0.3 and 1.0 on Kursk, by less than a point."""


@dataclass(frozen=True, slots=True)
class BodyModel:
    """A recommender in memory, its text model, and how right it was on rows it had not seen.

    ``custom`` is how right the most frequent body of a group in a unit would have been there.
    """

    rows: Rows
    holdout: Holdout
    mixture: Mixture
    reader: TrainedModel | None
    unseen: BodyFigures
    custom: BodyFigures


def fit_bodies(
    rows: Rows, options: Options = OPTIONS, *, progress: Callable[[str], None] | None = None
) -> BodyModel:
    """Train a recommender: weights by what held-out rows tell, all else then from all rows."""
    holdout = hold_out(rows, seed=options.seed)
    reader = fit_reader(rows, holdout, options, progress or _silent)
    said = find_unseen(rows, holdout, reader)
    mixture = Mixture(Past.of(rows.known, rows.numbers, rows.bodies), *said.weights())
    return BodyModel(
        rows,
        holdout,
        mixture,
        reader,
        figures(said.probabilities(), said.truth),
        figures(said.said["custom"], said.truth),
    )


def _silent(_: str) -> None:
    return None
