"""docs/errors.md tells of every kind of error, in the words that the library uses."""

from __future__ import annotations

import ast
import re
from functools import lru_cache

import pytest
from docs.blocks import DOCS, ROOT

from tsur_nlp import errors
from tsur_nlp.exports.rows import LONGEST, Unread, text_problem

PAGE = (DOCS / "errors.md").read_text(encoding="utf-8")
CLASSES = [name for name, kind in vars(errors).items() if isinstance(kind, type)]
FIRST_CELLS = re.findall(r"^\| (`.+?) \|", PAGE, re.M)


@lru_cache(maxsize=1)
def _written() -> str:
    """All strings of the library, one after another; an f-string in its fixed parts."""
    found = []
    for path in sorted((ROOT / "src").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.append(node.value)
    return "\x00".join(found)


def _quoted() -> list[str]:
    return [phrase for cell in FIRST_CELLS for phrase in re.findall(r"`([^`]+)`", cell)]


def test_the_tables_quote_something() -> None:
    assert len(_quoted()) > 25


@pytest.mark.parametrize("phrase", _quoted())
def test_the_library_says_what_is_quoted(phrase: str) -> None:
    if phrase not in CLASSES:
        for part in filter(None, re.split(r"\s*…\s*", phrase)):
            assert part in _written(), f"no message of the library says {part!r}"


@pytest.mark.parametrize("name", CLASSES)
def test_every_class_is_there(name: str) -> None:
    assert f"| `{name}` |" in PAGE


@pytest.mark.parametrize(
    "value",
    ["", None, 15, 0.5, True, b"x", ["x"], "x" * (LONGEST + 1), Unread("строка файла не")],
)
def test_every_reason_of_a_row_is_there(value: object) -> None:
    reason = text_problem(value).split(":")[0]
    kind = re.fullmatch(r"не текст, а (.+)", reason)
    assert (kind[1] if kind else reason) in PAGE
