"""The columns of one frame by their canonical names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from tsur_nlp.exports import dates, values
from tsur_nlp.exports.channels import channel
from tsur_nlp.exports.headers import recognise
from tsur_nlp.exports.layout import unique

if TYPE_CHECKING:
    import pandas as pd

Column = NDArray[Any]


class Source:
    """The columns of a frame under their canonical names; only those asked for are read.

    ``rows`` are the numbers of the rows that are read, all where it is ``None``.
    """

    def __init__(
        self, frame: pd.DataFrame, mapping: Mapping[str, str], rows: Column | None = None
    ) -> None:
        self._frame = frame.set_axis(unique([str(column) for column in frame.columns]), axis=1)
        self._rows = rows
        self.mapping = mapping
        self.size = len(frame) if rows is None else len(rows)

    @classmethod
    def of(
        cls,
        frame: pd.DataFrame,
        overrides: Mapping[str, str] | None = None,
        rows: Column | None = None,
    ) -> Source:
        """Recognise the export's own columns; what was scored is asked for by name."""
        own = [str(column) for column in frame.columns if not str(column).startswith("nlp_")]
        return cls(frame, dict(recognise(own, overrides).mapping), rows)

    def values(self, header: str | None) -> pd.Series | None:
        """Return a column by its header, ``None`` where there is none."""
        if header is None or header not in self._frame.columns:
            return None
        column: pd.Series = self._frame[header]
        return column if self._rows is None else column.iloc[self._rows]

    @property
    def numbers(self) -> Column:
        """Return the numbers of the rows, counted from 1 in the whole frame."""
        return 1 + (np.arange(self.size) if self._rows is None else self._rows)

    def given(self, name: str) -> pd.Series | None:
        """Return the export's own column."""
        return self.values(self.mapping.get(name))

    def has(self, name: str) -> bool:
        """Tell whether the export or the scoring has the column."""
        return name in self.mapping or f"nlp_{name}" in self._frame.columns

    def headers(self) -> list[str]:
        """Return the headers as they are."""
        return list(self._frame.columns)

    def channel(self, name: str) -> Column:
        """Return where messages were written: the network where an address of a page stands."""
        named: Column = np.array(list(map(channel, self.text(name).tolist())), dtype=object)
        return named

    def text(self, name: str) -> Column:
        """Return short texts: names, places, statuses."""
        return values.texts(self.given(name), self.size)

    def number(self, name: str) -> Column:
        """Return numbers, NaN where there is none."""
        return values.numbers(self.given(name), self.size)

    def date(self, name: str) -> pd.Series:
        """Return wall-clock times, NaT where there is none."""
        import pandas as pd

        column = self.given(name)
        if column is None:
            return pd.Series(pd.NaT, index=range(self.size), dtype="datetime64[ns]")
        return dates.parse(column).reset_index(drop=True)

    def message(self, name: str) -> Column:
        """Return the messages, masked where they were scored."""
        masked = self.values("nlp_text_masked")
        return values.verbatim(self.given(name) if masked is None else masked, self.size)

    def identity(self, name: str) -> Column:
        """Return the ids; a row without one is named by its number."""
        found = self.text(name)
        nameless = found == ""
        found[nameless] = [f"row-{number}" for number in self.numbers[nameless]]
        return found

    def answer(self, name: str) -> Column:
        """Return the answers as they are."""
        return values.verbatim(self.given(name), self.size)

    def shown_answer(self, name: str) -> Column:
        """Return the answers, masked where they were scored."""
        masked = self.values("nlp_answer_masked")
        return self.answer(name) if masked is None else values.verbatim(masked, self.size)

    def flag(self, name: str) -> Column:
        """Return 1 for yes, 0 for no, NaN for neither."""
        return values.flags(self.given(name), self.size)

    def predicted_flag(self, name: str) -> Column:
        """Return what scoring decided; a row it did not see is an appeal, sure enough."""
        read = values.flags(self.values(f"nlp_{name}"), self.size)
        return np.where(np.isnan(read), name == "is_appeal", read > 0)

    def predicted_number(self, name: str) -> Column:
        """Return a number that scoring gave."""
        return values.numbers(self.values(f"nlp_{name}"), self.size)

    def predicted_text(self, name: str) -> Column:
        """Return a text that scoring gave."""
        return values.texts(self.values(f"nlp_{name}"), self.size)
