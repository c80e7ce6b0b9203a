"""How a digest names a topic, a unit, a level, and a list of them."""

from __future__ import annotations

from collections.abc import Sequence

from tsur_nlp.report.digest.notes import ProblemMove, ProblemNote, TopicNote
from tsur_nlp.report.digest.plain import unmarked
from tsur_nlp.report.names import short
from tsur_nlp.report.numbers.problem_rows import ALL_TOPICS
from tsur_nlp.report.words import number

TITLE = "Обращения граждан"
MARKS = {"red": "🔴", "orange": "🟠", "green": "🟢", "grey": "⚪"}


def title(one: ProblemMove | ProblemNote, name: int) -> str:
    """Quote what a problem is about; ``name`` is the most letters of a name."""
    return f"«{topic(one, name)}»"


def topic(one: ProblemMove | ProblemNote | TopicNote, name: int) -> str:
    """Name a topic without the mark that the list of topics puts before some."""
    return unmarked((one.topic or one.topic_group or ALL_TOPICS).removeprefix("★ "), name)


def where(one: ProblemMove | ProblemNote, name: int) -> str:
    """Say where, after a dash."""
    return f" — {unmarked(short(one.unit), name)}" if one.unit else ""


def listed(found: Sequence[str], most: int, between: str = "; ") -> str:
    """List a few, count the others.

    >>> listed(["Невский", "Приморский", "Центральный"], 2, ", ")
    'Невский, Приморский и ещё 1'
    """
    rest = len(found) - most
    shown = between.join(found[:most])
    return f"{shown} и ещё {number(rest)}" if rest > 0 else shown
