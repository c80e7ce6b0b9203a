"""The colours of the pictures: those of the page, read from its sheet, and one for each series."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import tsur_nlp.report.html

_LIGHT = re.compile(r":root \{(.*?)\}", re.DOTALL)
_COLOUR = re.compile(r"--([\w-]+): (#[0-9a-f]{6});")

SERIES = ("#0072b2", "#d55e00", "#009e73", "#a05195", "#56b4e9", "#b8860b")
"""Told apart by the colour-blind too (after Okabe and Ito), dark enough for a line on white."""


@lru_cache(maxsize=1)
def colours() -> dict[str, str]:
    """Return the colours of the light page by their names in ``style.css``.

    >>> sorted(set(colours()) & {"red", "orange", "green", "grey"})
    ['green', 'grey', 'orange', 'red']
    """
    sheet = Path(tsur_nlp.report.html.__file__).with_name("templates") / "style.css"
    found = _LIGHT.search(sheet.read_text(encoding="utf-8"))
    return dict(_COLOUR.findall(found[1])) if found else {}
