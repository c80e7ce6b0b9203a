"""What changed since yesterday and since a week ago; no markup, so that a digest may use it too."""

from tsur_nlp.report.numbers.changes.records import (
    Changes,
    ProblemChange,
    Span,
    TopicChange,
    UnitChange,
)
from tsur_nlp.report.numbers.changes.spans import changes
from tsur_nlp.report.numbers.shifts import Shift

__all__ = [
    "Changes",
    "ProblemChange",
    "Shift",
    "Span",
    "TopicChange",
    "UnitChange",
    "changes",
]
