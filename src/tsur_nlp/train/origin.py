"""Labelled rows with where they come from: the masked text as written, the row, the moment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tsur_nlp.errors import TrainingError
from tsur_nlp.train.datasets import Labelled, Mask, key_of, mask_texts, read_frame

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Origin:
    """The words and the masked text of every row of the file, in its order."""

    keys: tuple[str, ...]
    texts: tuple[str, ...]

    def find(self, wanted: Sequence[str]) -> dict[str, tuple[str, tuple[int, ...]]]:
        """Return, for texts known by their words, the text as written and its rows, from 1."""
        rows: dict[str, list[int]] = defaultdict(list)
        chosen = set(wanted)
        for number, key in enumerate(self.keys, 1):
            if key in chosen:
                rows[key].append(number)
        return {
            key: (min(self.texts[n - 1] for n in numbers), tuple(numbers))
            for key, numbers in rows.items()
        }


def read_rows(
    frame: pd.DataFrame, *, text: str, label: str, sublabel: str | None, mask: Mask | None = None
) -> tuple[Labelled, Origin]:
    """Read a frame as `read_frame` does, and keep where its examples come from."""
    masked: list[str] = []

    def remember(texts: Iterable[str]) -> list[str]:
        masked.extend(mask_texts(list(texts), mask))
        return masked

    labelled = read_frame(frame, text=text, label=label, sublabel=sublabel, mask=remember)
    keys = tuple(map(key_of, masked))
    return labelled, Origin(keys, tuple(masked))


def moments(frame: pd.DataFrame, column: str | None) -> NDArray[np.datetime64]:
    """Read a column of dates in any form that exports use; NaT where there is none.

    Raises:
        TrainingError: there is no such column.
    """
    from tsur_nlp.exports import dates

    if column not in frame.columns:
        names = ", ".join(str(name) for name in frame.columns)
        raise TrainingError(f"no column {column!r}: the file has {names}")
    parsed: NDArray[np.datetime64] = dates.parse(frame[column]).to_numpy()
    return parsed
