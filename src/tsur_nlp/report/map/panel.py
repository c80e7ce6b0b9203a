"""The heat map of the page: what is drawn, and its legend."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tsur_nlp.report.html.markup import Html, el
from tsur_nlp.report.html.svg import svg, text
from tsur_nlp.report.map.boundaries import load, paired
from tsur_nlp.report.map.layers import Drawn, drawn_map, has_point
from tsur_nlp.report.map.marks import SIGNS, WIDTH, radius, target
from tsur_nlp.report.numbers.units import Unit
from tsur_nlp.report.words import number

LEGEND = {
    "red": "красный: обращений намного больше ожидаемого",
    "orange": "оранжевый: больше ожидаемого",
    "green": "зелёный: в пределах обычного",
    "grey": "серый: недостаточно данных",
}
SILENT = "без цвета: обращений нет"


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
    return el("figure", picture, _legend(drawn, points), class_="map")


def outlined(units: Sequence[Unit], boundaries: str | Path) -> bool:
    """Tell whether the map shows outlines of the units, not only circles over those of others.

    Raises:
        InputError: the file is not a GeoJSON with named polygons.
    """
    return bool(paired([unit.heat.unit for unit in units], load(boundaries)))


def _legend(drawn: Drawn, points: Sequence[Unit]) -> Html:
    items = [el("li", _swatch(level, round_=drawn.sized), words) for level, words in LEGEND.items()]
    if drawn.ground:
        items.append(el("li", _swatch("ground"), SILENT))
    sizes = _sizes(points) if drawn.sized and points else None
    return el("figcaption", el("ul", items, class_="legend"), sizes)


def _swatch(level: str, *, round_: bool = False) -> Html:
    """Show a piece of the map: the fill and the sign of a level."""
    shape = el("circle", cx=14, cy=10, r=9) if round_ else el("path", d="M1 1h26v18h-26z")
    mark = SIGNS.get(level)
    drawn = el("text", mark, x=14, y=15, font_size=14, class_="sign") if mark else None
    piece = el("g", shape, drawn, class_=f"{level} piece")
    return el("svg", piece, viewBox="0 0 28 20", class_="swatch", aria_hidden="true")


def _sizes(units: Sequence[Unit]) -> Html:
    most = max(u.heat.observed for u in units)
    shown = sorted({max(1, round(most * part)) for part in (0.1, 0.4, 1.0)})
    circles, x = [], 0.0
    for count in shown:
        r = radius(count, most) / 2
        circles += [
            el("circle", cx=x + r + 1, cy=29, r=r),
            text(x + 2 * r + 6, 35, number(count)),
        ]
        x += 2 * r + 22 + 10 * len(number(count))
    drawn = svg(x, 58, circles, label="Площадь круга: число обращений", class_="sizes")
    return el("p", "Площадь круга — число обращений: ", drawn, class_="size-note")


__all__ = ["LEGEND", "SILENT", "heat_map", "outlined"]
