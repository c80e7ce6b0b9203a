"""Labels whose names differ by case or «ё» only: most likely one label written in two ways."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from tsur_nlp.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tsur_nlp.train.datasets import Labelled

_SHOWN = 5

Names = tuple[tuple[str, int], ...]
"""Names of labels that are alike, each with how many different rows it has."""


def alike_labels(labelled: Labelled) -> tuple[Names, ...]:
    """Return names of the first level that are alike, then topics that are so within one group.

    >>> from tsur_nlp.train.datasets import Example, Labelled
    >>> alike_labels(Labelled((Example("яма", "Дороги"), Example("люк", "ДОРОГИ")), 2, ()))
    ((('ДОРОГИ', 1), ('Дороги', 1)),)
    """
    rows = labelled.examples
    first: Counter[tuple[str, ...]] = Counter((e.label,) for e in rows if e.label)
    second: Counter[tuple[str, ...]] = Counter(
        (e.label, e.sublabel) for e in rows if e.label and e.sublabel
    )
    return (*_alike(first), *_alike(second))


def alike_said(alike: Sequence[Names]) -> str:
    """Name them in Russian."""
    named = [" и ".join(f"«{name}» ({rows})" for name, rows in names) for names in alike]
    more = f"; и ещё {len(alike) - _SHOWN}" if len(alike) > _SHOWN else ""
    return (
        "метки различаются только регистром или «ё», модель учит их как разные: "
        f"{'; '.join(named[:_SHOWN])}{more}"
    )


def _alike(sizes: Counter[tuple[str, ...]]) -> list[Names]:
    """Group names by how they look folded; a topic counts with its group as it is written."""
    found: dict[tuple[str, ...], list[tuple[str, int]]] = defaultdict(list)
    for (*group, name), rows in sorted(sizes.items()):
        found[(*group, fold(name))].append((" / ".join([*group, name]), rows))
    return [tuple(names) for names in found.values() if len(names) > 1]
