"""What a training gave: where the model is, its figures, what to look at."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tsur_nlp.train.alike import Names, alike_labels, alike_said
from tsur_nlp.train.counts import Counts
from tsur_nlp.train.warm_start.told import Warmth

if TYPE_CHECKING:
    from tsur_nlp.train.datasets import Labelled
    from tsur_nlp.train.evaluate import Evaluation
    from tsur_nlp.train.fit import TrainedModel
    from tsur_nlp.train.splits import TimeSplit


@dataclass(frozen=True, slots=True)
class TrainReport:
    """Where the model is, what it was trained on, how good it is on rows it had not seen.

    ``page`` and ``suspicious`` are the report and the labels to read again, where there are such;
    ``warm`` tells of the older model, where one was named. ``counts`` are the rows of the table,
    also those left out; ``alike`` are names of labels that differ by case or «ё» only.
    """

    path: Path
    rows: int
    distinct: int
    rare: tuple[tuple[str, int], ...]
    evaluation: Evaluation
    split: TimeSplit | None = None
    page: Path | None = None
    suspicious: Path | None = None
    warm: Warmth | None = None
    counts: Counts | None = None
    alike: tuple[Names, ...] = ()

    @classmethod
    def of(
        cls,
        path: Path,
        labelled: Labelled,
        model: TrainedModel,
        evaluation: Evaluation,
        **rest: Any,
    ) -> TrainReport:
        """Report on a model that was trained on labelled rows; ``rest`` are fields by name."""
        return cls(
            path,
            labelled.rows,
            len(labelled.examples),
            labelled.rare,
            evaluation,
            warm=Warmth.of(model.warm) if model.warm else None,
            counts=Counts.of(labelled),
            alike=alike_labels(labelled),
            **rest,
        )

    def as_dict(self) -> dict[str, Any]:
        """Plain dict for JSON."""
        return {
            "path": str(self.path),
            "rows": self.rows,
            "distinct": self.distinct,
            "rare": dict(self.rare),
            "metrics": self.evaluation.as_dict(),
            "split": self.split.as_dict() if self.split else None,
            "page": str(self.page) if self.page else None,
            "suspicious": str(self.suspicious) if self.suspicious else None,
            "warm_start": self.warm.as_dict() if self.warm else None,
            "counts": self.counts.as_dict() if self.counts else None,
            "alike": [dict(names) for names in self.alike],
        }

    def summary(self) -> str:
        """Return the report as lines for the terminal, in Russian."""
        counts = self.counts.said() if self.counts else f"строк {self.rows}, разных {self.distinct}"
        lines = [
            f"модель: {self.path}",
            counts,
            self.split.said() if self.split else "на строках, которых модель не видела:",
            self.evaluation.summary(),
            *self._doubts(),
        ]
        if self.page:
            lines.append(f"отчёт: {self.page}")
        if self.suspicious:
            lines.append(f"сомнительные метки, стоит перечитать: {self.suspicious}")
        return "\n".join(lines)

    def _doubts(self) -> list[str]:
        lines = [self.warm.said()] if self.warm else []
        decided = self.evaluation.decided
        if doubt := decided.doubt() if decided else "":
            lines.append(doubt)
        if self.alike:
            lines.append(alike_said(self.alike))
        if self.rare:
            lines.append(f"меток, у которых меньше трёх строк: {len(self.rare)} (список в card.md)")
        return lines
