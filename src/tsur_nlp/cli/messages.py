"""Commands of the per-message half: score, explain."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from tsur_nlp.cli import console, outputs
from tsur_nlp.cli.options import (
    Addresses,
    AssigneeModel,
    Boundaries,
    Column,
    Export,
    Jobs,
    Model,
    Output,
    Precision,
    Region,
    RoutesFile,
    Sheet,
)


def score(
    export: Export,
    output: Output,
    model: Model = "topics-ru",
    assignee_model: AssigneeModel = "",
    routes: RoutesFile = "",
    region: Region = "",
    addresses: Addresses = "",
    boundaries: Boundaries = "",
    column: Column = [],  # noqa: B006 - typer copies the default
    sheet: Sheet = "",
    jobs: Jobs = 1,
    precision: Precision = 0.95,
) -> None:
    """Score an export: the same rows in the same order, with the nlp_* columns added."""
    from tsur_nlp import exports
    from tsur_nlp.pipeline import load_pipeline

    outputs.check((exports.check_output, output), reads=(export, routes, addresses, boundaries))
    pipeline = load_pipeline(
        model=model,
        assignee_model=assignee_model,
        routes=routes,
        region=region,
        addresses=addresses,
        boundaries=boundaries,
        precision=precision,
    )
    names = console.overrides(column)
    chunks = exports.read_chunks(export, sheet=sheet or None)
    rows = errors = 0
    notes: dict[str, None] = {}
    with exports.Writer(output, source=export) as writer:
        for frame in pipeline.frames(chunks, overrides=names, n_jobs=jobs, progress=None):
            writer.append(frame)
            rows += len(frame)
            errors += console.row_errors(frame)
            notes.update(dict.fromkeys(exports.notes(frame)))
            known = exports.rename(frame, names)
            notes.update({console.UTC: None} if exports.utc_dates(known) else {})
    for note in notes:
        console.say(note)
    console.say(f"{rows} rows -> {output}")
    console.finish(rows, errors)


def explain(
    text: Annotated[str, typer.Argument(help="One message; - reads it from the standard input.")],
    model: Model = "topics-ru",
    region: Region = "",
    addresses: Addresses = "",
) -> None:
    """Tell, in Russian, which rules and words decided on one message."""
    from tsur_nlp.pipeline import load_pipeline

    pipeline = load_pipeline(model=model, region=region, addresses=addresses)
    message = pipeline(sys.stdin.read() if text == "-" else text)
    typer.echo(message.explain())
    console.finish(1, int(bool(message.error)))
