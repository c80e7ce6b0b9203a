"""The page about answers as a whole: the order of its sections, and the file."""

from __future__ import annotations

import json
from datetime import date
from functools import lru_cache
from pathlib import Path

from tsur_nlp.records import Responses
from tsur_nlp.report.html.document import Section, document
from tsur_nlp.report.html.markup import Html, el, join
from tsur_nlp.report.responses.cells import rows_of
from tsur_nlp.report.responses.headline import banner, tiles, whole
from tsur_nlp.report.responses.lists import broken, changes, empty, expiring
from tsur_nlp.report.responses.slice_table import slice_table
from tsur_nlp.report.responses.weeks import weeks
from tsur_nlp.report.saving import save
from tsur_nlp.report.words import long_date

_TITLE = "Ответы на обращения: сроки, обещания, качество"


def render(responses: Responses, *, title: str = "") -> str:
    """Return the page as one HTML text that needs no network.

    Messages and answers are shown as they are in ``responses``: personal data is masked there.
    """
    row = whole(responses)
    return document(
        title.strip() or _TITLE,
        _subtitle(responses),
        banner(responses, row),
        tiles(responses, row),
        _sections(responses),
    )


def write(responses: Responses, path: str | Path, *, title: str = "") -> Path:
    """Write the page of `render` to a file, whole or not at all; return its path.

    Raises:
        InputError: the file cannot be written.
    """
    return save(render(responses, title=title), path)


def _subtitle(found: Responses) -> str:
    if found.as_of is None:
        return "дата не определена"
    known = f"что известно на {long_date(found.as_of)}"
    since = min((row["name"] for row in rows_of(found.table, "неделя")), default="")
    if not since:
        return known
    return f"обращения с недели {long_date(date.fromisoformat(since))} · {known}"


def _sections(found: Responses) -> list[Section]:
    table = found.table
    bodies = {
        "bodies": slice_table(table, "исполнитель", "Кто отвечает", opened=True),
        "expiring": expiring(found.expiring),
        "broken": broken(found.broken),
        "empty": empty(found.empty),
        "changes": changes(found.changes),
        "weeks": weeks(table),
        "units": slice_table(table, "район", "Территория"),
        "topics": _topics(found),
        "channels": slice_table(table, "источник", "Источник"),
        "method": _method(),
    }
    return [(key, name, _led(lead, bodies[key])) for key, name, lead in _told("sections.json")]


def _led(lead: str, body: Html | None) -> Html | None:
    return join([el("p", lead, class_="lead"), body]) if lead and body else body


def _topics(found: Responses) -> Html | None:
    tables = [
        slice_table(found.table, by, caption)
        for by, caption in (("группа тем", "Группа тем"), ("тема", "Тема"))
    ]
    shown = [table for table in tables if table]
    return join(el("div", table, class_="topics") for table in shown) if shown else None


def _method() -> Html:
    told = [el("div", el("dt", name), el("dd", said)) for name, said in _told("method.json")]
    return el("dl", told, class_="method")


@lru_cache(maxsize=2)
def _told(name: str) -> list[list[str]]:
    path = Path(__file__).with_name("data") / name
    told: list[list[str]] = json.loads(path.read_text(encoding="utf-8"))
    return told
