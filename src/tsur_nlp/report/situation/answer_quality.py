"""What the answers come to: their kinds, the promises, what is worth reading again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from tsur_nlp.records.answer import ANSWER_KINDS
from tsur_nlp.report.html.markup import Html, el
from tsur_nlp.report.html.svg import share_bar
from tsur_nlp.report.responses.sheets import wording
from tsur_nlp.report.situation.answer_words import said
from tsur_nlp.report.words import number, percent

if TYPE_CHECKING:
    import pandas as pd

_PROMISES = ("broken", "kept", "pending", "unknown")
# The page about answers calls a sentence shared from so many answers on.
_TEMPLATE = 5

Bars = Sequence[tuple[str, int]]


def quality(messages: pd.DataFrame) -> Html | None:
    """Write what the answers of the counted messages come to; ``None`` where none was read."""
    kinds = _counted(messages["answer_kind"], ANSWER_KINDS)
    promises = _counted(messages["promise_state"], _PROMISES)
    parts = [
        _bars("Чем кончились ответы", kinds, {**wording("answer_kind"), "empty": said("empty")}),
        _bars("Обещания", promises, wording("promise_state"), said("promises")),
        _notes(messages),
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
            el("b", f"{number(count)} · {percent(count / total, int(count < total / 100))}"),
            share_bar(count / total),
        )
        for value, count in counts
    ]
    told = el("p", note, class_="note") if note else None
    return el("div", el("h3", heading), el("ol", items, class_="bars"), told)


def _notes(messages: pd.DataFrame) -> Html | None:
    """Say how many answers follow a template, and how many wrote again."""
    size = messages["template_size"]
    written, shared = int((size > 0).sum()), int((size >= _TEMPLATE).sum())
    back, solved = (int(messages[name].sum()) for name in ("came_back", "solved_came_back"))
    notes = []
    if shared:
        share = percent(shared / written)
        notes.append(said("templates", count=number(shared), share=share))
    if back:
        notes.append(said("came_back", count=number(back), solved=number(solved)))
    items = [el("li", note) for note in notes]
    heading = el("h3", "Что стоит перечитать")
    return el("div", heading, el("ul", items, class_="plain")) if items else None
