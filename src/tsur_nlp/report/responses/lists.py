"""The lists of the page: what is due, promises missed, empty answers, what has changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from tsur_nlp.report.html.markup import Html, el, registered
from tsur_nlp.report.responses.cells import DASH, judged, records, times
from tsur_nlp.report.responses.quoting import quoted as said_plainly
from tsur_nlp.report.responses.slice_table import scrolled
from tsur_nlp.report.words import (
    TIMES,
    counted,
    days,
    duration,
    long_date,
    percent,
    short_date,
    trim,
)

if TYPE_CHECKING:
    import pandas as pd

_DUE, _CARDS, _CHANGES = 10, 6, 10
_PACE = "скорость ответов"
_WAYS = ("хуже", "лучше")

Row = Mapping[str, Any]


def expiring(found: pd.DataFrame) -> Html | None:
    """List the messages whose term ends soon."""
    if found.empty:
        return None
    body = [
        _line(
            el("span", _topic(row), el("small", registered(row["id"]))),
            row["assignee"] or DASH,
            el("span", _moment(row["due_on"]), el("small", _left(row))),
        )
        for row in records(found.head(_DUE))
    ]
    head = _heads("Обращение", "Кто отвечает", "Срок")
    return el("div", scrolled("Истекают сроки", head, body), _more(found, _DUE, "Сроки"))


def broken(found: pd.DataFrame) -> Html | None:
    """List the promises whose date was missed, with what was asked and answered."""
    return _cards(found, _missed, "Обещания")


def empty(found: pd.DataFrame) -> Html | None:
    """List the answers that say nothing, with what was asked."""
    return _cards(found, _sent, "Отписки")


def changes(found: pd.DataFrame) -> Html:
    """List who surely became worse, and who better."""
    parts = [
        el("div", el("h3", f"Стало {way}"), _changes(rows, f"Стало {way}"))
        for way in _WAYS
        if not (rows := found[found["direction"] == way]).empty
    ]
    return el("div", parts or el("p", "Уверенных изменений за четыре недели нет.", class_="empty"))


def change_told(row: Row) -> str:
    """Say in a sentence how one of the rows of the changes has changed."""
    before, after = _level(row, "before"), _level(row, "after")
    if row["measure"] == _PACE:
        said = f"{row['name']} отвечает {row['verdict']}"
        return said if DASH in (before, after) else f"{said}: половина за {after}, было {before}"
    return f"{row['name']} {row['verdict']}: {after} ответов, было {before}"


def _changes(found: pd.DataFrame, label: str) -> Html:
    body = [
        _line(
            el("span", row["name"], el("small", row["by"])),
            el("span", judged(row["verdict"]), el("small", row["measure"])),
            _level(row, "before"),
            _level(row, "after"),
            times(row["ratio"], row["low"], row["high"]),
        )
        for row in records(found.head(_CHANGES))
    ]
    return scrolled(label, _heads("Кто", "Что", "Было", "Стало", "Во сколько раз"), body)


def _level(row: Row, period: str) -> str:
    value = float(row[period])
    if value != value:
        return DASH
    return duration(value) if row["measure"] == _PACE else percent(value)


def _missed(row: Row) -> str:
    said = f"Обещано до {long_date(row['promised'])}, с тех пор {days(row['days_late'])}"
    return f"{said}; статус «{row['status']}»" if row["status"] else said


def _sent(row: Row) -> str:
    return f"Так отвечено {counted(row['times'], TIMES)}"


def _cards(found: pd.DataFrame, said: Callable[[Row], str], sheet: str) -> Html | None:
    if found.empty:
        return None
    cards = [_card(row, said(row)) for row in records(found.head(_CARDS))]
    return el("div", el("div", cards, class_="answer-cards"), _more(found, _CARDS, sheet))


def _card(row: Row, said: str) -> Html:
    asked = el(
        "blockquote",
        trim(said_plainly(row["text"]), 220),
        el("footer", f"Спросили · {_about(row)}"),
    )
    answered = trim(said_plainly(row["answer"]), 320)
    quoted = el("blockquote", answered, el("footer", "Ответили")) if answered else None
    head = el("h3", row["assignee"] or "Исполнитель не указан")
    return el("article", head, el("p", said, class_="where"), asked, quoted, class_="answer")


def _about(row: Row) -> str:
    place = str(row["unit"])
    known = [long_date(row["created_at"]), _topic(row), place, registered(row["id"])]
    return ", ".join(part for part in known if part and part != DASH)


def _topic(row: Row) -> str:
    return row["topic"] or row["topic_group"] or DASH


def _heads(*names: str) -> list[Html]:
    return [el("th", name, scope="col") for name in names]


def _line(first: object, *cells: object) -> Html:
    return el("tr", el("th", first, scope="row"), [el("td", cell) for cell in cells])


def _moment(at: datetime) -> str:
    return f"{short_date(at)}, {at:%H:%M}"


def _left(row: Row) -> str:
    return f"осталось {duration(row['hours_left'])}"


def _more(found: pd.DataFrame, shown: int, sheet: str) -> Html | None:
    if len(found) <= shown:
        return None
    said = f"Показаны первые {shown}. Больше — в книге .xlsx, на листе «{sheet}»."
    return el("p", said, class_="note")
