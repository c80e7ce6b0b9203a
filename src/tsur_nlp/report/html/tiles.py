"""A headline number with its name above it, and how it differs from another one."""

from __future__ import annotations

from tsur_nlp.report.html.markup import Html, el
from tsur_nlp.report.words import NBSP, number, percent, signed


def change(value: float, base: float | None, than: str) -> Html | None:
    """Say how a count differs from another: in percent, and in pieces where percent mislead."""
    if base is None:
        return None
    gap = value - base
    if base >= 5 and gap and round(100 * abs(gap) / base) == 0:
        return el("span", el("b", f"≈{NBSP}почти столько же"), f" {than}", class_="change")
    how = signed(percent(abs(gap) / base), gap) if base >= 5 else signed(number(abs(gap), 1), gap)
    sign = "▲" if gap > 0 else "▼" if gap < 0 else "="
    words = el("b", f"{sign}{NBSP}{how}" if gap else f"={NBSP}столько же")
    return el("span", words, f" {than}", class_="change")


def tile(value: object, name: str, *notes: object, class_: str = "") -> Html:
    """One number with its name above it and notes below."""
    shown = [el("p", note, class_="tile-note") for note in notes if note is not None]
    return el(
        "div",
        el("p", name, class_="tile-name"),
        el("p", value, class_="tile-value"),
        *shown,
        class_=f"tile {class_}".strip(),
    )
