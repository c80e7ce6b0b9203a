"""Labels that look wrong: the model, which had not seen the row, is sure of another one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tsur_nlp.records import Topic
from tsur_nlp.train.datasets import Example
from tsur_nlp.train.origin import Origin

MOST = 50


@dataclass(frozen=True, slots=True)
class Suspicion:
    """A label that the model, sure of itself, disagrees with: worth reading again.

    ``confidence`` is that of the first level, ``sublabel_confidence`` that of both together. The
    second level is empty where the model or the row has none.
    """

    text: str
    label: str
    predicted: str
    confidence: float
    sublabel: str = ""
    predicted_sublabel: str = ""
    sublabel_confidence: float = 0.0

    @property
    def level(self) -> int:
        """The first level at which the model disagrees."""
        return 1 if self.label != self.predicted else 2

    @property
    def doubt(self) -> float:
        """How sure the model is where it disagrees."""
        return self.confidence if self.level == 1 else self.sublabel_confidence


def suspicions(pairs: Sequence[tuple[Topic, Example]]) -> tuple[Suspicion, ...]:
    """Take the rows where the model disagrees, at either level, surest first."""
    found = [
        Suspicion(
            example.text,
            example.label,
            topic.group,
            topic.group_confidence,
            example.sublabel,
            topic.name,
            topic.confidence,
        )
        for topic, example in pairs
        if topic.group != example.label
        or (topic.name and example.sublabel and topic.name != example.sublabel)
    ]
    return tuple(sorted(found, key=lambda s: (-s.doubt, s.text, s.label, s.sublabel))[:MOST])


def write(path: Path, found: Sequence[Suspicion], origin: Origin, *, levels: int) -> Path:
    """Write the list for review: the masked text, its labels, what the model says instead."""
    import pandas as pd

    from tsur_nlp import exports

    written = origin.find([suspicion.text for suspicion in found])
    columns = _COLUMNS if levels == 2 else [name for name in _COLUMNS if name not in _SECOND]
    rows = [_row(suspicion, *written[suspicion.text]) for suspicion in found]
    exports.write(pd.DataFrame(rows, columns=_COLUMNS, dtype=object)[columns], path)
    return path


_COLUMNS = [
    "строки",
    "текст",
    "расхождение",
    "метка",
    "по модели",
    "уверенность",
    "метка второго уровня",
    "второй уровень по модели",
    "уверенность второго уровня",
]
_SECOND = {"расхождение", *_COLUMNS[6:]}


def _row(suspicion: Suspicion, text: str, rows: tuple[int, ...]) -> tuple[str | float, ...]:
    return (
        ", ".join(map(str, rows)),
        text,
        "первый уровень" if suspicion.level == 1 else "второй уровень",
        suspicion.label,
        suspicion.predicted,
        round(suspicion.confidence, 3),
        suspicion.sublabel,
        suspicion.predicted_sublabel,
        round(suspicion.sublabel_confidence, 3),
    )
