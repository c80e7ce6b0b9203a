"""Commands of the per-territory half: problems, report, demo."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tsur_nlp.cli import console, outputs
from tsur_nlp.cli.finding import find
from tsur_nlp.cli.options import (
    Addresses,
    AsOf,
    Boundaries,
    Campaigns,
    Column,
    Deadlines,
    Export,
    Interval,
    JsonOutput,
    Model,
    Outputs,
    Previous,
    Region,
    Seed,
    Sheet,
    Since,
    Title,
    Topics,
    Unit,
)

if TYPE_CHECKING:
    import pandas as pd

    from tsur_nlp.records import SystemicProblem


def problems(
    export: Export,
    output: JsonOutput,
    as_of: AsOf = "",
    unit: Unit = "",
    topics: Topics = "",
    previous: Previous = "",
    since: Since = "",
    recurrence_interval: Interval = 365,
    region: Region = "",
    addresses: Addresses = "",
    model: Model = "topics-ru",
    column: Column = [],  # noqa: B006 - typer copies the default
    sheet: Sheet = "",
    seed: Seed = 0,
    campaigns: Campaigns = None,
) -> None:
    """Find systemic problems in a scored file or a raw export; writes a JSON list."""
    from tsur_nlp import exports

    # Today's list may take the place of yesterday's: it has been read by then.
    kept = "" if previous and exports.same_file(previous, output) else previous
    outputs.check(
        (outputs.json_file, output),
        (outputs.json_file, campaigns),
        reads=(export, addresses, kept),
    )
    frame = scored(export, sheet, column, model=model, region=region, addresses=addresses)
    console.say_coverage(frame, as_of)
    found = find(
        frame,
        since,
        previous,
        as_of=as_of or None,
        unit=unit or None,
        topics=topics or None,
        recurrence_interval=recurrence_interval,
        seed=seed,
    )
    console.write_json(output, [problem.as_dict() for problem in found])
    console.say(f"{_told(found)} -> {output}")
    if campaigns:
        _write_campaigns(frame, campaigns, as_of=as_of, unit=unit, topics=topics)
    console.finish(len(frame), console.row_errors(frame))


def report(
    export: Export,
    output: Outputs,
    as_of: AsOf = "",
    unit: Unit = "",
    topics: Topics = "",
    previous: Previous = "",
    since: Since = "",
    recurrence_interval: Interval = 365,
    deadlines: Deadlines = "",
    region: Region = "",
    addresses: Addresses = "",
    boundaries: Boundaries = "",
    model: Model = "topics-ru",
    column: Column = [],  # noqa: B006
    sheet: Sheet = "",
    title: Title = "",
    seed: Seed = 0,
) -> None:
    """Write the report of a scored file or a raw export: a page, a PDF, a digest."""
    from tsur_nlp import reporting

    outputs.check(
        *((reporting.check_paths, path) for path in output),
        reads=(export, addresses, boundaries, previous, deadlines),
    )
    frame = scored(export, sheet, column, model=model, region=region, addresses=addresses)
    console.say_coverage(frame, as_of)
    looked = {"as_of": as_of or None, "unit": unit or None, "topics": topics or None}
    found = find(
        frame, since, previous, recurrence_interval=recurrence_interval, seed=seed, **looked
    )
    reporting.write_report(
        frame,
        found,
        output,
        boundaries=boundaries or None,
        title=title,
        deadlines=deadlines or None,
        recurrence_interval=recurrence_interval,
        **looked,
    )
    console.say(f"{len(frame)} messages, {_told(found)} -> {', '.join(map(str, output))}")
    console.finish(len(frame), console.row_errors(frame))


def demo(
    output: Annotated[Path, typer.Option("--output", "-o", help="Report to write.")] = Path(
        "report.html"
    ),
) -> None:
    """Run everything on the sample messages that come with the library."""
    from tsur_nlp import demo as sample
    from tsur_nlp import reporting

    outputs.check((reporting.check_paths, output), reads=())
    for sentence in sample.run(output):
        console.say(sentence)


def _told(found: Sequence[SystemicProblem]) -> str:
    closed = sum(problem.status == "closed" for problem in found)
    return f"{len(found)} systemic problems" + (f", {closed} of them closed" if closed else "")


def _write_campaigns(frame: pd.DataFrame, path: Path, **options: str) -> None:
    from tsur_nlp import territory

    notes = territory.find_campaigns(
        frame, **{name: said or None for name, said in options.items()}
    )
    console.write_json(path, [note.as_dict() for note in notes])
    console.say(f"{len(notes)} campaign note(s) -> {path}")


def scored(
    export: Path, sheet: str, column: Sequence[str], *, model: str, region: str, addresses: str
) -> pd.DataFrame:
    """Read a scored file, or a raw export and score it, with the columns named by ``--column``."""
    from tsur_nlp import exports
    from tsur_nlp.pipeline import load_pipeline

    names = console.overrides(column)
    frame = exports.read(export, sheet=sheet or None)
    if "nlp_topic_group" not in frame.columns:
        pipeline = load_pipeline(model=model, region=region, addresses=addresses)
        frame = pipeline.frame(frame, overrides=names, progress=None)
    elif region or addresses:
        console.say("--region and --addresses have no effect: the file is scored already")
    frame = exports.rename(frame, names)
    console.say_of_dates(frame)
    return frame
