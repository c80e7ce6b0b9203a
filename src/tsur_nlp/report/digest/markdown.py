"""The digest as a text for a messenger: bold, short lists, nothing that needs a wide screen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tsur_nlp.report.digest import records
from tsur_nlp.report.digest.lines import (
    answers,
    head,
    numbers,
    problems,
    quality,
    topics,
)
from tsur_nlp.report.digest.moves import changes

LIMIT = 3_500
"""Characters: a message of Telegram takes 4,096, one of VK Teams as many."""


@dataclass(frozen=True, slots=True)
class Room:
    """How much is told: problems, their reasons, changes of a kind, letters of a name, spans."""

    problems: int
    reasons: bool
    moves: int
    name: int
    spans: int = 2


# From the fullest to the shortest; the first that fits is sent.
ROOMS = (
    Room(5, reasons=True, moves=3, name=90),
    Room(5, reasons=True, moves=2, name=70),
    Room(5, reasons=False, moves=2, name=60),
    Room(3, reasons=False, moves=1, name=50),
    Room(2, reasons=False, moves=1, name=24, spans=1),
)


def markdown(digest: records.Digest) -> str:
    """Write the fullest text that fits; the shortest always does."""
    texts = (_text(digest, room) for room in ROOMS)
    return next((text for text in texts if len(text) <= LIMIT), _text(digest, ROOMS[-1]))


def _text(digest: records.Digest, room: Room) -> str:
    return "\n\n".join("\n".join(block) for block in _blocks(digest, room) if block) + "\n"


def _blocks(digest: records.Digest, room: Room) -> Iterator[list[str]]:
    yield head(digest, room.name)
    yield numbers(digest)
    yield from (
        changes(span, digest, room.moves, room.name) for span in digest.changes[: room.spans]
    )
    yield problems(digest, room.problems, room.name, reasons=room.reasons)
    yield topics(digest, room.name)
    yield answers(digest.answers)
    yield quality(digest.quality)
