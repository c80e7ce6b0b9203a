"""The report of a territory: scored messages and problems in, a page and a digest out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack, overload

from tsur_nlp import authorities, privacy, report_maps, territory
from tsur_nlp.facts import facts
from tsur_nlp.records import SystemicProblem
from tsur_nlp.text.moments import read_moment

if TYPE_CHECKING:
    import pandas as pd

    from tsur_nlp.report import Material, Options
    from tsur_nlp.report.digest import Digest

_TOPICS = {
    None: "из выгрузки, где указаны; остальные определила модель",
    "given": "только из выгрузки",
    "predicted": "определила модель",
}


class Asked(TypedDict, total=False):
    """What may be asked of a report and of a digest (see `write_report`)."""

    as_of: object
    unit: str | None
    topics: str | None
    boundaries: str | Path | None
    title: str
    deadlines: str | Path | None
    recurrence_interval: float | None


class Chosen(TypedDict):
    """What is looked at: the day, the units, whose topics."""

    as_of: datetime | None
    unit: str | None
    topics: str | None


@overload
def write_report(  # type: ignore[overload-overlap]  # a str is a sequence of str too
    frame: pd.DataFrame,
    problems: Sequence[SystemicProblem],
    path: str | Path,
    **asked: Unpack[Asked],
) -> Path: ...


@overload
def write_report(
    frame: pd.DataFrame,
    problems: Sequence[SystemicProblem],
    path: Sequence[str | Path],
    **asked: Unpack[Asked],
) -> list[Path]: ...


def write_report(
    frame: pd.DataFrame,
    problems: Sequence[SystemicProblem],
    path: str | Path | Sequence[str | Path],
    *,
    as_of: object = None,
    unit: str | None = None,
    topics: str | None = None,
    boundaries: str | Path | None = None,
    title: str = "",
    deadlines: str | Path | None = None,
    recurrence_interval: float | None = None,
) -> Path | list[Path]:
    """Write the report by the ending of the name; return its path.

    ``.html`` is the page, ``.pdf`` the same printed by a browser of the Chromium family, ``.md`` a
    short text for a messenger, ``.json`` the same for a program. Personal data is replaced in every
    column that is shown.

    Args:
        frame: as in `find_problems`.
        problems: what `find_problems` or `replay_problems` found.
        path: the file to write, or several: everything is computed once.
        as_of: as in `find_problems`.
        unit: as in `find_problems`.
        topics: as in `find_problems`.
        boundaries: a GeoJSON with the units' polygons; without it the map draws circles.
        title: the heading.
        deadlines: as in `responses`.
        recurrence_interval: the one that the problems were found with, to be named in the report.

    Raises:
        InputError: an ending is unknown, there is no browser to print a PDF, there is no date
            column, ``unit`` names no column, a file cannot be used, ``boundaries`` are of other
            units, or a file cannot be written.
    """
    from tsur_nlp.report import writing

    paths = check_paths(path)
    asked: Asked = {
        "as_of": as_of,
        "unit": unit,
        "topics": topics,
        "boundaries": boundaries,
        "title": title,
        "deadlines": deadlines,
        "recurrence_interval": recurrence_interval,
    }
    written = writing.write_each(_material(frame, problems, asked), paths)
    return written[0] if isinstance(path, str | Path) else written


def check_paths(path: str | Path | Sequence[str | Path]) -> list[Path]:
    """Return the paths of a report that can be written here; to ask before long work.

    Raises:
        InputError: an ending says no form of the report, or there is no browser to print a PDF.
    """
    from tsur_nlp.report import writing

    return writing.checked([path] if isinstance(path, str | Path) else path)


def digest(
    frame: pd.DataFrame,
    problems: Sequence[SystemicProblem],
    *,
    as_of: object = None,
    unit: str | None = None,
    topics: str | None = None,
    title: str = "",
    deadlines: str | Path | None = None,
) -> Digest:
    """Return the day in short: `Digest.markdown` for a messenger, `Digest.as_dict` for a program.

    Arguments as in `write_report`; those that a digest does not show are left out.

    Raises:
        InputError: there is no date column, ``unit`` names no column, or a file cannot be used.
    """
    from tsur_nlp.report import digest as short

    asked: Asked = {
        "as_of": as_of,
        "unit": unit,
        "topics": topics,
        "title": title,
        "deadlines": deadlines,
    }
    return short.digest(_material(frame, problems, asked))


def _material(frame: pd.DataFrame, problems: Sequence[SystemicProblem], asked: Asked) -> Material:
    """Compute everything that the forms of the report show, without personal data."""
    from tsur_nlp import report

    chosen = _chosen(asked)
    safe = privacy.shown(frame, unit=chosen["unit"])
    known = facts(safe, unit=chosen["unit"], topics=chosen["topics"])
    heat = report_maps.of_day(known, chosen["as_of"], chosen["unit"])
    report_maps.refuse_others(heat, asked.get("boundaries"))
    options: Options = {
        "as_of": chosen["as_of"],
        "boundaries": asked.get("boundaries"),
        "title": privacy.words(asked.get("title", "")),
        "settings": _settings(asked),
        "campaigns": territory.find_campaigns(safe, **chosen),
        "earlier": report_maps.of_earlier(known, chosen["as_of"], chosen["unit"]),
    }
    if known["created_at"].notna().any():
        options["responses"] = authorities.responses(
            safe, deadlines=asked.get("deadlines"), **chosen
        )
    found = privacy.shown_problems(problems, scored=privacy.MASKED in frame.columns)
    return report.gather(known, found, heat, **options)


def _chosen(asked: Asked) -> Chosen:
    day = asked.get("as_of")
    return {
        "as_of": None if day in (None, "") else read_moment(day, "as_of"),
        "unit": asked.get("unit"),
        "topics": asked.get("topics"),
    }


def _settings(asked: Asked) -> dict[str, object]:
    """Name the settings that the reader of the report has to know."""
    said: dict[str, object] = {"Темы": _TOPICS.get(asked.get("topics"), asked.get("topics"))}
    deadlines, interval = asked.get("deadlines"), asked.get("recurrence_interval")
    if interval:
        said["Одна ложная тревога на всю территорию"] = f"раз в {interval:g} дней"
    said["Сроки ответа"] = f"из файла {Path(deadlines).name}" if deadlines else "типовые"
    return said
