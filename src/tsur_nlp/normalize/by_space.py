"""Runs of spaces and empty lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tsur_nlp.normalize.repair import repair
from tsur_nlp.text.offsets import Edit

_RUN = re.compile(r"[ \n]{2,}")
_SPACES, _LINES = re.compile("  +"), re.compile("\n{3,}")


def _odd(text: str) -> bool:
    return "  " in text or "\n\n\n" in text or text[:1].isspace() or text[-1:].isspace()


@repair(guard=_odd, in_links=True)
def whitespace(text: str) -> Iterator[Edit]:
    """Leave one space between words, one empty line between paragraphs, none at the ends.

    >>> whitespace("  Нет   света.\\n\\n\\n\\nКогда дадут? ")
    'Нет света.\\n\\nКогда дадут?'

    Not a single newline or a space before a comma: they are the citizen's way to write.

    >>> whitespace("Нет света ,\\nтемно")
    'Нет света ,\\nтемно'
    """
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    if start >= end:
        yield 0, len(text), ""
        return
    yield 0, start, ""
    runs = _RUN if "\n\n\n" in text else _SPACES
    for match in runs.finditer(text, start, end):
        yield *match.span(), _LINES.sub("\n\n", _SPACES.sub(" ", match[0]))
    yield end, len(text), ""
