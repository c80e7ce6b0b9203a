"""The heat map of the page: what is drawn, and its legend."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tsur_nlp.report.html.markup import Html, el
from tsur_nlp.report.html.svg import icon, svg, text
from tsur_nlp.report.html.words import number
from tsur_nlp.report.map.boundaries import load
from tsur_nlp.report.map.layers import drawn_map, has_point
from tsur_nlp.report.map.marks import WIDTH, radius, target
from tsur_nlp.report.units import Unit

LEGEND = {
    "red": "красный: обращений намного больше ожидаемого",
    "orange": "оранжевый: больше ожидаемого",
    "green": "зелёный: в пределах обычного",
    "grey": "серый: недостаточно данных",
}


def heat_map(units: Sequence[Unit], boundaries: str | Path | None) -> Html | None:
    """Draw the map with its legend; ``None`` where there is nowhere to draw."""
    areas = load(boundaries) if boundaries else []
    drawn = drawn_map(units, areas, target)
    if drawn is None:
        return None
    picture = el(
        "svg",
        drawn.body,
        viewBox=f"0 0 {WIDTH:g} {drawn.height:.0f}",
        role="group",
        aria_label="Тепловая карта; те же числа стоят в таблице рядом",
    )
    points = [unit for unit in units if has_point(unit)]
    return el("figure", picture, _legend(sized=not areas, units=points), class_="map")


def _legend(*, sized: bool, units: Sequence[Unit]) -> Html:
    levels = [el("li", icon(level), f" {words}") for level, words in LEGEND.items()]
    size = _sizes(units) if sized and units else None
    return el("figcaption", el("ul", levels, class_="legend"), size)


def _sizes(units: Sequence[Unit]) -> Html:
    most = max(u.heat.observed for u in units)
    shown = sorted({max(1, round(most * part)) for part in (0.1, 0.4, 1.0)})
    circles, x = [], 0.0
    for count in shown:
        r = radius(count, most) / 2
        circles += [
            el("circle", cx=x + r + 1, cy=28, r=r),
            text(x + 2 * r + 6, 33, number(count)),
        ]
        x += 2 * r + 22 + 9 * len(number(count))
    drawn = svg(x, 56, circles, label="Площадь круга: число обращений", class_="sizes")
    return el("p", "Площадь круга — число обращений: ", drawn, class_="size-note")


__all__ = ["heat_map"]
