"""One HTML file that needs no network: the frame around the sections of any page."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from string import Template

from tsur_nlp.report.html.markup import Html, el, esc, join

Section = tuple[str, str, Html | None]
"""The id of a section, its heading, its body; without a body it is left out."""


def document(
    title: str, subtitle: str, verdict: Html, tiles: Html, sections: Sequence[Section]
) -> str:
    """Return a page: heading, verdict, headline numbers, sections with links to them."""
    shown = [(key, name, body) for key, name, body in sections if body]
    links = [el("li", el("a", name, href=f"#{key}")) for key, name, _ in shown]
    style, script = _read("style.css"), _read("script.js")
    return Template(_read("page.html")).substitute(
        title=esc(title),
        style=style,
        style_hash=_hash(style),
        script=script,
        script_hash=_hash(script),
        subtitle=esc(subtitle),
        verdict=verdict,
        tiles=tiles,
        links=join(links),
        sections=join(_section(*section) for section in shown),
    )


def _section(key: str, name: str, body: Html) -> Html:
    head = el("h2", name, id=f"{key}-title")
    return el("section", head, body, class_="card", id=key, aria_labelledby=f"{key}-title")


def _hash(text: str) -> str:
    """Return the digest by which the page allows this very text to a browser, and no other."""
    return base64.b64encode(hashlib.sha256(f"\n{text}".encode()).digest()).decode()


@lru_cache(maxsize=4)
def _read(name: str) -> str:
    return (Path(__file__).with_name("templates") / name).read_text(encoding="utf-8")
