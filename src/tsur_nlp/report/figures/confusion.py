"""Which labels are taken for which: shares of each true label, counts in the cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import altair as alt
import numpy as np

from tsur_nlp.errors import InputError
from tsur_nlp.report.figures.palette import colours
from tsur_nlp.report.figures.theme import dressed, nothing, over, rows, tips, topic
from tsur_nlp.report.words import APPEALS, counted, number, percent, trim

TITLE = "Что с чем путается"
OTHERS, UNLABELLED = "прочие", "без метки"
_LABEL, _CELL, _DARK, _BAR = 44, 36, 0.55, 150
_HINT = "В клетке — число обращений; чем темнее, тем больше доля в своей строке."

Counts = np.ndarray[tuple[int, int], np.dtype[np.int64]]
_TIPS = (
    ("true", "верно"),
    ("said", "решено"),
    ("many", "обращений"),
    ("part", "доля строки"),
)


def confusion_figure(
    true: Iterable[object],
    predicted: Iterable[object],
    *,
    labels: Sequence[str] | None = None,
    top: int = 15,
    title: str = "",
) -> alt.LayerChart:
    """Draw a confusion matrix: a row for each true label, its shares as shades.

    Args:
        true: the right labels.
        predicted: those that were given, in the same order.
        labels: which labels are shown, in this order; the most frequent by default.
        top: how many are shown by default; the others are one row and one column.
        title: the heading.

    Raises:
        InputError: the two are not of one length, or ``top`` is not above 0.
    """
    rights, given = _labels(true), _labels(predicted)
    if len(rights) != len(given):
        raise InputError(
            f"{len(rights)} true labels and {len(given)} predicted ones; give a pair for each row"
        )
    if top < 1:
        raise InputError(f"top={top!r}: show one label or more")
    if not rights:
        return nothing(title or TITLE, "Сравнивать нечего: ни одной пары меток.")
    shown = list(dict.fromkeys(map(str, labels))) if labels else _frequent([*rights, *given], top)
    counts, names = _matrix(rights, given, shown)
    agreed = sum(a == b for a, b in zip(rights, given, strict=True))
    said = f"{counted(len(rights), APPEALS)}, верно {percent(agreed / len(rights), 1)}"
    return dressed(_cells(counts, names), title or TITLE, [said, _HINT])


def _labels(values: Iterable[object]) -> list[str]:
    import pandas as pd

    made = ["" if pd.isna(value) else str(value).strip() for value in values]  # type: ignore[call-overload]
    return [label or UNLABELLED for label in made]


def _frequent(labels: Sequence[str], top: int) -> list[str]:
    found, counts = np.unique(np.array(labels, dtype=object).astype(str), return_counts=True)
    pairs = sorted(zip(found.tolist(), counts.tolist(), strict=True), key=lambda p: (-p[1], p[0]))
    return [label for label, _ in pairs[:top]]


def _matrix(
    rights: Sequence[str], given: Sequence[str], shown: Sequence[str]
) -> tuple[Counts, list[str]]:
    """Count the pairs; labels that are not shown are the last row and the last column."""
    place = {label: i for i, label in enumerate(shown)}
    counts = np.zeros((len(shown) + 1, len(shown) + 1), dtype=np.int64)
    for right, said in zip(rights, given, strict=True):
        counts[place.get(right, -1), place.get(said, -1)] += 1
    names = [*shown, OTHERS]
    if not counts[-1].any() and not counts[:, -1].any():
        return counts[:-1, :-1], names[:-1]
    return counts, names


def _cells(counts: Counts, names: Sequence[str]) -> alt.LayerChart:
    labels = _told_apart([trim(topic(name), _LABEL) for name in names])
    size, domain = _CELL * len(labels), alt.Scale(domain=labels)
    base = alt.Chart(rows(_values(counts, labels)), width=size, height=size).encode(
        x=alt.X("said:N", axis=_axis("решено", labelAngle=-45), scale=domain),
        y=alt.Y("true:N", axis=_axis("верно"), scale=domain),
    )
    bar = alt.Legend(title="доля строки", format=".0%", gradientLength=_BAR, tickCount=5)
    scale = alt.Scale(domain=[0, 1], range=[colours()["wash"], colours()["accent"]])
    shade = alt.Color("share:Q", scale=scale, legend=bar)
    squares = base.mark_rect(stroke=colours()["card"], strokeWidth=1)
    ink = alt.when(f"datum.share > {_DARK}").then(alt.value(colours()["card"]))
    words = base.mark_text(fontSize=11, baseline="middle")
    return over(
        [
            squares.encode(color=shade, tooltip=tips(_TIPS)),
            words.encode(text="many:N", color=ink.otherwise(alt.value(colours()["ink"]))),
        ]
    )


def _values(counts: Counts, labels: Sequence[str]) -> list[dict[str, Any]]:
    shares = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    return [
        {"true": labels[i], "said": labels[j], "many": number(counts[i, j])}
        | {"share": round(float(shares[i, j]), 4), "part": percent(float(shares[i, j]), 1)}
        for i, j in np.argwhere(counts).tolist()
    ]


def _axis(title: str, **more: Any) -> alt.Axis:
    return alt.Axis(title=title, labelLimit=280, domain=False, ticks=False, grid=False, **more)


def _told_apart(labels: Sequence[str]) -> list[str]:
    """Number the labels that look the same after they were cut."""
    seen: dict[str, int] = {}
    made = []
    for label in labels:
        seen[label] = seen.get(label, 0) + 1
        made.append(label if seen[label] == 1 else f"{label} ({seen[label]})")
    return made
