"""The columns of one frame by their canonical names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from tsur_nlp.exports import dates, values
from tsur_nlp.exports.headers import recognise
from tsur_nlp.exports.layout import unique

if TYPE_CHECKING:
    import pandas as pd

Column = list[Any]


class Source:
    """The columns of a frame under their canonical names, each read once."""

    def __init__(self, frame: pd.DataFrame, mapping: Mapping[str, str]) -> None:
        self._frame = frame.set_axis(unique([str(column) for column in frame.columns]), axis=1)
        self.mapping = mapping
        self.size = len(frame)

    @classmethod
    def of(cls, frame: pd.DataFrame, overrides: Mapping[str, str] | None = None) -> Source:
        """Recognise the export's own columns; what was scored is asked for by name."""
        own = [str(column) for column in frame.columns if not str(column).startswith("nlp_")]
        return cls(frame, dict(recognise(own, overrides).mapping))

    def values(self, header: str | None) -> Column | None:
        """Return a column by its header, ``None`` where there is none."""
        if header is None or header not in self._frame.columns:
            return None
        column: Column = self._frame[header].tolist()
        return column

    def given(self, name: str) -> Column | None:
        """Return the export's own column."""
        return self.values(self.mapping.get(name))

    def has(self, name: str) -> bool:
        """Tell whether the export or the scoring has the column."""
        return name in self.mapping or f"nlp_{name}" in self._frame.columns

    def headers(self) -> list[str]:
        """Return the headers as they are."""
        return list(self._frame.columns)

    def text(self, name: str) -> Column:
        """Return short texts: names, places, statuses."""
        return values.texts(self.given(name), self.size)

    def number(self, name: str) -> Column:
        """Return numbers, NaN where there is none."""
        return values.numbers(self.given(name), self.size)

    def date(self, name: str) -> pd.Series:
        """Return wall-clock times, NaT where there is none."""
        import pandas as pd

        header = self.mapping.get(name)
        if header is None:
            return pd.Series(pd.NaT, index=range(self.size), dtype="datetime64[ns]")
        return dates.parse(self._frame[header]).reset_index(drop=True)

    def message(self, name: str) -> Column:
        """Return the messages, masked where they were scored."""
        given = self.values("nlp_text_masked")
        own = values.verbatim(self.given(name), self.size)
        return own if given is None else values.verbatim(given, self.size)

    def identity(self, name: str) -> Column:
        """Return the ids; a row without one is named by its number."""
        numbers = range(1, self.size + 1)
        return [i or f"row-{n}" for i, n in zip(self.text(name), numbers, strict=True)]

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
        default = name == "is_appeal"
        read = values.flags(self.values(f"nlp_{name}"), self.size)
        return [default if value != value else bool(value) for value in read]

    def predicted_number(self, name: str) -> Column:
        """Return a number that scoring gave."""
        return values.numbers(self.values(f"nlp_{name}"), self.size)

    def predicted_text(self, name: str) -> Column:
        """Return a text that scoring gave."""
        return values.texts(self.values(f"nlp_{name}"), self.size)
