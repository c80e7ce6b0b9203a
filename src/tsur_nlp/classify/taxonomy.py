"""Groups and topics with stable codes: ours as a data file, another region's from CSV or JSON."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from tsur_nlp.errors import InputError

OTHER = "другое в группе"
"""The name of ``GG.99``: the group is sure, none of its topics fits."""

NOT_APPEAL = "00.00"
"""The code of what is not an appeal: thanks, official answers, chatter, advertisements."""

_OURS = Path(__file__).parent / "data" / "taxonomy.csv"
_COLUMNS = ("code", "topic_group", "topic")
_NOTES = ("description", "differs", "examples")


@dataclass(frozen=True, slots=True)
class TopicEntry:
    """One topic: its code ``GG.TT``, its group and its name.

    ``description`` says what belongs here, ``differs`` how the neighbours differ, ``examples`` are
    short messages; a taxonomy may go without them.
    """

    code: str
    group: str
    name: str
    description: str = ""
    differs: str = ""
    examples: tuple[str, ...] = ()


@dataclass(frozen=True)
class Taxonomy:
    """Topics in the order of the file, and ways to look one up.

    >>> taxonomy = Taxonomy.load()
    >>> len(taxonomy.groups), len(taxonomy.entries)
    (26, 195)
    >>> taxonomy.entry("02.02").name
    'Отсутствие горячей воды'
    >>> taxonomy.entry("02.02").examples[0]
    'где горячая вода?'
    >>> taxonomy.entry("02.99").name, taxonomy.code("ЖКХ", "Отсутствие горячей воды")
    ('другое в группе', '02.02')
    """

    entries: tuple[TopicEntry, ...]

    @classmethod
    def load(cls, path: str | Path | None = None) -> Taxonomy:
        """Load ours, or a CSV or JSON file with ``code, topic_group, topic``.

        ``description``, ``differs`` and ``examples`` (parted by ``|``, or a list) may stand beside.

        Raises:
            InputError: the file is not such a table; the sentence says what is wrong.
        """
        return _ours() if path is None else cls(_checked(_read(Path(path)), Path(path)))

    @cached_property
    def groups(self) -> tuple[str, ...]:
        """Names of the groups, in the order of the file."""
        return tuple(dict.fromkeys(entry.group for entry in self.entries))

    def topics(self, group: str) -> tuple[str, ...]:
        """Return the names of the topics of one group."""
        return tuple(entry.name for entry in self.entries if entry.group == group)

    def entry(self, code: str) -> TopicEntry:
        """Return the entry of a code; ``GG.99`` is «другое в группе» of that group."""
        if code not in self._by_code:
            raise InputError(f"no topic with the code {code!r}: see Taxonomy.load().entries")
        return self._by_code[code]

    def code(self, group: str, name: str = "") -> str:
        """Return the code of a topic, of ``GG.99`` where only the group is known."""
        found = self._by_name.get((group, name or OTHER))
        if found is None:
            raise InputError(
                f"no topic {name!r} in the group {group!r}: see Taxonomy.load().entries"
            )
        return found.code

    @cached_property
    def _by_code(self) -> dict[str, TopicEntry]:
        others = (
            TopicEntry(f"{entry.code.split('.')[0]}.99", entry.group, OTHER)
            for entry in self.entries
        )
        return {entry.code: entry for entry in (*others, *self.entries)}

    @cached_property
    def _by_name(self) -> dict[tuple[str, str], TopicEntry]:
        return {(entry.group, entry.name): entry for entry in self._by_code.values()}


@lru_cache(maxsize=1)
def _ours() -> Taxonomy:
    return Taxonomy(_checked(_read(_OURS), _OURS))


def _read(path: Path) -> list[dict[str, Any]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
        rows = (
            json.loads(text) if path.suffix == ".json" else list(csv.DictReader(text.splitlines()))
        )
    except (OSError, ValueError) as error:
        raise InputError(f"{path} cannot be read as a taxonomy ({error})") from error
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise InputError(f"{path} must be a list of objects with {', '.join(_COLUMNS)}")
    return rows


def _checked(rows: Iterable[dict[str, Any]], path: Path) -> tuple[TopicEntry, ...]:
    entries = []
    for number, row in enumerate(rows, start=1):
        code, group, name = (str(row.get(column) or "").strip() for column in _COLUMNS)
        if not (code and group and name):
            raise InputError(
                f"{path}, row {number}: needs {', '.join(_COLUMNS)}, none of them empty"
            )
        entries.append(TopicEntry(code, group, name, *_notes(row)))
    codes = [entry.code for entry in entries]
    twice = sorted({code for code in codes if codes.count(code) > 1})
    if twice or not entries:
        raise InputError(
            f"{path}: " + (f"codes repeat: {', '.join(twice)}" if twice else "no rows")
        )
    return tuple(entries)


def _notes(row: dict[str, Any]) -> tuple[str, str, tuple[str, ...]]:
    description, differs, examples = (row.get(column) or "" for column in _NOTES)
    parts = examples.split("|") if isinstance(examples, str) else map(str, examples)
    given = tuple(part.strip() for part in parts if part.strip())
    return str(description).strip(), str(differs).strip(), given
