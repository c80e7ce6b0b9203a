"""The command about answers: deadlines, promises, bodies."""

from __future__ import annotations

from tsur_nlp.cli import console, outputs
from tsur_nlp.cli.options import (
    Addresses,
    AsOf,
    Bodies,
    Column,
    Deadlines,
    Export,
    Messages,
    Model,
    Outputs,
    Region,
    Sheet,
    Title,
    Topics,
    Unit,
)
from tsur_nlp.cli.territory import scored


def responses(
    export: Export,
    output: Outputs,
    as_of: AsOf = "",
    unit: Unit = "",
    topics: Topics = "",
    deadlines: Deadlines = "",
    bodies: Bodies = "",
    messages: Messages = "",
    region: Region = "",
    addresses: Addresses = "",
    model: Model = "topics-ru",
    column: Column = [],  # noqa: B006 - typer copies the default
    sheet: Sheet = "",
    title: Title = "",
) -> None:
    """Tell how a scored file or a raw export was answered: a table, a workbook or a page."""
    from tsur_nlp import authorities, exports

    outputs.check(
        *((authorities.check_ending, path) for path in output),
        (exports.check_output, messages),
        reads=(export, addresses, deadlines, bodies),
    )
    frame = scored(export, sheet, column, model=model, region=region, addresses=addresses)
    console.say_coverage(frame, as_of, least_days=0)
    found = authorities.responses(
        frame,
        as_of=as_of or None,
        unit=unit or None,
        topics=topics or None,
        deadlines=deadlines or None,
        directory=bodies or None,
    )
    for path in output:
        authorities.write_responses(found, path, title=title)
        console.say(f"{int(found.messages['counted'].sum())} messages -> {path}")
    if messages:
        exports.write(found.messages, messages)
        console.say(f"{len(found.messages)} rows -> {messages}")
    console.finish(len(frame), console.row_errors(frame))
