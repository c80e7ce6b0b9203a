"""What problems are planted in: a stream with its rates, different texts and places at hand."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from tsur_nlp.detect.settings import DetectSettings
from tsur_nlp.detect.stream.messages import Floats, Ints, Stream, prepare


@dataclass(frozen=True, slots=True)
class Soil:
    """A stream, and by row the code of what a message is about and of what it says.

    ``topics`` are pairs of group and topic, or of group and nothing where the data have groups
    only; ``topic`` is −1 where that is not said. Two rows of one ``text`` say the same, numbers,
    case and punctuation apart. ``mean`` is messages a day by unit and topic.
    """

    stream: Stream
    topics: tuple[tuple[str, str], ...]
    topic: Ints
    text: Ints
    mean: Floats

    def __len__(self) -> int:
        return len(self.topic)

    @property
    def days(self) -> int:
        """Days from the first message to the last, both included."""
        return self.stream.days

    @property
    def units(self) -> tuple[str, ...]:
        """Names of the units, in the order of their codes."""
        return self.stream.units

    def rate(self, unit: int, topic: int) -> float:
        """Return messages a day; a series that never had one is taken to have had half a one."""
        return float(self.mean[unit, topic]) or 0.5 / self.days

    def topics_with(self, least: int) -> Ints:
        """Return the codes of topics of at least so many different texts."""
        pairs = pd.DataFrame({"topic": self.topic, "text": self.text}).drop_duplicates()
        return np.flatnonzero(_count(pairs["topic"].to_numpy(), len(self.topics)) >= least)

    def texts_for(self, unit: int, topic: int) -> Ints:
        """Return one row for each text of a topic that the unit itself has not."""
        about = self.topic == topic
        elsewhere = np.flatnonzero(about & (self.stream.unit != unit))
        known = self.text[about & (self.stream.unit == unit)]
        _, first = np.unique(self.text[elsewhere], return_index=True)
        rows = elsewhere[np.sort(first)]
        return rows[~np.isin(self.text[rows], known)]

    def hosts(self, unit: int) -> Ints:
        """Return the rows of a unit whose places a planted message may take, all if none has."""
        inside = np.flatnonzero(self.stream.unit == unit)
        frame = self.stream.frame.iloc[inside]
        pointed = frame["lat"].notna().to_numpy() & frame["lon"].notna().to_numpy()
        placed = pointed if pointed.any() else (frame["street"] != "").to_numpy()
        return inside[placed] if placed.any() else inside

    def has_places(self, unit: int) -> bool:
        """Tell whether messages of a unit have points or streets, and so can be close."""
        one = self.stream.frame.iloc[self.hosts(unit)[0]]
        return bool(one["lat"] == one["lat"] or one["street"])


def soil_of(facts: pd.DataFrame, unit: str | None) -> Soil:
    """Prepare facts for planting.

    Raises:
        InputError: there are no dates, or ``unit`` names no column.
    """
    stream = prepare(facts, unit, DetectSettings())
    by_group = not stream.topics
    topics = tuple((name, "") for name in stream.groups) if by_group else stream.topics
    topic = stream.group if by_group else stream.topic
    text = pd.factorize(stream.text_key)[0].astype(np.int64)
    empty = stream.text_key == ""
    text[empty] = len(text) + np.arange(int(empty.sum()))
    both = (stream.unit >= 0) & (topic >= 0)
    cells = stream.unit[both] * len(topics) + topic[both]
    counts = np.bincount(cells, minlength=len(stream.units) * len(topics))
    mean = counts.reshape(len(stream.units), len(topics)) / max(stream.days, 1)
    return Soil(stream, topics, topic, text, mean)


def _count(codes: Ints, size: int) -> Ints:
    return np.bincount(codes[codes >= 0], minlength=size)
