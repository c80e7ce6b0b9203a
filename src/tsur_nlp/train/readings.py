"""What readers made of a text, and how far to trust each: examples of one text by several readers.

Operators, an annotator and we ourselves have read the open data. Where they differ the text is
learned under every reading, each with its share of the weight, the operator's first.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from tsur_nlp.classify.taxonomy import NOT_APPEAL, OTHER, Taxonomy
from tsur_nlp.train.datasets import Example

UNCLEAR = "00.01"
"""The code of a text that does not say what it is about."""

SURE = {"1": 0.8, "0": 0.6, "-1": 0.3}
"""How far to trust the group of a reader who says how sure he was."""

SURE_TOPIC = {"1": 0.8, "0": 0.4, "-1": 0.2}
_SECOND = 0.3


class Reading(NamedTuple):
    """What one reader made of a text, and how far to trust the group and the topic."""

    group: str
    topic: str
    weight: float
    topic_weight: float


class OurReadings(NamedTuple):
    """Readings of ours by id, and the ids of what is no appeal."""

    readings: Mapping[str, Sequence[Reading]]
    no_appeals: frozenset[str]

    @classmethod
    def load(cls, path: Path, source: str) -> OurReadings:
        """Load those of a source from ``source, id, code, code2, sure``; none without the file."""
        if not path.is_file():
            return cls({}, frozenset())
        with path.open(encoding="utf-8", newline="") as file:
            rows = [row for row in csv.DictReader(file) if row["source"] == source]
        found = {row["id"]: list(_readings(row)) for row in rows}
        return cls(found, frozenset(row["id"] for row in rows if row["code"] == NOT_APPEAL))


def reading(code: str, topic_weight: float, weight: float) -> Reading:
    """Return what a code of our taxonomy means as a reading; ``GG.99`` names no topic."""
    entry = Taxonomy.load().entry(code)
    return Reading(entry.group, "" if entry.name == OTHER else entry.name, weight, topic_weight)


def _readings(row: Mapping[str, str]) -> Iterator[Reading]:
    """Yield the topic of a row and, with less weight, the second one beside it."""
    trust, of_topic = SURE[row["sure"]], SURE_TOPIC[row["sure"]]
    for code, share in ((row["code"], 1.0), (row["code2"], _SECOND)):
        if code and code not in (NOT_APPEAL, UNCLEAR):
            yield reading(code, share * of_topic, share * trust)


def shared_out(
    text: str, readings: Iterable[Reading], *, source: str, measured: bool
) -> Iterator[Example]:
    """Yield an example per distinct reading; all together weigh as much as the most trusted one.

    A reader who names no topic speaks for those topics of the group that others name. The first
    reading is the one that is measured.
    """
    known = [reading for reading in readings if reading.group and reading.weight]
    merged = _merged(known)
    most = max((reading.weight for reading in known), default=0.0)
    total = sum(reading.weight for reading in merged)
    agreed = len({reading.group for reading in merged}) == 1
    for number, (group, topic, weight, topic_weight) in enumerate(merged):
        yield Example(
            text,
            group,
            topic,
            most * weight / total,
            topic_weight,
            is_appeal=True if agreed else None,
            measured=measured and number == 0,
            source=source,
        )


def _merged(readings: Sequence[Reading]) -> list[Reading]:
    """Fold equal readings into one, in the order of the first of each."""
    found: dict[tuple[str, str], list[Reading]] = defaultdict(list)
    for reading in readings:
        found[reading.group, reading.topic].append(reading)
    named: dict[str, int] = defaultdict(int)
    for group, topic in found:
        named[group] += bool(topic)
    plain = {key: sum(r.weight for r in same) for key, same in found.items()}
    merged = []
    for (group, topic), same in found.items():
        if not topic and named[group]:
            continue
        shared = plain.get((group, ""), 0.0) / named[group] if topic else 0.0
        weight = plain[group, topic] + shared
        merged.append(Reading(group, topic, weight, max(r.topic_weight for r in same)))
    first = readings[0].group if readings else ""
    return sorted(merged, key=lambda reading: reading.group != first)
