"""Bodies, units and topics with their measures, the fullest first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tsur_nlp.report.html.markup import Html, el
from tsur_nlp.report.responses.cells import (
    DASH,
    Row,
    judged,
    ratio_with_limits,
    rows_of,
    share,
    share_with_limits,
    time_with_limits,
)
from tsur_nlp.report.words import counted, number

if TYPE_CHECKING:
    import pandas as pd

_SHOWN = 15
_UNSAID = {
    "исполнитель": "Исполнитель не указан",
    "район": "Территория не указана",
    "источник": "Источник не указан",
    "группа тем": "Группа тем не указана",
    "тема": "Тема не указана",
}
_OF = ("обращения", "обращений", "обращений")


@dataclass(frozen=True, slots=True)
class Measure:
    """A column: its heading, what stands in a cell, and whether a few messages are enough."""

    title: str
    cell: Callable[[Row], object]
    counts: bool = False


SPEED = (
    Measure("Обращений", lambda row: number(row["messages"]), counts=True),
    Measure("Ждут сверх срока", lambda row: number(row["overdue"]), counts=True),
    Measure("В срок", lambda row: share_with_limits(row, "on_time", "judged")),
    Measure("Взяли в работу за", lambda row: time_with_limits(row, "reaction_median")),
    Measure("Половина дождалась за", lambda row: time_with_limits(row, "answer_median")),
    Measure("90 % дождались за", lambda row: time_with_limits(row, "answer_p90")),
    Measure("Темп на тех же темах", ratio_with_limits),
    Measure("За 4 недели", lambda row: judged(row["change_verdict"]) or DASH),
)
QUALITY = (
    Measure("С ответом", lambda row: number(row["answered"]), counts=True),
    Measure("Пустых ответов", lambda row: share(row["empty_share"])),
    Measure("По существу вопроса", lambda row: share(row["on_point_share"])),
    Measure("С доказательством", lambda row: share(row["evidence_share"])),
    Measure("Вернулись", lambda row: share(row["came_back_share"])),
    Measure("Открыты повторно", lambda row: share(row["reopened_share"])),
    Measure("Обещаний нарушено", lambda row: _broken(row), counts=True),
    Measure("Доля шаблона", lambda row: share(row["boilerplate_share"])),
)
"""The columns, in this order; one that is empty in all rows is left out."""
MEASURES = {measure.title: measure for measure in (*SPEED, *QUALITY)}


def slice_table(table: pd.DataFrame, by: str, caption: str, *, opened: bool = False) -> Html | None:
    """Write the rows of one slice, the quality of answers below; ``None`` where it has none."""
    rows = rows_of(table, by)
    if not rows:
        return None
    shown = rows[:_SHOWN]
    return el(
        "div",
        grid(shown, SPEED, caption),
        rest(rows, total(table), _SHOWN),
        None if all(row["small"] for row in shown) else _quality(shown, caption, opened),
        class_="measures",
    )


def scrolled(label: str, head: Sequence[Html], body: Sequence[Html]) -> Html:
    """Write a table that scrolls sideways where the screen is narrow."""
    table = el("table", el("thead", el("tr", head)), el("tbody", body))
    return el("div", table, class_="scroll", tabindex=0, role="group", aria_label=label)


def _quality(rows: Sequence[Row], caption: str, opened: bool) -> Html:
    summary = el("summary", "Качество ответов")
    return el("details", summary, grid(rows, QUALITY, caption), open=opened)


def grid(rows: Sequence[Row], measures: Sequence[Measure], caption: str) -> Html:
    """Write a row for each of ``rows``, with those of the measures that say anything."""
    cells = [[_cell(measure, row) for measure in measures] for row in rows]
    used = [i for i in range(len(measures)) if any(line[i] not in (DASH, "0") for line in cells)]
    head = [el("th", measures[i].title, scope="col", class_="n") for i in used]
    body = [
        el(
            "tr",
            el("th", str(row["name"]), scope="row"),
            [el("td", line[i], class_="n") for i in used],
        )
        for row, line in zip(rows, cells, strict=True)
    ]
    return scrolled(caption, [el("th", caption, scope="col"), *head], body)


def _cell(measure: Measure, row: Row) -> object:
    """Say nothing of shares and times where there are too few messages."""
    return DASH if row["small"] and not measure.counts else measure.cell(row)


def _broken(row: Row) -> str:
    """Say nothing where the fate of no promise is known: «0» would read as praise."""
    if not row["broken_promises"] and not row["kept_promises"]:
        return DASH
    return f"{number(row['broken_promises'])} из {number(row['promises'])}"


def total(table: pd.DataFrame) -> int:
    """Return the number of all messages that are counted."""
    return int(table.loc[table["by"] == "всё", "messages"].sum())


def rest(rows: Sequence[Row], whole: int, shown: int) -> Html | None:
    """Say what the table leaves out, so that its sum is not taken for the whole."""
    said = []
    if len(rows) > shown:
        said.append(f"Показаны {shown} из {number(len(rows))} по числу обращений.")
    if unnamed := whole - sum(int(row["messages"]) for row in rows):
        of = _UNSAID.get(str(rows[0]["by"]), "Не указано") if rows else "Не указано"
        said.append(f"{of} у {counted(unnamed, _OF)}.")
    return el("p", " ".join(said), class_="note") if said else None
