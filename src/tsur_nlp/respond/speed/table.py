"""Speed and punctuality of every group of messages: bodies, units, topics, channels, weeks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tsur_nlp.errors import InputError
from tsur_nlp.respond.speed.chance import wilson
from tsur_nlp.respond.speed.curve import kaplan_meier, quantiles
from tsur_nlp.respond.speed.life_table import life_table, sum_by
from tsur_nlp.respond.speed.punctuality import Punctuality
from tsur_nlp.respond.speed.spans import Floats, Ints, Span
from tsur_nlp.respond.speed.verdict import FEW_MESSAGES

if TYPE_CHECKING:
    import pandas as pd


def codes_of(labels: pd.Series) -> tuple[Ints, list[str]]:
    """Number the labels in alphabetical order; unknown ones (empty, NA) are -1."""
    import pandas as pd

    codes, names = pd.factorize(labels.mask(labels == ""), sort=True)
    return codes.astype(np.int64), [str(name) for name in names]


def speed_table(
    span: Span, groups: pd.Series, punctuality: Punctuality | None = None
) -> pd.DataFrame:
    """Return for each group its median and 90 % times in hours, and its share on time.

    A time that the group has not reached is NaN, its upper limit infinite; ``judged`` counts the
    messages behind the share on time. Messages of unknown group are left out. Limits take messages
    to be independent: where a body answers in batches they are too narrow.
    """
    import pandas as pd

    same_length(span, groups, punctuality)
    counted = span.kept if punctuality is None else span.kept | punctuality.decided
    codes, names = codes_of(groups.where(counted))
    used = span.kept & (codes >= 0)
    table = life_table(span.hours[used], span.observed[used], codes[used], len(names))
    band = kaplan_meier(table)
    n = np.bincount(codes[used], minlength=len(names))
    answered = sum_by(codes[used], span.observed[used], len(names))
    columns: dict[str, object] = {"group": names, "n": n, "answered": answered.astype(np.int64)}
    for name, share in (("median", 0.5), ("p90", 0.9)):
        columns |= _with_limits(name, *quantiles(table, band, share))
    columns |= _on_time(codes, len(names), punctuality)
    return pd.DataFrame(columns | {"small": n < FEW_MESSAGES})


def same_length(
    messages: Span | Punctuality, labels: pd.Series, other: Punctuality | pd.Series | None = None
) -> None:
    """Refuse columns that cannot be of the same messages."""
    lengths = {len(messages), len(labels)} | ({len(other)} if other is not None else set())
    if len(lengths) > 1:
        raise InputError(
            f"columns of {', '.join(map(str, sorted(lengths)))} messages: take all from one frame"
        )


def _with_limits(name: str, value: Floats, low: Floats, high: Floats) -> dict[str, object]:
    return {name: value, f"{name}_low": low, f"{name}_high": high}


def _on_time(codes: Ints, groups: int, punctuality: Punctuality | None) -> dict[str, object]:
    judged, kept = np.zeros(groups), np.zeros(groups)
    if punctuality is not None:
        used = punctuality.decided & (codes >= 0)
        judged += np.bincount(codes[used], minlength=groups)
        kept += sum_by(codes[used], ~punctuality.late[used], groups)
    share = kept / np.where(judged > 0, judged, np.nan)
    limits = _with_limits("on_time", share, *wilson(kept, judged))
    return {"judged": judged.astype(np.int64), **limits}
