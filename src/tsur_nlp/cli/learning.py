"""Commands for one's own labels: train, train-bodies, evaluate, suggest, drift."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tsur_nlp import artifacts
from tsur_nlp.cli import console, outputs
from tsur_nlp.cli.options import (
    Addresses,
    Column,
    Export,
    Label,
    Model,
    Output,
    Region,
    Seed,
    Sheet,
    Sublabel,
    Text,
    Topics,
)
from tsur_nlp.cli.territory import scored
from tsur_nlp.errors import InputError

if TYPE_CHECKING:
    import pandas as pd

_SHIPPED = "topics-ru"
_SEED = 20210228
"""That of `tsur_nlp.train.SEED`, which is slow to import; a test holds them equal."""

Time = Annotated[
    str, typer.Option(help="Column of dates: measure on the last rows instead of on all by parts.")
]
TimeShare = Annotated[
    float | None,
    typer.Option(
        help="With --time: part of the dated rows, the last ones, to measure on; 0.2 if none.",
        max=0.9,
    ),
]
LearningCurve = Annotated[
    bool | None,
    typer.Option(
        "--learning-curve/--no-learning-curve",
        help="Measure what more labels gave; by default up to 15,000 different rows.",
    ),
]
WarmStart = Annotated[
    bool,
    typer.Option("--warm-start", help="Start from --model where it has labels of the same name."),
]
Older = Annotated[
    str, typer.Option("--model", help="What --warm-start starts from; the shipped model if none.")
]


def train(
    labelled: Export,
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder of the new model.")],
    text: Text = "text",
    label: Label = "topic_group",
    sublabel: Sublabel = "",
    seed: Seed = _SEED,
    time: Time = "",
    time_share: TimeShare = None,
    learning_curve: LearningCurve = None,
    warm_start: WarmStart = False,
    model: Older = "",
) -> None:
    """Train a model on your own labels; a report in its folder says how good it is."""
    from tsur_nlp import exports
    from tsur_nlp.train import train_from_frame

    if model and not warm_start:
        raise InputError("--model is where --warm-start starts from: give both, or neither")
    artifacts.refuse_file(output)
    frame = exports.read(labelled)
    columns = _columns(frame, text=text, label=label, sublabel=sublabel)
    asked: dict[str, Any] = {
        "seed": seed,
        "time": _header(frame, time) if time else None,
        **({} if time_share is None else {"time_share": time_share}),
        "learning_curve": learning_curve,
        "warm_start": (model or _SHIPPED) if warm_start else None,
    }
    console.say(train_from_frame(frame, **columns, out=output, **asked).summary())


def train_bodies(
    export: Export,
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder of the new model.")],
    topics: Topics = "",
    region: Region = "",
    addresses: Addresses = "",
    model: Model = "topics-ru",
    column: Column = [],  # noqa: B006 - typer copies the default
    sheet: Sheet = "",
    seed: Seed = _SEED,
) -> None:
    """Train a model that recommends responsible bodies, on a scored file or a raw export."""
    from tsur_nlp import exports
    from tsur_nlp.train.bodies import train_bodies as fit

    artifacts.refuse_file(output)
    frame = scored(export, sheet, column, model=model, region=region, addresses=addresses)
    facts = exports.facts(frame, topics=topics or None, require=("assignee",))
    # The bodies to learn from are those that officials chose, never an earlier recommendation.
    chosen = exports.facts(frame, topics="given")["assignee"]
    source = f"таблица из {len(frame)} строк"
    report = fit(facts.assign(assignee=chosen), output, sources=[source], seed=seed)
    console.say(report.summary())


def evaluate(
    labelled: Export,
    model: Model = "topics-ru",
    text: Text = "text",
    label: Label = "topic_group",
    sublabel: Sublabel = "",
    output: Annotated[str, typer.Option("--output", "-o", help="JSON file for the figures.")] = "",
) -> None:
    """Measure a model on labelled rows that it was not trained on."""
    from tsur_nlp import exports
    from tsur_nlp.train import evaluate_model, known_labels

    outputs.check((outputs.json_file, output), reads=(labelled,))
    frame = exports.read(labelled)
    columns = _columns(frame, text=text, label=label, sublabel=sublabel)
    figures = evaluate_model(model, frame, **columns)
    if output:
        console.write_json(Path(output), figures.as_dict())
    console.say(figures.summary())
    labels = {row.label for row in figures.labels}
    met = known_labels(model, labels)
    if 2 * met < len(labels):
        known = f"модель знает {met} из {len(labels)} меток"
        console.say(f"{known}: разметка по другому рубрикатору, её числа ничего не значат")


def suggest(
    unlabelled: Export,
    output: Output,
    count: Annotated[int, typer.Option("--count", "-n", help="Rows to label.", min=1)] = 100,
    model: Model = "topics-ru",
    text: Text = "text",
    seed: Seed = _SEED,
) -> None:
    """Pick the rows worth labelling next: unclear, frequent, unlike each other."""
    from tsur_nlp import exports
    from tsur_nlp.train import suggest as pick

    outputs.check((exports.check_output, output), reads=(unlabelled,))
    frame = exports.read(unlabelled)
    found = pick(frame, model, count, seed, text=text, progress=True)
    exports.write(found, output, source=unlabelled)
    few = f" (other rows are blank or copies: {count} were asked for)" if len(found) < count else ""
    console.say(f"{len(found)} rows -> {output}{few}")


def drift(
    old: Export,
    new: Export,
    model: Model = "topics-ru",
    text: Text = "text",
    output: Annotated[str, typer.Option("--output", "-o", help="JSON file for the figures.")] = "",
) -> None:
    """Tell whether messages have changed so much since OLD that retraining is due."""
    from tsur_nlp import exports
    from tsur_nlp.train import compare_frames

    outputs.check((outputs.json_file, output), reads=(old, new))
    before, after = exports.read(old), exports.read(new)
    found = compare_frames(before, after, model, text=text, progress=True)
    if output:
        console.write_json(Path(output), found.as_dict())
    console.say(found.summary())


def _columns(frame: pd.DataFrame, *, text: str, label: str, sublabel: str) -> dict[str, Any]:
    named = {"text": _header(frame, text), "label": _header(frame, label)}
    return {**named, "sublabel": _header(frame, sublabel) if sublabel else None}


def _header(frame: pd.DataFrame, name: str) -> str:
    """Let a canonical name stand for the header of a known export."""
    from tsur_nlp import exports

    if name in frame.columns:
        return name
    return exports.recognise(map(str, frame.columns)).mapping.get(name, name)
