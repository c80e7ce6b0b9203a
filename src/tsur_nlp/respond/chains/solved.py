"""Whether an answer said that the matter is solved: by its kind, else by the message's status."""

from __future__ import annotations

import csv
import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from tsur_nlp.respond.phrases import pattern
from tsur_nlp.text import fold

if TYPE_CHECKING:
    import pandas as pd

_TABLE = Path(__file__).parent / "data" / "statuses.csv"
_SOLVED_KINDS = ("resolved", "partly")
_SILENT_KINDS = ("", "empty")


def said_solved(facts: pd.DataFrame) -> pd.Series[bool]:
    """Tell which answers claim a solution; a status counts where the answer itself says nothing.

    A message answered «будет сделано в мае» is often closed all the same: its words count.
    """
    kind, status = facts["answer_kind"], facts["status"]
    closed = status.map({text: is_solved(str(text)) for text in status.unique()})
    return kind.isin(_SOLVED_KINDS) | (kind.isin(_SILENT_KINDS) & closed.astype(bool))


def is_solved(status: str) -> bool:
    """Tell whether a status says that the work is done.

    >>> is_solved("Завершено: автоматически"), is_solved("Не решено"), is_solved("В работе")
    (True, False, False)
    """
    said = fold(status)
    return bool(_words("solved").search(said)) and not _words("open").search(said)


@lru_cache(maxsize=2)
def _words(meaning: str) -> re.Pattern[str]:
    with _TABLE.open(encoding="utf-8", newline="") as file:
        return pattern(r["words"] for r in csv.DictReader(file) if r["meaning"] == meaning)
