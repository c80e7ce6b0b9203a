"""The code blocks of a Markdown page, and the commands of a shell block."""

from __future__ import annotations

import re
import shlex
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"

_FENCE = re.compile(r"^(?P<margin>[ >]*)(?P<ticks>`{3,})(?P<info>.*)$")
_NAMED = re.compile(r'\btitle="([^"]+)"')
_EXCUSE = re.compile(r"<!-- not run: (.+) -->")


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: where it begins, its language, the file it is shown as, why it is not run."""

    page: Path
    line: int
    language: str
    title: str
    text: str
    excuse: str = ""

    @property
    def where(self) -> str:
        """The place to look at."""
        return f"{self.page.name}:{self.line}"


def blocks(page: Path) -> Iterator[Block]:
    """Yield the fenced blocks of a page, those in lists, tabs and notes too."""
    lines = page.read_text(encoding="utf-8").splitlines()
    at = 0
    while at < len(lines):
        opening = _FENCE.match(lines[at])
        if not opening:
            at += 1
            continue
        below = range(at + 1, len(lines))
        end = next((i for i in below if _closes(lines[i], opening["ticks"])), 0)
        if not end:
            raise ValueError(f"{page.name}:{at + 1}: the fence is not closed")
        before = next((line.strip() for line in reversed(lines[:at]) if line.strip()), "")
        excuse, named = _EXCUSE.fullmatch(before), _NAMED.search(opening["info"])
        yield Block(
            page=page,
            line=at + 1,
            language=opening["info"].split()[0] if opening["info"].strip() else "",
            title=named[1] if named else "",
            text=textwrap.dedent("\n".join(lines[at + 1 : end])) + "\n",
            excuse=excuse[1] if excuse else "",
        )
        at = end + 1


def _closes(line: str, ticks: str) -> bool:
    return line.strip(" >") == ticks


def commands(text: str) -> Iterator[list[str]]:
    """Yield the commands of a shell block as words, without comments and line ends."""
    for line in text.replace("\\\n", " ").splitlines():
        words: list[str] = []
        for word in [*shlex.split(line, comments=True), "&&"]:
            if word != "&&":
                words.append(word)
            elif words:
                yield words
                words = []
