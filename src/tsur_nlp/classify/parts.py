"""Messages about several matters: which part of the text is about what.

A message is cut into pieces; each gets one of the groups for which the whole message leaves room,
and neighbours of the same group are joined. A piece that says little (a greeting, the background)
is lent to the neighbour it suits better. What was joined is read once more, as a text of its own:
parts are reported only where two groups are sure, and one of them is that of the whole message.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import accumulate, groupby, pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from tsur_nlp.classify.cuts import Span, pieces
from tsur_nlp.classify.heads import Heads, Probabilities
from tsur_nlp.records import TopicPart

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Read = Callable[[Sequence[str]], Probabilities]
    Matrix = NDArray[np.float64]

LETTERS = 150
"""A shorter message is about one matter."""

ROOM = 0.02
"""What the whole message must leave for a group; it decides the time as well as the quality."""

PIECE = 0.5
"""A piece less sure of its group is lent to a neighbour."""

SURE = 0.75
"""A part less sure of its group is lent too: chosen by benchmarks/parts.py."""

_DIGITS = 6
_WEAK = -1


class _Run(NamedTuple):
    """Neighbouring spans of one group: its number, the span, what the surest of them says."""

    label: int
    start: int
    end: int
    confidence: float
    topics: Matrix


def find(
    texts: Sequence[str], whole: Probabilities, heads: Heads, read: Read
) -> list[tuple[TopicPart, ...]]:
    """Return the parts of each text, none where it is about one matter.

    ``whole`` are the probabilities of the texts, ``read`` gives those of any others.
    """
    parts: list[tuple[TopicPart, ...]] = [()] * len(texts)
    allowed = whole.groups >= ROOM
    main = whole.groups.argmax(axis=1).tolist()
    cut = _cut(texts, allowed)
    for sure in (PIECE, SURE):
        runs = _judged(texts, cut, allowed, read, sure) if cut else {}
        runs = {row: own for row, own in runs.items() if main[row] in {run.label for run in own}}
        cut = {row: [(run.start, run.end) for run in own] for row, own in runs.items()}
    for row, own in runs.items():
        parts[row] = tuple(_part(texts[row], run, heads) for run in own)
    return parts


def _cut(texts: Sequence[str], allowed: NDArray[np.bool_]) -> dict[int, list[Span]]:
    rows = np.flatnonzero(np.count_nonzero(allowed, axis=1) > 1).tolist()
    cut = {row: pieces(texts[row]) for row in rows if len(texts[row]) >= LETTERS}
    return {row: spans for row, spans in cut.items() if len(spans) > 1}


def _judged(
    texts: Sequence[str],
    cut: Mapping[int, list[Span]],
    allowed: NDArray[np.bool_],
    read: Read,
    sure: float,
) -> dict[int, list[_Run]]:
    """Read the spans of all messages together; keep the messages in which two groups are sure."""
    found = read([texts[row][start:end] for row, spans in cut.items() for start, end in spans])
    sizes = [len(spans) for spans in cut.values()]
    own = np.where(allowed[np.repeat(list(cut), sizes)], found.groups, 0.0)
    labels = own.argmax(axis=1)
    labels[(own.max(axis=1) < sure) | (found.appeal < 0.5)] = _WEAK
    judged = {}
    for (row, spans), last in zip(cut.items(), accumulate(sizes), strict=True):
        at = slice(last - len(spans), last)
        said = labels[at].tolist()
        if len({*said} - {_WEAK}) > 1:
            judged[row] = _joined(spans, said, found.groups[at], found.topics[at])
    return judged


def _joined(spans: Sequence[Span], said: list[int], groups: Matrix, topics: Matrix) -> list[_Run]:
    lent = _lent(said, groups)
    runs = []
    for label, members in groupby(range(len(spans)), key=lent.__getitem__):
        run = list(members)
        surest = max((i for i in run if said[i] == label), key=lambda i: float(groups[i, label]))
        confidence = float(groups[surest, label])
        runs.append(_Run(label, spans[run[0]][0], spans[run[-1]][1], confidence, topics[surest]))
    return runs


def _lent(said: list[int], groups: Matrix) -> list[int]:
    """Give weak spans the label of a sure neighbour; between two, cut where it suits them best."""
    sure = [i for i, label in enumerate(said) if label != _WEAK]
    lent = [said[sure[0]]] * sure[0]
    for left, right in pairwise(sure):
        gains = groups[left + 1 : right, said[left]] - groups[left + 1 : right, said[right]]
        sums = [0.0, *np.cumsum(gains).tolist()]
        border = left + 1 + sums.index(max(sums))
        lent += [said[left]] * (border - left) + [said[right]] * (right - border)
    return lent + [said[sure[-1]]] * (len(said) - sure[-1])


def _part(text: str, run: _Run, heads: Heads) -> TopicPart:
    own = np.flatnonzero(heads.topic_group == run.label)
    name = heads.topics[own[run.topics[own].argmax()]] if len(own) else ""
    body = text[run.start : run.end]
    start = run.start + len(body) - len(body.lstrip())
    confidence = round(run.confidence, _DIGITS)
    return TopicPart(heads.groups[run.label], name, confidence, start, start + len(body.strip()))
