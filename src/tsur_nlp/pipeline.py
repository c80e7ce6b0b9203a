"""The order of the per-message stages: normalize, classify, locate."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from tsur_nlp import columns, explain, exports
from tsur_nlp.errors import TsurError
from tsur_nlp.records import Message, NormalText, Place, Step, Topic, TopicPart
from tsur_nlp.text.offsets import origin

if TYPE_CHECKING:
    import pandas as pd

    from tsur_nlp.classify import TopicClassifier
    from tsur_nlp.locate import Locator
    from tsur_nlp.normalize import Normalizer

T = TypeVar("T")

CHUNK = 1_000
"""Messages that go through the stages together: enough for arrays to pay, little memory."""

ROWS_PER_TASK = 5_000
"""Rows that a worker process gets at a time."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a pipeline is made of; equal settings make equal pipelines, in any process."""

    region: str = ""
    addresses: str = ""
    boundaries: str = ""
    model: str = "topics-ru"
    assignee_model: str = ""
    precision: float = 0.95


class Pipeline:
    """The per-message stages in order, for one message, a stream, or a table.

    Models are loaded at the first message, once a process. A pipeline is pickled as its settings.
    """

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or Settings()

    @cached_property
    def normalizer(self) -> Normalizer:
        """Text repair and masking of personal data."""
        from tsur_nlp.normalize import Normalizer

        return Normalizer()

    @cached_property
    def classifier(self) -> TopicClassifier:
        """Group and topic."""
        from tsur_nlp.classify import TopicClassifier

        return TopicClassifier(self.settings.model, review_precision=self.settings.precision)

    @cached_property
    def assignees(self) -> TopicClassifier | None:
        """The responsible body, where a model trained on bodies is given."""
        from tsur_nlp.classify import TopicClassifier

        name = self.settings.assignee_model
        return TopicClassifier(name) if name else None

    @cached_property
    def locator(self) -> Locator:
        """Places."""
        from tsur_nlp.locate import Locator

        at = self.settings
        return Locator(
            region=at.region, addresses=at.addresses or None, boundaries=at.boundaries or None
        )

    def __call__(self, text: str) -> Message:
        """Read one message."""
        return next(self.map([text]))

    def map(self, texts: Iterable[object]) -> Iterator[Message]:
        """Read a stream of messages, in order; a value that is no message yields its ``error``."""
        for chunk in _chunks(texts, CHUNK):
            errors = [exports.text_problem(text) for text in chunk]
            good = (t for t, e in zip(chunk, errors, strict=True) if isinstance(t, str) and not e)
            distinct = list(dict.fromkeys(good))
            read = dict(zip(distinct, self._read_or_report(distinct), strict=True))
            for text, error in zip(chunk, errors, strict=True):
                yield _unread(text, error) if error else read[str(text)]

    def frame(
        self,
        frame: pd.DataFrame,
        *,
        overrides: Mapping[str, str] | None = None,
        n_jobs: int = 1,
        progress: bool | None = False,
    ) -> pd.DataFrame:
        """Score a table: the same rows in the same order, with the ``nlp_`` columns added.

        ``overrides`` names columns that the header table does not know (``{"text": "Суть"}``).
        ``progress=None`` draws a bar where stderr is a terminal.

        Raises:
            ExportError: no column holds the text, or an override names no column.
        """
        import pandas as pd

        pieces = (frame.iloc[i : i + ROWS_PER_TASK] for i in range(0, len(frame), ROWS_PER_TASK))
        scored = list(
            self.frames(
                pieces if len(frame) else iter([frame]),
                overrides=overrides,
                n_jobs=n_jobs,
                progress=progress,
                total=len(frame),
            )
        )
        return scored[0] if len(scored) == 1 else pd.concat(scored)

    def frames(
        self,
        frames: Iterable[pd.DataFrame],
        *,
        overrides: Mapping[str, str] | None = None,
        n_jobs: int = 1,
        progress: bool | None = False,
        total: int | None = None,
    ) -> Iterator[pd.DataFrame]:
        """Score a stream of tables, in order, in bounded memory (see `frame`)."""
        from joblib import Parallel, delayed
        from tqdm import tqdm

        score = delayed(_score)
        tasks = (score(self, frame, overrides) for frame in frames)
        done = Parallel(n_jobs=n_jobs, return_as="generator", pre_dispatch="n_jobs + 1")(tasks)
        silent = None if progress is None else not progress
        with tqdm(total=total, unit=" обращ.", disable=silent) as bar:
            for scored in done:
                bar.update(len(scored))
                yield scored

    def _read_or_report(self, texts: list[str]) -> list[Message]:
        """Read texts together; when one breaks a stage, find it and report it in its own row."""
        try:
            return self._read(texts)
        except TsurError:
            raise  # a missing model or register is no fault of a row
        except Exception as error:  # a bad row never stops a batch
            if len(texts) == 1:
                return [_unread(texts[0], f"ошибка обработки: {type(error).__name__}: {error}")]
            half = len(texts) // 2
            return self._read_or_report(texts[:half]) + self._read_or_report(texts[half:])

    def _read(self, texts: list[str]) -> list[Message]:
        normal = list(self.normalizer.map(texts))
        masked = [item.masked for item in normal]
        topics = self.classifier.map_with_parts(masked)
        places = self.locator.map(item.text for item in normal)
        bodies: Iterable[Topic | None] = (
            self.assignees.map(masked) if self.assignees else [None] * len(texts)
        )
        return [
            Message(
                text=item.original,
                masked_text=item.masked_original,
                normal=item,
                topic=topic,
                places=_in_original(found, item),
                assignee=body,
                explainer=self._explain,
                parts=_parts_in_original(parts, item),
            )
            for item, (topic, parts), found, body in zip(
                normal, topics, places, bodies, strict=True
            )
        ]

    def _explain(self, message: Message) -> str:
        return explain.in_russian(message, self.classifier, self.locator)

    def __reduce__(self) -> tuple[object, tuple[Settings]]:
        return _shared, (self.settings,)


