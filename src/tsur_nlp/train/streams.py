"""Messages of a file as the model reads them: masked texts, each with its topic."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from tsur_nlp.classify import TopicClassifier
from tsur_nlp.errors import InputError
from tsur_nlp.exports import recognise, text_problem
from tsur_nlp.records import Topic
from tsur_nlp.train.datasets import mask_texts

if TYPE_CHECKING:
    import pandas as pd

CHUNK = 5_000
SCORED = ("nlp_topic_group", "nlp_topic_group_confidence")
"""An export that has these columns was scored before and is taken at its word."""


@dataclass(frozen=True, slots=True)
class Stream:
    """Messages of one period: their masked texts and what the model makes of them."""

    texts: tuple[str, ...]
    topics: tuple[Topic, ...]

    @property
    def groups(self) -> list[str]:
        """The group of every message."""
        return [topic.group for topic in self.topics]

    @property
    def names(self) -> list[str]:
        """The group and the topic of every message; nothing in a model of one level."""
        named = any(topic.name for topic in self.topics)
        return [f"{topic.group} / {topic.name}" for topic in self.topics] if named else []


def is_message(value: object) -> bool:
    """Say whether a cell of the text column can be read."""
    return not text_problem(value)


def read_texts(
    values: Iterable[object], classifier: TopicClassifier, *, progress: bool = False
) -> Stream:
    """Mask and score what can be read, in order."""
    good = [value for value in values if isinstance(value, str) and is_message(value)]
    texts: list[str] = []
    topics: list[Topic] = []
    for chunk in _shown(good, progress):
        masked = mask_texts(chunk)
        texts += masked
        topics += classifier.map(masked)
    return Stream(tuple(texts), tuple(topics))


def read_messages(
    frame: pd.DataFrame, classifier: TopicClassifier, *, text: str, progress: bool = False
) -> Stream:
    """Read a file of messages: scored ones as they are, others by the model.

    Raises:
        InputError: the column is missing, or the file was scored by another model.
    """
    if not set(SCORED) <= set(frame.columns):
        return read_texts(text_cells(frame, text), classifier, progress=progress)
    values = _cells(frame, "nlp_text_masked") or text_cells(frame, text)
    records = _records(frame, classifier)
    kept = [
        (value, topic)
        for value, topic in zip(values, records, strict=True)
        if isinstance(value, str) and is_message(value) and topic.group
    ]
    _check_labels({topic.group for _, topic in kept}, classifier)
    texts = [value for value, _ in kept]
    if "nlp_text_masked" not in frame.columns:
        texts = [masked for chunk in _shown(texts, progress) for masked in mask_texts(chunk)]
    return Stream(tuple(texts), tuple(topic for _, topic in kept))


def text_cells(frame: pd.DataFrame, text: str) -> list[Any]:
    """Return the column of texts, named by its header or by ``text`` as exports are known to."""
    headers = [str(column) for column in frame.columns]
    header = text if text in headers else recognise(headers).mapping.get(text, text)
    found = _cells(frame, header)
    if found is None:
        raise InputError(
            f"no column {text!r} with the texts: the file has {', '.join(headers)}; "
            "name it: --text HEADER (text='HEADER' in Python)"
        )
    return found


def _cells(frame: pd.DataFrame, header: str) -> list[Any] | None:
    headers = [str(column) for column in frame.columns]
    return frame.iloc[:, headers.index(header)].tolist() if header in headers else None


def _records(frame: pd.DataFrame, classifier: TopicClassifier) -> Iterator[Topic]:
    groups, names = _strings(frame, "nlp_topic_group"), _strings(frame, "nlp_topic")
    sure = _numbers(frame, "nlp_topic_group_confidence")
    second = _numbers(frame, "nlp_topic_confidence")
    below = classifier.review_below
    given = _cells(frame, "nlp_needs_review") or [None] * len(frame)
    review = [
        p < below if v is None or v != v else str(v).lower() in ("true", "1", "1.0")
        for v, p in zip(given, sure, strict=True)
    ]
    for group, p, name, q, asks in zip(groups, sure, names, second, review, strict=True):
        yield Topic(group, p, name, q, needs_review=asks)


def _strings(frame: pd.DataFrame, column: str) -> list[str]:
    values = _cells(frame, column) or [""] * len(frame)
    return [value if isinstance(value, str) else "" for value in values]


def _numbers(frame: pd.DataFrame, column: str) -> list[float]:
    import pandas as pd

    values = _cells(frame, column) or [0.0] * len(frame)
    found: list[float] = pd.to_numeric(pd.Series(values, dtype=object), errors="coerce").tolist()
    return [value if value == value else 0.0 for value in found]


def _check_labels(groups: set[str], classifier: TopicClassifier) -> None:
    strange = sorted(groups - {group for group, _ in classifier.labels})
    if strange:
        raise InputError(
            f"the model {classifier.artifact} has no group {strange[0]!r}: the file was scored by "
            "another one; name that model, or score the file again"
        )


def _shown(items: Sequence[str], progress: bool) -> Iterator[list[str]]:
    """Yield chunks, with a bar where the standard error is a terminal."""
    from tqdm import tqdm

    iterator = iter(items)
    with tqdm(total=len(items), unit=" обращ.", disable=None if progress else True) as bar:
        while chunk := list(islice(iterator, CHUNK)):
            yield chunk
            bar.update(len(chunk))
