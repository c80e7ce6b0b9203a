"""The canonical columns that the stages of a territory read, of no more rows than they need."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from tsur_nlp import exports, units
from tsur_nlp.errors import InputError

if TYPE_CHECKING:
    import pandas as pd

_OUTLINE = ("created_at", "is_appeal", "region", *units.UNITS)
# The texts of answers are the bulk of an export, and the detection does not read them.
_UNREAD = ("answer_text",)


def facts(
    frame: pd.DataFrame, *, unit: str | None = None, topics: str | None = None
) -> pd.DataFrame:
    """Return the canonical columns that the territory stages read (see `exports.facts`)."""
    known = units.tidy(
        exports.facts(frame, topics=topics, require=("created_at",)), _given_units(frame)
    )
    return _with_unit(known, frame, unit)


def facts_between(
    frame: pd.DataFrame,
    first: object,
    last: object,
    *,
    unit: str | None = None,
    topics: str | None = None,
) -> pd.DataFrame:
    """Return the facts that the detection reads that looks from the days between two.

    The days are given as ``as_of`` is. Of the other rows only dates and places are read: a unit is
    called what it is called in the whole frame, so that neighbouring days agree on its name.

    Raises:
        InputError: there is no date column, ``unit`` names no column, or a day is no date.
    """
    from tsur_nlp.detect import DetectSettings
    from tsur_nlp.detect.stream.moments import read_by

    outline = exports.facts(frame, columns=_OUTLINE, require=("created_at",))
    outline = units.tidy(outline, _given_units(frame))
    rows = read_by(outline, first, last, DetectSettings())
    columns = [name for name in exports.COLUMNS if name not in _UNREAD]
    known = exports.facts(frame, topics=topics, columns=columns, rows=rows)
    for name in units.UNITS:
        known[name] = outline.loc[rows, name]
    return _with_unit(known, frame, unit, rows)


def _given_units(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the units that the export itself names, not those that were read in its texts."""
    return exports.facts(frame, columns=units.UNITS, places="given")


def _with_unit(
    known: pd.DataFrame,
    frame: pd.DataFrame,
    unit: str | None,
    rows: NDArray[np.bool_] | slice = slice(None),
) -> pd.DataFrame:
    if unit and unit not in known.columns:
        if unit not in frame.columns:
            raise InputError(
                f"no column {unit!r} to group by; columns: {', '.join(map(str, frame.columns))}"
            )
        known[unit] = frame.loc[rows, unit].fillna("").astype("str").to_numpy()
    return known
