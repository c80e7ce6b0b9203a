"""What is wrong or missing in the data, and whether they can be trusted; no markup."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from tsur_nlp.report.numbers.frame import Texts, View

LIMITS: Mapping[str, float] = {
    "errors": 0.05,
    "textless": 0.05,
    "undated": 0.05,
    "placeless": 0.25,
    "topicless": 0.25,
    "repeated_ids": 0.02,
}
"""Above which share of the rows a defect makes the report doubtful."""
FEW_ROWS = 100
# So many days back are looked at for days without a message, where so many a day are usual.
_RECENT, _BUSY = 28, 5
_PLACE = ("municipality", "district", "settlement", "street")
# From the finest to the coarsest.
_PRECISIONS = ("house", "street", "settlement", "district", "municipality", "point", "region")
_PLACELESS = ("region", "none")


@dataclass(frozen=True, slots=True)
class Trust:
    """What makes the data doubtful: shares above their limits, few rows, days without messages."""

    above: Mapping[str, float]
    within: Mapping[str, float]
    few: bool
    silent_days: int

    @property
    def good(self) -> bool:
        """Nothing makes the data doubtful."""
        return not (self.above or self.few or self.silent_days)


def defects(view: View) -> dict[str, int]:
    """Count rows by what is wrong with them; the keys are those of ``data/quality.json``."""
    return {
        "rows": len(view),
        "errors": int((view.texts("error") != "").sum()),
        "textless": int((view.texts("text") == "").sum()),
        "repeated_texts": _repeated(view, "text"),
        "undated": int(np.isnat(view.dates("created_at")).sum()),
        "placeless": int(np.isin(_finest(view), _PLACELESS).sum()),
        "topicless": int((view.texts("topic_group") == "").sum()),
        "not_appeals": int((~view.appeals).sum()),
        "needs_review": int(view.flags("needs_review").sum()),
        "repeated_ids": _repeated(view, "id"),
        "answered_early": int((view.dates("answered_at") < view.dates("created_at")).sum()),
    }


def trust(view: View) -> Trust:
    """Judge the data by `LIMITS`."""
    found, total = defects(view), max(len(view), 1)
    shares = {key: found[key] / total for key in LIMITS}
    above = {key: share for key, share in shares.items() if share > LIMITS[key]}
    within = {key: share for key, share in shares.items() if key not in above}
    return Trust(above, within, len(view) < FEW_ROWS, _silent_days(view))


def precisions(view: View) -> dict[str, int]:
    """Count rows by the finest part of their place; ``none`` where nothing is known.

    A place with only a point is ``point``; ``region`` and ``none`` are the rows without a place.
    """
    finest = _finest(view)
    return {name: int((finest == name).sum()) for name in (*_PRECISIONS, "none")}


def _finest(view: View) -> Texts:
    """Name the finest part of each place; a house of no street and no town is nowhere."""
    named = np.any([view.texts(name) != "" for name in _PLACE], axis=0)
    finest = np.full(len(view), "none", dtype=object)
    finest[view.texts("region") != ""] = "region"
    finest[~named & ~np.isnan(view.numbers("lat"))] = "point"
    for name in reversed(_PRECISIONS[: _PRECISIONS.index("point")]):
        finest[named & (view.texts(name) != "")] = name
    return finest


def _repeated(view: View, column: str) -> int:
    known = view.texts(column)
    known = known[known != ""]
    return len(known) - len(set(known.tolist()))


def _silent_days(view: View) -> int:
    """Count recent days without any message, where messages come every day."""
    if int((view.ago >= 0).sum()) < _BUSY * max(view.span, 1):
        return 0
    return int((view.daily(None, min(view.span, _RECENT)) == 0).sum())
