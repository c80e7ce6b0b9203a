"""Reads the labelled messages: ``{kind:piece}`` in the text becomes a span of the kind."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

KINDS = (
    "phone", "email", "profile", "passport", "snils", "inn", "card", "account", "apartment", "name",
    "date", "plate", "document",
)  # fmt: skip
FOLDER = Path(__file__).parent
_PIECE = re.compile(r"\{(" + "|".join(KINDS) + r"):([^{}]*)\}")


def personal_cases(path: Path = FOLDER / "cases.txt") -> list[dict[str, Any]]:
    """Return ``{"id", "text", "spans": [{"kind", "start", "end"}]}`` of every message."""
    cases: list[dict[str, Any]] = []
    section, number = "", 0
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            section, number = line[3:], 0
        elif line and not line.startswith("# "):
            number += 1
            cases.append({"id": f"{section}-{number}", **marked(line)})
    return cases


def marked(line: str) -> dict[str, Any]:
    """Take the marks out of a line and remember where they stood.

    >>> marked("тел. {phone:2-45-67}")
    {'text': 'тел. 2-45-67', 'spans': [{'kind': 'phone', 'start': 5, 'end': 12}]}
    """
    line = line.replace("\\n", "\n").replace("\\\\", "\\")
    text, spans, last = "", [], 0
    for mark in _PIECE.finditer(line):
        text += line[last : mark.start()]
        spans.append({"kind": mark[1], "start": len(text), "end": len(text) + len(mark[2])})
        text += mark[2]
        last = mark.end()
    return {"text": text + line[last:], "spans": spans}


def address_texts(path: Path = FOLDER / "addresses.txt") -> list[str]:
    """Return the texts that hold an address and no personal data."""
    return path.read_text(encoding="utf-8").splitlines()


def write_jsonl(folder: Path = FOLDER) -> None:
    """Write the cases of a folder for programs that do not import this file."""
    cases = personal_cases(folder / "cases.txt")
    lines = [json.dumps(case, ensure_ascii=False) + "\n" for case in cases]
    (folder / "cases.jsonl").write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    write_jsonl(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
