"""Answers of authorities: an export in, tables, lists and the page about them out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tsur_nlp import exports, privacy, territory
from tsur_nlp.errors import ExportError, InputError
from tsur_nlp.records import Responses

if TYPE_CHECKING:
    import pandas as pd

MASKED_ANSWERS = "nlp_answer_masked"
"""The column of answers without personal data; without it no answer is quoted."""

_PAGES = (".html", ".json")
_LISTS = ("expiring", "broken", "empty", "changes")


def responses(
    frame: pd.DataFrame,
    *,
    as_of: object = None,
    unit: str | None = None,
    topics: str | None = None,
    deadlines: str | Path | None = None,
    directory: str | Path | None = None,
) -> Responses:
    """Return how a territory's messages were answered, as it was known at a moment.

    Args:
        frame: scored messages (`Pipeline.frame`), or an export that has topics itself.
        as_of: a day (its end is meant) or a moment; the day of the last message by default.
        unit: as in `find_problems`.
        topics: as in `find_problems`.
        deadlines: a TOML file of deadlines (docs/deadlines.md); the shipped one by default.
        directory: a CSV or TOML file of responsible bodies, with their other names.

    Raises:
        InputError: there is no date of arrival, ``unit`` names no column, or a file is wrong.
    """
    from tsur_nlp.respond.bodies import read_directory
    from tsur_nlp.respond.deadlines import read_rules
    from tsur_nlp.respond.responses import ResponseSettings
    from tsur_nlp.respond.responses import responses as answered

    frame = privacy.shown(frame, unit=unit)
    masked = frame[MASKED_ANSWERS] if MASKED_ANSWERS in frame.columns else None
    return answered(
        territory.facts(frame, unit=unit, topics=topics),
        as_of=as_of,
        rules=read_rules(deadlines),
        directory=read_directory(directory) if directory else None,
        settings=ResponseSettings(unit=unit or ""),
        answers=None if masked is None else masked.fillna("").astype(object),
    )


def write_responses(responses: Responses, path: str | Path, *, title: str = "") -> Path:
    """Write the answers by the ending of the name; return its path.

    ``.html`` is the page, ``.xlsx`` a workbook with Russian headers, ``.json`` the table and the
    lists; any other ending of exports (``.csv``, ``.parquet``, …) is the table alone.

    Raises:
        InputError: the ending is unknown, or the file cannot be written.
    """
    from tsur_nlp.report import responses as page
    from tsur_nlp.report.saving import save

    path = check_ending(path)
    ending = path.suffix.lower()
    if ending == ".html":
        return page.write(responses, path, title=title)
    if ending == ".json":
        return save(_as_json(responses), path)
    if ending == ".xlsx":
        exports.write_book(page.sheets(responses), path)
    else:
        exports.write(_finite(responses.table), path)
    return path


def check_ending(path: str | Path) -> Path:
    """Return the path that answers can be written to; to ask before long work.

    Raises:
        InputError: the ending says no format that answers are written in.
    """
    path = Path(path)
    if path.suffix.lower() not in _PAGES:
        try:
            exports.check_output(path)
        except ExportError as error:
            raise InputError(
                f"{error}; the page is .html, all tables together are .json"
            ) from error
    return path


def _as_json(responses: Responses) -> str:
    tables = {name: _records(getattr(responses, name)) for name in ("table", *_LISTS)}
    as_of = responses.as_of.isoformat() if responses.as_of else None
    found = {"as_of": as_of, "unit": responses.unit, **tables}
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def _records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Return rows as JSON has them: ISO dates, ``null`` for what is unknown or infinite."""
    written = table.to_json(orient="records", date_format="iso", force_ascii=False)
    rows: list[dict[str, Any]] = json.loads(written)
    return rows


def _finite(table: pd.DataFrame) -> pd.DataFrame:
    """Leave the limits of times that were not reached empty: no table program reads «inf»."""
    return table.replace(float("inf"), float("nan"))
