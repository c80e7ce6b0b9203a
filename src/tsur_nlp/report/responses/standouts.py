"""Who surely stands out: faster or slower than others, better or worse than before."""

from __future__ import annotations

from collections.abc import Iterable

from tsur_nlp.records import Responses
from tsur_nlp.report.responses.cells import rows_of
from tsur_nlp.report.words import number

_NAMED = 3


def standouts(responses: Responses) -> str:
    """Tell in sentences who stands out; empty where chance may explain every difference."""
    bodies = rows_of(responses.table, "исполнитель")
    pace = {
        "Медленнее других на тех же темах": "медленнее",
        "Быстрее других на тех же темах": "быстрее",
    }
    said = [
        _sentence(opening, (str(row["name"]) for row in bodies if row["speed_verdict"] == verdict))
        for opening, verdict in pace.items()
    ]
    changes = responses.changes
    said += [
        _sentence(f"За четыре недели стало {way}", changes.loc[changes["direction"] == way, "name"])
        for way in ("хуже", "лучше")
    ]
    return " ".join(sentence for sentence in said if sentence)


def _sentence(opening: str, found: Iterable[str]) -> str:
    """Name a few; count the others.

    >>> _sentence("Стало лучше", ["Минздрав", "Минтранс", "Минздрав"])
    'Стало лучше: Минздрав, Минтранс.'
    >>> _sentence("Стало хуже", "АБВГД")
    'Стало хуже: А, Б, В и ещё 2.'
    """
    names = list(dict.fromkeys(found))
    if not names:
        return ""
    more = len(names) - _NAMED
    listed = ", ".join(names[:_NAMED])
    return f"{opening}: {listed} и ещё {number(more)}." if more > 0 else f"{opening}: {listed}."
