"""Messages whose responsible body is known: checked, masked, in an order of their own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tsur_nlp.errors import TrainingError
from tsur_nlp.respond.bodies import tidy_names
from tsur_nlp.respond.bodies.recommend.kinds import Kinds, kinds
from tsur_nlp.respond.bodies.recommend.reading import headed
from tsur_nlp.train.datasets import FEWEST_ROWS, Mask, key_of, mask_texts

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from numpy.typing import NDArray

_ORDER = ["created_at", "text", "assignee", "topic_group", "topic", "street", "house", "id"]


@dataclass(frozen=True, slots=True)
class Rows:
    """Messages in the order of time, and which of the bodies was responsible for each.

    ``keys`` are the words that the text model reads of them (empty where there is no text): rows of
    the same words never stand on both sides of a split. ``known`` is what the past is counted by.
    """

    bodies: tuple[str, ...]
    numbers: NDArray[np.intp]
    moments: NDArray[np.datetime64]
    keys: tuple[str, ...]
    known: dict[str, Kinds]

    def known_of(self, rows: NDArray[np.intp]) -> dict[str, Kinds]:
        """Return what is known of some of the rows."""
        return {name: values[rows] for name, values in self.known.items()}


def read_rows(facts: pd.DataFrame, *, mask: Mask | None = None) -> Rows:
    """Take the messages with a body; spellings of one name are one body, texts are masked.

    Raises:
        TrainingError: there are too few of them, or all have one body.
    """
    named = facts[facts["assignee"] != ""].sort_values(_ORDER, kind="stable")
    _check(named["assignee"].tolist())
    tidy = tidy_names(named["assignee"].tolist())
    bodies = tuple(sorted(set(tidy)))
    masked = named.assign(text=mask_texts(named["text"].tolist(), mask))
    place = {body: number for number, body in enumerate(bodies)}
    return Rows(
        bodies,
        np.array([place[name] for name in tidy], dtype=np.intp),
        named["created_at"].to_numpy("datetime64[s]"),
        tuple(map(key_of, headed(masked))),
        kinds(named),
    )


def _check(names: Sequence[str]) -> None:
    if len(names) < FEWEST_ROWS:
        raise TrainingError(
            f"{len(names)} rows name a responsible body, {FEWEST_ROWS} are the least, some "
            'thousands are sensible; name the column: --column assignee="…"'
        )
    if len(set(names)) < 2:
        raise TrainingError(f"all rows have one body, {names[0]!r}: there is nothing to recommend")
