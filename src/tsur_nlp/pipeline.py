"""The order of the per-message stages: normalize, classify, locate."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import repeat
from typing import TYPE_CHECKING

from tsur_nlp import columns, explain, exports
from tsur_nlp.batches import carefully, chunks
from tsur_nlp.errors import InputError
from tsur_nlp.originals import parts_in_original, places_in_original
from tsur_nlp.records import Answer, Message

if TYPE_CHECKING:
    import pandas as pd

    from tsur_nlp.answers import AnsweredReader, Exchange
    from tsur_nlp.assignees import Assignees
    from tsur_nlp.classify import TopicClassifier
    from tsur_nlp.locate import Locator
    from tsur_nlp.normalize import Normalizer

    ReadAnswer = tuple[Answer | None, str]
    Located = tuple[str, str]
    """A text, and what the export says of its place."""
    Said = tuple[str, dt.date | None]

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
    routes: str = ""
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
    def assignees(self) -> Assignees:
        """The responsible body, where a model of bodies or rules are given."""
        from tsur_nlp.assignees import Assignees

        return Assignees(self.settings.assignee_model, self.settings.routes)

    @cached_property
    def locator(self) -> Locator:
        """Places."""
        from tsur_nlp.locate import Locator

        at = self.settings
        return Locator(
            region=at.region, addresses=at.addresses or None, boundaries=at.boundaries or None
        )

    @cached_property
    def answered(self) -> AnsweredReader:
        """What answers say."""
        from tsur_nlp.answers import AnsweredReader
        from tsur_nlp.respond.answers import AnswerReader

        return AnsweredReader(self.normalizer, self.classifier, AnswerReader())

    def __call__(self, text: str) -> Message:
        """Read one message."""
        return next(self.map([text]))

    def answer(
        self, text: str, *, question: str = "", answered_on: dt.date | None = None
    ) -> Answer:
        """Read one answer of an authority; ``answered_on`` is its day, «завтра» counts from it."""
        from tsur_nlp.answers import Exchange

        asked = self.normalizer(question).masked if question else ""
        return next(self.answered.map([Exchange(asked, text, answered_on)]))[0]

    def map(
        self, texts: Iterable[object], *, areas: Iterable[str] | None = None
    ) -> Iterator[Message]:
        """Read a stream of messages, in order; a value that is no message yields its ``error``.

        ``areas`` is what the export says of the place beside each text: it settles which of the
        streets of one name in the register of addresses is meant.
        """
        return self._map(texts, areas, self._read)

    def _map(
        self,
        texts: Iterable[object],
        areas: Iterable[str] | None,
        reading: Callable[[list[Located]], list[Message]],
    ) -> Iterator[Message]:
        if isinstance(texts, str | bytes):
            raise InputError("map takes many texts; one text is read by pipeline(text)")
        pairs = zip(texts, repeat("")) if areas is None else zip(texts, areas, strict=True)
        for chunk in chunks(pairs, CHUNK):
            errors = [exports.text_problem(text) for text, _ in chunk]
            told = [(_whole(text), area) for text, area in chunk]
            good = (pair for pair, error in zip(told, errors, strict=True) if not error)
            distinct = list(dict.fromkeys(good))
            read = dict(zip(distinct, carefully(distinct, reading, _broken), strict=True))
            for (text, area), error in zip(told, errors, strict=True):
                yield _unread(text, error) if error else read[text, area]

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

    def answers(self, exchanges: Iterable[Exchange]) -> Iterator[ReadAnswer]:
        """Yield what answers say, and the answers masked; nothing where there is no answer."""
        for chunk in chunks(exchanges, CHUNK):
            said = [exchange for exchange in chunk if exchange.answer.strip()]
            read = iter(carefully(said, self._read_answers, _no_answer))
            yield from (next(read) if e.answer.strip() else (None, "") for e in chunk)

    def _read_answers(self, exchanges: list[Exchange]) -> list[ReadAnswer]:
        return list(self.answered.map(exchanges))

    def _read(self, texts: list[Located]) -> list[Message]:
        return self.assignees.of_messages(self._read_without_body(texts))

    def _read_without_body(self, texts: list[Located]) -> list[Message]:
        normal = list(self.normalizer.map(text for text, _ in texts))
        masked = [item.masked for item in normal]
        topics = self.classifier.map_with_parts(masked)
        places = self.locator.map((n.place_text for n in normal), areas=[area for _, area in texts])
        return [
            Message(
                text=item.original,
                masked_text=item.masked_original,
                normal=item,
                topic=topic,
                places=places_in_original(found, item),
                explainer=self._explain,
                parts=parts_in_original(parts, item),
            )
            for item, (topic, parts), found in zip(normal, topics, places, strict=True)
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
    routes: object = "",
    precision: float = 0.95,
) -> Pipeline:
    """Make a pipeline; every argument is optional.

    ``region`` settles which of two namesakes is meant; ``addresses`` is the path of a register of
    houses, ``boundaries`` of a GeoJSON with districts; ``model`` is the id or the folder of a topic
    model, ``assignee_model`` of a model trained on responsible bodies, ``routes`` of a file with
    rules of who is responsible. Where a topic group is less sure than gave ``precision`` on unseen
    rows, ``needs_review`` is set.
    """
    if not isinstance(region, str):
        raise InputError(f"region is the name of a region of Russia, not {region!r}")
    if isinstance(precision, bool) or not isinstance(precision, int | float):
        raise InputError(f"precision is a share, as 0.95, not {precision!r}")
    return Pipeline(
        Settings(
            region=region,
            addresses=str(addresses or ""),
            boundaries=str(boundaries or ""),
            model=str(model),
            assignee_model=str(assignee_model or ""),
            routes=str(routes or ""),
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
    # What the export says of the place decides among the streets of a register, nothing else.
    areas = exports.areas(frame, overrides) if pipeline.settings.addresses else None
    # Bodies are named once: by the table where it counts, else with the messages.
    late = pipeline.assignees.mind_tables
    reading = pipeline._read_without_body if late else pipeline._read
    messages = list(pipeline._map(exports.texts(frame, overrides), areas, reading))
    answers = _answers(pipeline, messages, exports.answers(frame, overrides))
    scored = columns.append(frame, messages, answers)
    if not late:
        return scored
    return columns.with_assignees(scored, pipeline.assignees.of_table(scored, overrides))


def _answers(
    pipeline: Pipeline, messages: Sequence[Message], answers: Iterable[Said] | None
) -> Iterator[ReadAnswer] | None:
    if answers is None:
        return None
    from tsur_nlp.answers import Exchange

    exchanges = (Exchange(m.masked_text, *a) for m, a in zip(messages, answers, strict=True))
    return pipeline.answers(exchanges)


def _broken(item: Located, error: Exception) -> Message:
    # The words of an error may repeat the text, and a name or a phone with it.
    return _unread(item[0], f"ошибка обработки: {type(error).__name__}")


def _no_answer(exchange: Exchange, error: Exception) -> ReadAnswer:
    return None, ""


def _whole(text: object) -> str:
    """Return a text that can be written: half of an emoji, cut in two somewhere, is replaced."""
    if not isinstance(text, str):
        return ""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return str(text)


def _unread(text: str, error: str) -> Message:
    return Message(text=text, masked_text="", error=error)
