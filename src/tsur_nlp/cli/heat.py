"""The command that colours a map."""

from __future__ import annotations

from tsur_nlp.cli import console, outputs
from tsur_nlp.cli.options import (
    Addresses,
    AsOf,
    Boundaries,
    ByGroup,
    Cells,
    Column,
    Export,
    Group,
    Model,
    Output,
    Region,
    Sheet,
    Title,
    Topics,
    Unit,
)
from tsur_nlp.cli.territory import scored


def heat(
    export: Export,
    output: Output,
    as_of: AsOf = "",
    unit: Unit = "",
    topics: Topics = "",
    by_group: ByGroup = False,
    group: Group = "",
    cells: Cells = None,
    boundaries: Boundaries = "",
    region: Region = "",
    addresses: Addresses = "",
    model: Model = "topics-ru",
    column: Column = [],  # noqa: B006 - typer copies the default
    sheet: Sheet = "",
    title: Title = "",
) -> None:
    """Colour the units of the territory: JSON, GeoJSON, a table, or a picture (SVG)."""
    from tsur_nlp import heat as maps

    outputs.check((maps.check_ending, output), reads=(export, addresses, boundaries))
    frame = scored(export, sheet, column, model=model, region=region, addresses=addresses)
    console.say_coverage(frame, as_of, least_days=0)
    found = maps.heat_map(
        frame,
        as_of=as_of or None,
        unit=unit or None,
        topics=topics or None,
        by="group" if by_group or group else None,
        cells=cells,
    )
    maps.write_heat(found, output, boundaries=boundaries or None, group=group, title=title)
    if found and all(one.level == "grey" for one in found):
        console.say("every unit is grey: the messages are too few, or go back too short, to judge")
    console.say(f"{len({one.unit for one in found})} units -> {output}")
    for notice in maps.notices(found, output, boundaries=boundaries or None, group=group):
        console.say(notice)
    console.finish(len(frame), console.row_errors(frame))
