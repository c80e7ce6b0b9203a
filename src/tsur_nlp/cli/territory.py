"""Commands of the per-territory half: problems, report, demo."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tsur_nlp.cli import console
from tsur_nlp.cli.options import (
    Addresses,
    AsOf,
    Boundaries,
    Campaigns,
    Column,
    Deadlines,
    Export,
    Interval,
    Model,
    Output,
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
from tsur_nlp.errors import InputError

if TYPE_CHECKING:
    import pandas as pd

    from tsur_nlp.records import SystemicProblem


def problems(
    export: Export,
    output: Output,
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
    frame = scored(export, sheet, column, model=model, region=region, addresses=addresses)
    found = _problems(
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

    reporting.check_paths(output)
    frame = scored(export, sheet, column, model=model, region=region, addresses=addresses)
    looked = {"as_of": as_of or None, "unit": unit or None, "topics": topics or None}
    found = _problems(
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


def _problems(
    frame: pd.DataFrame, since: str, previous: str, **options: Any
) -> list[SystemicProblem]:
    """Look from one day with yesterday's problems at hand, or replay the days since a date."""
    from tsur_nlp import territory

    if since and previous:
        raise InputError("--since replays the past itself: leave --previous out")
    if since:
        return territory.replay_problems(frame, since=since, progress=None, **options)
    return territory.find_problems(frame, previous=previous or None, **options)


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
    frame = exports.rename(frame, names)
    console.say_unread_dates(frame)
    return frame
