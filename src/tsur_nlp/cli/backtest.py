"""The command that tries the detection on problems planted into one's own data."""

from __future__ import annotations

from typing import Annotated

import typer

from tsur_nlp.cli import console, outputs
from tsur_nlp.cli.options import (
    Addresses,
    Column,
    Export,
    Interval,
    JsonOutput,
    Model,
    Region,
    Seed,
    Sheet,
    Topics,
    Unit,
)
from tsur_nlp.cli.territory import scored

Plants = Annotated[int, typer.Option(help="How many problems to plant.", min=1)]
From = Annotated[str, typer.Option(help="Plant and count alarms from this day on.")]
Plot = Annotated[str, typer.Option(help="Also draw the result to this SVG file.")]


def backtest(
    export: Export,
    output: JsonOutput,
    plants: Plants = 40,
    recurrence_interval: Interval = 365,
    unit: Unit = "",
    topics: Topics = "",
    since: From = "",
    plot: Plot = "",
    region: Region = "",
    addresses: Addresses = "",
    model: Model = "topics-ru",
    column: Column = [],  # noqa: B006 - typer copies the default
    sheet: Sheet = "",
    seed: Seed = 0,
) -> None:
    """Plant problems into a scored file or a raw export and tell what is found; writes JSON."""
    from tsur_nlp import backtesting

    outputs.check((outputs.json_file, output), (outputs.svg_file, plot), reads=(export, addresses))
    frame = scored(export, sheet, column, model=model, region=region, addresses=addresses)
    console.say_coverage(frame, "", least_days=0)
    result = backtesting.backtest(
        frame,
        plants=plants,
        unit=unit or None,
        topics=topics or None,
        since=since or None,
        recurrence_interval=recurrence_interval,
        seed=seed,
        progress=None,
    )
    console.write_json(output, result.as_dict())
    if plot:
        backtesting.write_backtest_plot(result, plot)
    for sentence in result.summary():
        console.say(sentence)
    console.finish(len(frame), console.row_errors(frame))
