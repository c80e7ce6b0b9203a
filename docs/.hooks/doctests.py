"""Doctests of docstrings as code: Markdown would take their ``>>>`` for quotes."""

from __future__ import annotations

import inspect
from typing import Any

import griffe


class Doctests(griffe.Extension):
    """Puts a fence round every paragraph of a docstring that begins with ``>>>``."""

    def on_object(self, *, obj: griffe.Object, **_: Any) -> None:
        """Rewrite the docstring of one object."""
        if obj.docstring and ">>>" in obj.docstring.value:
            text = inspect.cleandoc(obj.docstring.value)
            obj.docstring.value = "\n\n".join(map(_fenced, text.split("\n\n")))


def _fenced(paragraph: str) -> str:
    return f"```pycon\n{paragraph}\n```" if paragraph.startswith(">>>") else paragraph
