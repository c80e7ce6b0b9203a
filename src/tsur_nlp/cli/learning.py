"""Commands for one's own labels: train, evaluate."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tsur_nlp.cli import console
from tsur_nlp.cli.options import Export, Label, Model, Seed, Sublabel, Text

if TYPE_CHECKING:
    import pandas as pd


def train(
    labelled: Export,
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder of the new model.")],
    text: Text = "text",
    label: Label = "topic_group",
    sublabel: Sublabel = "",
    seed: Seed = 0,
) -> None:
    """Train a model on your own labels; a card in its folder says how good it is."""
    from tsur_nlp import exports
    from tsur_nlp.train import train_from_frame

    frame = exports.read(labelled)
    columns = _columns(frame, text=text, label=label, sublabel=sublabel)
    console.say(train_from_frame(frame, **columns, out=output, seed=seed).summary())


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
    from tsur_nlp.train import evaluate_model

    frame = exports.read(labelled)
    columns = _columns(frame, text=text, label=label, sublabel=sublabel)
    figures = evaluate_model(model, frame, **columns)
    if output:
        console.write_json(Path(output), figures.as_dict())
    console.say(figures.summary())


def _columns(frame: pd.DataFrame, *, text: str, label: str, sublabel: str) -> dict[str, Any]:
    """Let canonical names stand for the headers of a known export."""
    from tsur_nlp import exports

    known = exports.recognise(map(str, frame.columns)).mapping

    def header(name: str) -> str:
        return name if name in frame.columns else known.get(name, name)

    named = {"text": header(text), "label": header(label)}
    return {**named, "sublabel": header(sublabel) if sublabel else None}
