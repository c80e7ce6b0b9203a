"""The heat map of a territory: scored messages in, colours out, and their files."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tsur_nlp import exports, units
from tsur_nlp.errors import InputError
from tsur_nlp.facts import facts_between
from tsur_nlp.records import UnitHeat

if TYPE_CHECKING:
    import pandas as pd

    from tsur_nlp.detect.heat.aside import HeatMap
    from tsur_nlp.report.map.boundaries import Boundary

_DRAWN = (".geojson", ".svg")
ENDINGS = (".json", *_DRAWN)
TABLES = (".csv", ".tsv", ".xlsx", ".parquet", ".jsonl")


def heat_map(
    frame: pd.DataFrame,
    *,
    as_of: object = None,
    unit: str | None = None,
    topics: str | None = None,
    by: str | None = None,
    cells: int | None = None,
    populations: Mapping[str, int] | None = None,
) -> HeatMap:
    """Colour every unit of a territory; the list knows how many messages are in none (`aside`).

    Args:
        frame: as in `find_problems`.
        as_of: as in `find_problems`.
        unit: as in `find_problems`.
        topics: as in `find_problems`.
        by: ``"group"`` colours every topic group of every unit too, besides all its messages.
        cells: resolution of the H3 hexagons that are the units instead, 4 to 9 (8 suits a city).
        populations: residents by unit; by default those that the gazetteer knows.

    Raises:
        InputError: there is no date column, ``unit`` names no column, ``by`` or ``cells`` cannot
            be, hexagons or units are too many, or the package h3 is not installed.
    """
    from tsur_nlp import detect

    known = facts_between(frame, as_of, as_of, unit=unit, topics=topics)
    residents = units.populations(known) if populations is None else populations
    return detect.heat_map(known, as_of=as_of, unit=unit, by=by, cells=cells, populations=residents)


def write_heat(
    heat: Sequence[UnitHeat],
    path: str | Path,
    *,
    boundaries: str | Path | None = None,
    group: str = "",
    title: str = "",
) -> Path:
    """Write a heat map by the ending of the name; return its path.

    ``.json`` is a list of records, ``.geojson`` the same with polygons, ``.svg`` a picture, a table
    (``.csv``, ``.xlsx``, …) has a row per record. ``boundaries`` is a GeoJSON with the units'
    polygons; hexagons have their own. ``group`` keeps one topic group of a map made with
    ``by="group"``; a picture shows all messages without it. ``title`` is the picture's heading.

    Raises:
        InputError: the ending is unknown, there is no such group, ``boundaries`` cannot be used or
            are of other units, or the file cannot be written.
    """
    from tsur_nlp import report
    from tsur_nlp.report.saving import save

    path = check_ending(path)
    ending = path.suffix.lower()
    chosen = of_group(heat, group, picture=ending == ".svg")
    if ending == ".json":
        return save(_json([one.as_dict() for one in chosen]), path)
    if ending in TABLES:
        exports.write(_table(chosen), path)
        return path
    areas, over, named = polygons(chosen, boundaries)
    if ending == ".geojson":
        return save(_json(report.heat_geojson(chosen, areas)), path)
    picture = report.heat_picture(
        chosen, areas, over=over, title=title, named=named, aside=_aside(heat, group)
    )
    return save(picture, path)


def notices(
    heat: Sequence[UnitHeat],
    path: str | Path,
    *,
    boundaries: str | Path | None = None,
    group: str = "",
) -> list[str]:
    """Return what is to be told beside a file: messages on no unit, units without a polygon.

    Arguments as in `write_heat`.
    """
    from tsur_nlp.detect.heat.aside import told_aside

    chosen = of_group(heat, group, picture=True)
    said = [told_aside(_aside(heat, group), chosen)]
    if boundaries:
        said.append(_of_boundaries(chosen, Path(path), boundaries))
    return [sentence for sentence in said if sentence]


def _of_boundaries(heat: Sequence[UnitHeat], path: Path, boundaries: str | Path) -> str:
    from tsur_nlp.report.map.boundaries import without_area

    if path.suffix.lower() not in _DRAWN:
        return f"boundaries have no effect: they are drawn in {' and '.join(_DRAWN)}"
    areas, _, named = polygons(heat, boundaries)
    return without_area([one.unit for one in heat], areas) if named else ""


def check_ending(path: str | Path) -> Path:
    """Return the path of a heat map that can be written.

    Raises:
        InputError: the ending says no format that heat maps are written in.
    """
    path = Path(path)
    if path.suffix.lower() not in (*ENDINGS, *TABLES):
        known = ", ".join((*ENDINGS, *TABLES))
        raise InputError(f"{path}: a heat map is written as {known}, not as {path.suffix!r}")
    return path


def of_group(heat: Sequence[UnitHeat], group: str, *, picture: bool) -> list[UnitHeat]:
    """Return the records of one topic group; all, or for a picture all messages, without it.

    Raises:
        InputError: there is no such group.
    """
    if not group:
        return [one for one in heat if not (picture and one.topic_group)]
    chosen = [one for one in heat if one.topic_group == group]
    if not chosen and heat:
        groups = sorted({one.topic_group for one in heat} - {""})
        known = f"groups: {', '.join(groups)}" if groups else 'make the map with by="group"'
        raise InputError(f"the heat map has no group {group!r}; {known}")
    return chosen


def polygons(
    heat: Sequence[UnitHeat], boundaries: str | Path | None
) -> tuple[list[Boundary], list[Boundary], bool]:
    """Return the units' polygons, the borders to draw over them, and whether names help.

    Raises:
        InputError: ``boundaries`` cannot be read, or are those of other units.
    """
    import numpy as np

    from tsur_nlp.detect.heat.cells import CELL, outline
    from tsur_nlp.report.map import boundaries as files

    read = files.load(boundaries) if boundaries else []
    cells = sorted({one.unit for one in heat if one.unit_type == CELL})
    if not cells:
        files.refuse_others({one.unit for one in heat}, read, boundaries)
        return read, [], True
    rings = [np.array(outline(cell), dtype=float) for cell in cells]
    made = [files.Boundary(c, ((ring,),)) for c, ring in zip(cells, rings, strict=True)]
    files.refuse_elsewhere(made, read, boundaries)
    return made, read, False


def _aside(heat: Sequence[UnitHeat], group: str) -> int:
    from tsur_nlp.detect.heat.aside import HeatMap

    return heat.aside.get(group, 0) if isinstance(heat, HeatMap) else 0


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def _table(heat: Sequence[UnitHeat]) -> pd.DataFrame:
    import dataclasses

    import pandas as pd

    columns = [field.name for field in dataclasses.fields(UnitHeat)]
    rows = [one.as_dict() | {"top_topics": "; ".join(one.top_topics)} for one in heat]
    return pd.DataFrame(rows, columns=columns)
