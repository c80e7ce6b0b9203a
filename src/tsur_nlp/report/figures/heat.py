"""The heat map of a territory as a picture for a document and for a notebook."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt
import numpy as np

from tsur_nlp.records import UnitHeat
from tsur_nlp.report.figures.ground import Ground, drawn, feature, ground, laid, shapes
from tsur_nlp.report.figures.heat_units import Units, has_point
from tsur_nlp.report.figures.heat_words import names, signs
from tsur_nlp.report.figures.palette import colours
from tsur_nlp.report.figures.theme import dressed, nothing
from tsur_nlp.report.map.boundaries import Boundary
from tsur_nlp.report.map.shapes import Points
from tsur_nlp.report.numbers.units import Unit, bare
from tsur_nlp.report.words import APPEALS, counted, date_range, parse_day

TITLE = "Тепловая карта обращений"
_EMPTY = "Нет данных: ни у одного обращения не определено место."
_NOWHERE = "Карты нет: у обращений нет координат, а границы не даны."
_FOREIGN = "Карты нет: границы — других территорий, ни одна не нашлась по названию."
_COLOUR = "Цвет — во сколько раз обращений больше ожидаемого, с поправкой на случайность."
_SIZE = "Площадь круга — число обращений."
_LOOSE = "Кругом показана территория, у которой нет границ; его площадь — число обращений."


def heat_map_figure(
    heat: Sequence[UnitHeat],
    areas: Sequence[Boundary] = (),
    *,
    over: Sequence[Boundary] = (),
    title: str = "",
    width: int = 640,
    named: bool = True,
) -> alt.LayerChart:
    """Draw a heat map.

    Args:
        heat: one record per unit, all of one topic group.
        areas: polygons of the units; circles at their points without.
        over: borders that are drawn above the units, as under hexagons.
        title: the heading.
        width: of the map, in pixels.
        named: whether the names of the units tell the reader where they are.
    """
    title, units = title or TITLE, bare(heat)
    everything = _everything(units, [*areas, *over])
    if everything is None:
        return nothing(title, _NOWHERE if units else _EMPTY, width=width)
    on = ground(everything, width=width, pad=8 if areas else 0.07 * width)
    found = Units(units, areas, on)
    if not found.spots:
        return nothing(title, _FOREIGN if units else _EMPTY, width=width)
    words = names(found.spots, on) if named else []
    layers = [*found.layers(), *_borders(over, on), signs(found.spots, on, named=named), *words]
    sizes = "" if not found.circles else _LOOSE if found.polygons else _SIZE
    return dressed(laid(layers, on), title, [_about(units), _COLOUR, sizes])


def _everything(units: Sequence[Unit], areas: Sequence[Boundary]) -> Points | None:
    """Return what the page has to hold: the polygons, or the points where there are none."""
    if areas:
        return np.vstack([ring for area in areas for ring in area.rings])
    found = [[unit.heat.lon, unit.heat.lat] for unit in units if has_point(unit)]
    return np.array(found, dtype=float) if found else None


def _borders(over: Sequence[Boundary], on: Ground) -> list[alt.Chart]:
    lines = [feature(shape) for shape in shapes(over, on).values()]
    ink = colours()["ink"]
    look: dict[str, Any] = {"filled": False, "stroke": ink, "strokeWidth": 0.7, "opacity": 0.4}
    return [drawn(lines, **look)] if lines else []


def _about(units: Sequence[Unit]) -> str:
    first = units[0].heat
    days = [day for day in map(parse_day, (first.window_start, first.window_end)) if day]
    when = date_range(*days) if len(days) == 2 else ""
    what = f"группа тем «{first.topic_group}»" if first.topic_group else "все темы"
    total = counted(sum(unit.heat.observed for unit in units), APPEALS)
    return " · ".join(part for part in (when, what, total) if part)
