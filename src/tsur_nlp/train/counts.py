"""What became of the rows of a table: left out, taken, different, no appeals."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tsur_nlp.train.datasets import Labelled


@dataclass(frozen=True, slots=True)
class Skipped:
    """Rows left out: there is no word in their text, or there is a text and no label."""

    without_text: int = 0
    without_label: int = 0


NOTHING = Skipped()
"""What is skipped where no table was read."""


@dataclass(frozen=True, slots=True)
class Counts:
    """``distinct`` of the ``taken`` rows differ by words or label; no figure counts no appeals."""

    without_text: int
    without_label: int
    taken: int
    distinct: int
    no_appeals: int

    @classmethod
    def of(cls, labelled: Labelled) -> Counts:
        """Count the rows that some examples come from."""
        skipped, examples = labelled.skipped, labelled.examples
        return cls(
            skipped.without_text,
            skipped.without_label,
            labelled.rows,
            len(examples),
            sum(example.is_appeal is False for example in examples),
        )

    def as_dict(self) -> dict[str, int]:
        """Plain dict for JSON."""
        return asdict(self)

    def said(self) -> str:
        """Say in Russian what was left out, so that the numbers add up."""
        reasons = (("без текста", self.without_text), ("без метки", self.without_label))
        left = ", ".join(f"{reason} {rows}" for reason, rows in reasons if rows)
        lines = [f"строк {self.taken + self.without_text + self.without_label}"]
        if left:
            lines.append(f"пропущено: {left}; взято {self.taken}")
        lines.append(f"разных {self.distinct}")
        if self.no_appeals:
            lines.append(f"из них «Не обращение» {self.no_appeals}, в показатели не входят")
        return ", ".join(lines)
