"""The text model of bodies: trained as topics are, on texts with their topic and their place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from tsur_nlp.respond.bodies.recommend.counts import Matrix
from tsur_nlp.train.bodies.holdout import Holdout
from tsur_nlp.train.bodies.rows import Rows
from tsur_nlp.train.datasets import FEWEST_ROWS, Example, Labelled, checked
from tsur_nlp.train.fit import TrainedModel, train_model
from tsur_nlp.train.options import Options
from tsur_nlp.train.splits import HELD_OUT, LEARNED

if TYPE_CHECKING:
    from numpy.typing import NDArray


def fit_reader(
    rows: Rows, holdout: Holdout, options: Options, say: Callable[[str], None]
) -> TrainedModel | None:
    """Train a text model, calibrated on what is held out; none where too few rows have a text."""
    known = [number for number, key in enumerate(rows.keys) if key]
    named = {rows.bodies[rows.numbers[number]] for number in known}
    if len({rows.keys[number] for number in known}) < FEWEST_ROWS or len(named) < 2:
        return None
    labelled = checked(
        [Example(rows.keys[n], rows.bodies[rows.numbers[n]], is_appeal=True) for n in known]
    )
    split = _split(rows, holdout, labelled)
    if split is None:
        # By words; small sets whole: what they say of each row is then heard.
        return train_model(labelled, replace(options, folds=None), progress=say)
    return train_model(labelled, options, progress=say, split=split)


def _split(rows: Rows, holdout: Holdout, labelled: Labelled) -> NDArray[np.intp] | None:
    """Hold out the texts that are met late only; none where these are too few."""
    if not holdout.by_time:
        return None
    earlier = {key for key, part in zip(rows.keys, holdout.part, strict=True) if part == LEARNED}
    split = [LEARNED if example.key in earlier else HELD_OUT for example in labelled.examples]
    return np.array(split, dtype=np.intp) if split.count(HELD_OUT) >= FEWEST_ROWS else None


def unseen_shares(rows: Rows, model: TrainedModel, chosen: NDArray[np.intp]) -> Matrix:
    """Return what the model said of some rows before it had seen them; NaN where it said nothing.

    That is where a row has no text, or where its words are met in a row that was learned from.
    """
    examples = model.labelled.examples
    place = {examples[row].key: n for n, row in enumerate(model.unseen_rows.tolist())}
    column = [rows.bodies.index(group) for group in model.heads.groups]
    found = np.full((len(chosen), len(rows.bodies)), np.nan, dtype=np.float32)
    for number, row in enumerate(chosen.tolist()):
        if rows.keys[row] in place:
            found[number] = 0.0
            found[number, column] = model.unseen.groups[place[rows.keys[row]]]
    return found
