"""Edits of a text, and the way back from the edited text to the original."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the records themselves lean on this module
    from tsur_nlp.records import Step

Edit = tuple[int, int, str]


def apply(text: str, edits: Sequence[Edit]) -> str:
    """Replace each ``[start, end)`` by its string; edits are sorted and do not overlap.

    >>> apply("ул Мира", [(0, 2, "улица")])
    'улица Мира'
    """
    parts: list[str] = []
    last = 0
    for start, end, replacement in edits:
        parts += (text[last:start], replacement)
        last = end
    parts.append(text[last:])
    return "".join(parts)


def replay(text: str, steps: Iterable[Step]) -> str:
    """Apply the steps one after another; gives the text they were recorded on.

    >>> from tsur_nlp.records import Step
    >>> replay("ул Мира", [Step("abbreviations", ((0, 2, "улица"),))])
    'улица Мира'
    """
    for step in steps:
        text = apply(text, step.edits)
    return text


def origin(steps: Sequence[Step], start: int, end: int) -> tuple[int, int]:
    """Map a span of the final text to the span of the original it came from.

    A position inside a replacement maps to the whole replaced piece.

    >>> from tsur_nlp.records import Step
    >>> origin([Step("abbreviations", ((0, 2, "улица"),))], 6, 10)
    (3, 7)
    >>> origin([Step("abbreviations", ((0, 2, "улица"),))], 0, 5)
    (0, 2)
    """
    for step in reversed(steps):
        start, end = _before(step.edits, start, left=True), _before(step.edits, end, left=False)
    return start, max(start, end)


def _before(edits: Sequence[Edit], position: int, *, left: bool) -> int:
    shift = 0
    for start, end, replacement in edits:
        new_start = start + shift
        new_end = new_start + len(replacement)
        if position < new_start or (position == new_start and not (left and replacement == "")):
            break
        if position < new_end:
            return start if left else end
        shift += len(replacement) - (end - start)
        if position == new_end and not left:
            return end
    return position - shift
