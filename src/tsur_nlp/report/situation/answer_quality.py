"""What the answers come to: their kinds, the promises, what is worth reading again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from tsur_nlp.records.answer import ANSWER_KINDS
from tsur_nlp.report.html.markup import Html, el
from tsur_nlp.report.html.svg import share_bar
from tsur_nlp.report.numbers.standing import Tally
from tsur_nlp.report.responses.cells import part, share_of
from tsur_nlp.report.responses.sheets import wording
from tsur_nlp.report.situation.answer_words import said
from tsur_nlp.report.words import NBSP, number

if TYPE_CHECKING:
    import pandas as pd

_PROMISES = ("broken", "kept", "pending", "unknown")
# The page about answers calls a sentence shared from so many answers on.
_TEMPLATE = 5

Bars = Sequence[tuple[str, int]]


def quality(messages: pd.DataFrame, counts: Tally, solved: int) -> Html | None:
    """Write what the answers of the counted messages come to; ``None`` where none was read.

    ``counts`` are theirs; ``solved`` of the returned ones had been told that it is solved.
    """
    kinds = _counted(messages["answer_kind"], ANSWER_KINDS)
    promises = _counted(messages["promise_state"], _PROMISES)
    parts = [
        _bars("Чем кончились ответы", kinds, {**wording("answer_kind"), "empty": said("empty")}),
        _bars("Обещания", promises, wording("promise_state"), said("promises")),
        _notes(messages, counts, solved),
    ]
    shown = [part for part in parts if part]
    return el("div", shown, class_="answer-quality") if shown else None


def _counted(values: pd.Series[str], order: Sequence[str]) -> Bars:
    counts = values.value_counts()
    return [(value, int(counts[value])) for value in order if value in counts.index]


def _bars(heading: str, counts: Bars, names: Mapping[str, str], note: str = "") -> Html | None:
    """Write counts as labelled bars, each with its share of them all."""
    total = sum(count for _, count in counts)
    if not total:
        return None
    items = [
        el(
            "li",
            el("span", names[value]),
            el("b", f"{number(count)} · {part(count / total)}"),
            share_bar(count / total),
        )
        for value, count in counts
    ]
    told = el("p", note, class_="note") if note else None
    return el(
        "div", el("h3", f"{heading}, из{NBSP}{number(total)}"), el("ol", items, class_="bars"), told
    )


def _notes(messages: pd.DataFrame, counts: Tally, solved: int) -> Html | None:
    """Say how many answers follow a template, and how many wrote again."""
    shared = int((messages["template_size"] >= _TEMPLATE).sum())
    notes = []
    if shared:
        notes.append(said("templates", share=share_of(shared, counts.answered)))
    if counts.returned:
        share = share_of(counts.returned, counts.answered)
        notes.append(said("came_back", share=share, solved=number(solved)))
    items = [el("li", note) for note in notes]
    heading = el("h3", "Что стоит перечитать")
    return el("div", heading, el("ul", items, class_="plain")) if items else None
