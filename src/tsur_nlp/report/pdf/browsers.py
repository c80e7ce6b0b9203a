"""Which browser prints: the one that was named, one on the path, one at its usual place."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from tsur_nlp.errors import InputError

VARIABLE = "TSUR_BROWSER"
"""The variable of the environment that names the browser: a command or a path."""

_WINDOWS_VARIABLE = re.compile(r"%([^%]+)%")


def find_browser() -> str:
    """Return the path of a browser of the Chromium family.

    Raises:
        InputError: there is none, or ``TSUR_BROWSER`` names what is not there.
    """
    if named := os.environ.get(VARIABLE, "").strip():
        if found := shutil.which(named):
            return found
        raise InputError(f"{VARIABLE}={named}: no such program; give a command or a full path")
    for found in _known():
        return found
    raise InputError(
        "a PDF is printed by a browser, and none is found: install Chromium, Chrome, Edge or "
        f"Yandex Browser, or set {VARIABLE} to its path; .html, .md and .json need no browser"
    )


def _known() -> Iterator[str]:
    listed = known()
    yield from filter(None, map(shutil.which, listed["commands"]))
    places = listed.get(sys.platform, [])
    yield from filter(None, (shutil.which(_expanded(place)) for place in places))


def _expanded(place: str) -> str:
    """Put the values of ``%NAME%`` and ``~`` in; an unknown name leads nowhere."""
    filled = _WINDOWS_VARIABLE.sub(lambda name: os.environ.get(name[1], name[0]), place)
    return str(Path(filled).expanduser())


@lru_cache(maxsize=1)
def known() -> dict[str, list[str]]:
    """Return the commands, the places by platform, and the switches that printing needs."""
    path = Path(__file__).with_name("data") / "browsers.json"
    listed: dict[str, list[str]] = json.loads(path.read_text(encoding="utf-8"))
    return listed
