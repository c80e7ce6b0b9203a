"""What to label next: unclear, frequent, unlike each other, some for groups hardly ever told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from tsur_nlp.classify import TopicClassifier
from tsur_nlp.errors import InputError
from tsur_nlp.records import Topic
from tsur_nlp.train.datasets import fold_of, key_of
from tsur_nlp.train.options import SEED
from tsur_nlp.train.streams import is_message, read_texts, text_cells
from tsur_nlp.train.suggestion.diverse import counts, density, ranks, vectors
from tsur_nlp.train.suggestion.picking import Choice, doubt, group_shares, pick, weak_groups

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

    Vector = NDArray[np.float64]

COLUMNS = (
    *("suggest_rank", "suggest_reason"),
    *("nlp_topic_group", "nlp_topic", "nlp_topic_group_confidence"),
)
"""What is added to the caller's own columns."""

SAMPLE = 2_000
"""Messages by which it is judged how frequent a kind is."""

SHORTLIST = 20_000
_EACH = 20
"""Of a large stream so many of the most unclear are looked at, for every one wanted at least 20."""

_FREQUENT = 0.2
"""A one-off is worth so much less than the most frequent kind that is as unclear."""

_CLEAR = 0.8
_NEAR = 0.3


class Candidate(NamedTuple):
    """A distinct message: its words, its masked text, the row it is in, what the model says."""

    key: str
    text: str
    row: int
    topic: Topic


@dataclass(frozen=True, slots=True)
class _Stream:
    """Distinct messages in the order of their words, and the words of every message."""

    distinct: tuple[Candidate, ...]
    keys: tuple[str, ...]


def suggest(
    rows: pd.DataFrame | Iterable[str],
    model: str | Path | TopicClassifier = "topics-ru",
    count: int = 100,
    seed: int = SEED,
    *,
    text: str = "text",
    progress: bool = False,
) -> pd.DataFrame:
    """Return the rows that are worth labelling next, best first, with `COLUMNS` added.

    A row is worth more the less the model can tell its two best groups apart, the more messages of
    the stream are like it, and the less it is like the rows before it; every fifth row is for a
    group that the model hardly ever tells for sure. Blank texts and copies are never returned, so
    there may be fewer rows than ``count``. The order of the rows given does not matter.

    Raises:
        InputError: no column of texts, no text in it, or ``count`` is less than one.
    """
    import pandas as pd

    if count < 1:
        raise InputError(f"count must be 1 or more, not {count}")
    frame = rows if isinstance(rows, pd.DataFrame) else pd.DataFrame({text: list(rows)})
    classifier = model if isinstance(model, TopicClassifier) else TopicClassifier(model)
    stream = _read(text_cells(frame, text), classifier, progress)
    if not stream.distinct:
        raise InputError(f"no row has a text in the column {text!r}: there is nothing to suggest")
    return _framed(frame, choose(stream.distinct, stream.keys, classifier, count, seed))


def choose(
    distinct: Sequence[Candidate],
    keys: Sequence[str],
    classifier: TopicClassifier,
    count: int,
    seed: int,
) -> list[tuple[Candidate, str]]:
    """Choose among distinct messages, each with its reason; ``keys`` are those of all messages."""
    groups = dict.fromkeys(group for group, _ in classifier.labels)
    weak = weak_groups((candidate.topic for candidate in distinct), groups)
    some = _shortlist(distinct, count, seed)
    features, common = _likeness(some, _sample(distinct, keys, seed))
    topics = [candidate.topic for candidate in some]
    unclear = ranks([doubt(topic) for topic in topics])
    chosen = pick(unclear * (1 - _FREQUENT + _FREQUENT * common), features, topics, weak, count)
    return [(some[c.row], _reason(c, topics[c.row], float(common[c.row]))) for c in chosen]


def _read(cells: Sequence[object], classifier: TopicClassifier, progress: bool) -> _Stream:
    good = [row for row, value in enumerate(cells) if is_message(value)]
    read = read_texts((cells[row] for row in good), classifier, progress=progress)
    found = [
        Candidate(key_of(masked), masked, row, topic)
        for row, masked, topic in zip(good, read.texts, read.topics, strict=True)
    ]
    first: dict[str, Candidate] = {}
    for candidate in sorted(found, key=lambda c: (c.key, str(cells[c.row]), c.row)):
        first.setdefault(candidate.key, candidate)
    first.pop("", None)
    return _Stream(tuple(first.values()), tuple(candidate.key for candidate in found))


def _shortlist(distinct: Sequence[Candidate], count: int, seed: int) -> list[Candidate]:
    """Take the most unclear of a large stream; the seed only breaks ties."""
    order = sorted(distinct, key=lambda c: (-doubt(c.topic), _lot(c.key, seed)))
    return order[: max(SHORTLIST, _EACH * count)]


def _sample(distinct: Sequence[Candidate], keys: Sequence[str], seed: int) -> list[Candidate]:
    """Draw messages of the stream by their words; a text that came often may be drawn often."""
    known = {candidate.key: candidate for candidate in distinct}
    met: Counter[str] = Counter()
    lots = []
    for key in keys:
        if key in known:
            met[key] += 1
            lots.append((_lot(f"{key}#{met[key]}", seed), key))
    return [known[key] for _, key in nsmallest(SAMPLE, lots)]


def _likeness(some: Sequence[Candidate], sample: Sequence[Candidate]) -> tuple[csr_matrix, Vector]:
    """Return features of the candidates and how frequent the kind of each is, from 0 to 1."""
    base = counts(candidate.text for candidate in sample)
    features = vectors((candidate.text for candidate in some), base)
    drawn = {candidate.key for candidate in sample}
    inside = np.array([candidate.key in drawn for candidate in some])
    around = vectors((candidate.text for candidate in sample), base)
    return features, ranks(density(features, around, inside))


def _lot(key: str, seed: int) -> int:
    return fold_of(key, 2**62, seed)


def _reason(choice: Choice, topic: Topic, common: float) -> str:
    """Say in Russian why the row was chosen."""
    shares = list(group_shares(topic).items())
    if choice.weak:
        share = dict(shares)[choice.weak]
        return (
            f"Возможно, редкая группа «{choice.weak}» ({_percent(share)}): среди уверенных ответов "
            "модели её почти нет, нужны примеры."
        )
    (best, first), (second, other) = [*shares, ("", 0.0)][:2]
    said = f"Модель не уверена: «{best}» ({_percent(first)})"
    if first - other >= _CLEAR:
        said = f"Модель почти не сомневается: «{best}» ({_percent(first)}); строка для проверки"
    elif other >= first * _NEAR:
        said = f"Модель выбирает: «{best}» ({_percent(first)}) или «{second}» ({_percent(other)})"
    often = "; таких обращений много" if common >= 2 / 3 else ""
    return f"{said}{often}."


def _percent(share: float) -> str:
    return f"{round(100 * share)} %"


def _framed(frame: pd.DataFrame, chosen: Sequence[tuple[Candidate, str]]) -> pd.DataFrame:
    own = [place for place, name in enumerate(frame.columns) if name not in COLUMNS]
    result = frame.iloc[[candidate.row for candidate, _ in chosen], own]
    topics = [candidate.topic for candidate, _ in chosen]
    added: tuple[list[Any], ...] = (
        list(range(1, len(chosen) + 1)),
        [reason for _, reason in chosen],
        [topic.group for topic in topics],
        [topic.name for topic in topics],
        [topic.group_confidence for topic in topics],
    )
    return result.assign(**dict(zip(COLUMNS, added, strict=True)))
