"""How fast authorities answer: waits with censoring, groups, trends, bodies with the same work."""

from tsur_nlp.respond.speed.change import Periods, changes, late_changes
from tsur_nlp.respond.speed.comparison import compare, compare_late, strata
from tsur_nlp.respond.speed.curve import Curve, Estimate
from tsur_nlp.respond.speed.punctuality import Punctuality
from tsur_nlp.respond.speed.spans import Span, Spans, measure_spans
from tsur_nlp.respond.speed.table import speed_table
from tsur_nlp.respond.speed.trends import Change, Trend, trend

__all__ = [
    "Change",
    "Curve",
    "Estimate",
    "Periods",
    "Punctuality",
    "Span",
    "Spans",
    "Trend",
    "changes",
    "compare",
    "compare_late",
    "late_changes",
    "measure_spans",
    "speed_table",
    "strata",
    "trend",
]
