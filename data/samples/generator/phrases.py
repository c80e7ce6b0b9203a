"""The phrase files: topics with their templates, and banks of small phrases."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

PHRASES = Path(__file__).parents[1] / "phrases"
TOPIC_FILES = (
    "jkh.txt", "dorogi.txt", "blago.txt", "tko.txt", "med.txt", "soc.txt", "transport.txt",
    "other.txt",
)  # fmt: skip


# people who write of these things seldom name a street
PERSONAL = {
    "Здравоохранение/Медицина", "Социальное обслуживание и защита", "Мобилизация",
    "Экономика и бизнес", "Общественный транспорт", "МФЦ \"Мои документы\"",
}  # fmt: skip


@dataclass
class Topic:
    """A topic, how often it is written about, its short and longer templates, its stories."""

    group: str
    name: str
    weight: float
    season: str
    templates: list[str] = field(default_factory=list)
    longer: list[str] = field(default_factory=list)
    stories: list[str] = field(default_factory=list)


@dataclass
class Bank:
    """Everything the generator can say."""

    topics: list[Topic]
    tails: dict[str, list[str]]
    common: dict[str, list[str]]
    non_appeals: dict[str, list[str]]
    answers: dict[str, list[str]]
    planted: dict[str, list[str]]
    misspellings: list[tuple[str, str]]
    yo: list[tuple[str, str]]
    names: dict[str, list[str]]

    def topic(self, group: str, name: str) -> Topic:
        """Find a topic by its exact names."""
        return next(t for t in self.topics if (t.group, t.name) == (group, name))


def sections(name: str) -> dict[str, list[str]]:
    """Read a file of ``## heading`` blocks, one phrase a line."""
    found: dict[str, list[str]] = {}
    current: list[str] = []
    for line in (PHRASES / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            current = found.setdefault(line[3:].strip(), [])
        elif line.strip():
            current.append(line.strip())
    return found


def _blocks(name: str) -> list[tuple[str, str, list[str]]]:
    blocks: list[tuple[str, str, list[str]]] = []
    group = ""
    for line in (PHRASES / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            blocks.append((group, line[3:].strip(), []))
        elif line.startswith("# "):
            group = line[2:].strip()
        elif line.strip():
            blocks[-1][2].append(line.strip())
    return blocks


def _read_topics() -> tuple[list[Topic], dict[str, list[str]]]:
    topics: list[Topic] = []
    tails: dict[str, list[str]] = {}
    for name in TOPIC_FILES:
        for group, heading, lines in _blocks(name):
            if heading == "+ tails":
                tails[group] = lines
                continue
            parts = [p.strip() for p in re.split(r"\s\|\s", heading)]
            season = parts[2] if len(parts) > 2 else ""
            topics.append(Topic(group, parts[0], float(parts[1]), season, lines))
    known = {(t.group, t.name): t for t in topics}
    for group, heading, lines in _blocks("more.txt"):
        known[group, heading].longer = lines
    for group, heading, lines in _blocks("stories.txt"):
        known[group, heading].stories += lines
    return topics, tails


def load() -> Bank:
    """Read all phrase files."""
    topics, tails = _read_topics()
    spellings = {
        name: [(line.partition("|")[0], line.partition("|")[2]) for line in lines]
        for name, lines in sections("misspellings.txt").items()
    }
    return Bank(
        topics=topics,
        tails=tails,
        common=sections("common.txt"),
        non_appeals=sections("non_appeals.txt"),
        answers=sections("answers.txt"),
        planted=sections("planted.txt"),
        misspellings=spellings["words"],
        yo=spellings["yo"],
        names=sections("names.txt"),
    )