def load_pipeline(
    *,
    region: str = "",
    addresses: object = "",
    boundaries: object = "",
    model: object = "topics-ru",
    assignee_model: object = "",
    precision: float = 0.95,
) -> Pipeline:
    """Make a pipeline; every argument is optional.

    ``region`` settles which of two namesakes is meant; ``addresses`` is the path of a register of
    houses, ``boundaries`` of a GeoJSON with districts; ``model`` is the id or the folder of a topic
    model, ``assignee_model`` of a model trained on responsible bodies. Where a topic group is less
    sure than gave ``precision`` on unseen rows, ``needs_review`` is set.
    """
    return Pipeline(
        Settings(
            region=region,
            addresses=str(addresses or ""),
            boundaries=str(boundaries or ""),
            model=str(model),
            assignee_model=str(assignee_model or ""),
            precision=precision,
        )
    )


@lru_cache(maxsize=4)
def _shared(settings: Settings) -> Pipeline:
    """Return a worker's one pipeline of these settings, so that a task does not load models."""
    return Pipeline(settings)


def _score(
    pipeline: Pipeline, frame: pd.DataFrame, overrides: Mapping[str, str] | None
) -> pd.DataFrame:
    texts = exports.texts(frame, overrides)
    return columns.append(frame, pipeline.map(texts))


def _in_original(places: tuple[Place, ...], normal: NormalText) -> tuple[Place, ...]:
    if not normal.steps or not places:
        return places
    moved = []
    for place in places:
        start, end = normal.origin(place.start, place.end)
        moved.append(replace(place, start=start, end=end, text=normal.original[start:end]))
    return tuple(moved)


def _parts_in_original(parts: tuple[TopicPart, ...], normal: NormalText) -> tuple[TopicPart, ...]:
    """Move the spans from the masked text to the original, where they do not overlap either."""
    if not parts or normal.masked == normal.original:
        return parts
    steps, last, moved = (*normal.steps, _masking(normal)), 0, []
    for part in parts:
        start, end = origin(steps, part.start, part.end)
        start = max(start, last)
        last = max(start, end)
        moved.append(replace(part, start=start, end=last))
    return tuple(moved)


def _masking(normal: NormalText) -> Step:
    """Return the masking as a step after the repairs; it is asked for rarely, so not kept."""
    from tsur_nlp.normalize.personal import PLACEHOLDERS, PersonalDataMasker

    found = PersonalDataMasker().find(normal.text)
    return Step("masking", tuple((s.start, s.end, PLACEHOLDERS[s.kind]) for s in found))


def _unread(text: object, error: str) -> Message:
    return Message(text=text if isinstance(text, str) else "", masked_text="", error=error)


def _chunks(items: Iterable[T], size: int) -> Iterator[list[T]]:
    iterator = iter(items)
    while chunk := list(islice(iterator, size)):
        yield chunk
