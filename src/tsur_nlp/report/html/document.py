"""One HTML file that needs no network: the frame around the sections of any page."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from string import Template

from tsur_nlp.errors import InputError
from tsur_nlp.report.html.markup import Html, el, esc, join

Section = tuple[str, str, Html | None]
"""The id of a section, its heading, its body; without a body it is left out."""


def document(
    title: str, subtitle: str, verdict: Html, tiles: Html, sections: Sequence[Section]
) -> str:
    """Return a page: heading, verdict, headline numbers, sections with links to them."""
    shown = [(key, name, body) for key, name, body in sections if body]
    links = [el("li", el("a", name, href=f"#{key}")) for key, name, _ in shown]
    return Template(_read("page.html")).substitute(
        title=esc(title),
        style=_read("style.css"),
        script=_read("script.js"),
        subtitle=esc(subtitle),
        verdict=verdict,
        tiles=tiles,
        links=join(links),
        sections=join(_section(*section) for section in shown),
    )


def save(page: str, path: str | Path) -> Path:
    """Write a page to a file, whole or not at all; return its path.

    Raises:
        InputError: the file cannot be written.
    """
    target = Path(path)
    draft = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(page, encoding="utf-8", newline="\n")
        draft.replace(target)
    except OSError as error:
        if draft.exists():
            draft.unlink()
        raise InputError(f"cannot write the report {path}: {error}") from error
    return target


def _section(key: str, name: str, body: Html) -> Html:
    head = el("h2", name, id=f"{key}-title")
    return el("section", head, body, class_="card", id=key, aria_labelledby=f"{key}-title")


@lru_cache(maxsize=4)
def _read(name: str) -> str:
    return (Path(__file__).with_name("templates") / name).read_text(encoding="utf-8")
