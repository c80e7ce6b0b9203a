"""The page as a whole: the order of the sections, and the file."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, TypedDict, Unpack

from tsur_nlp.errors import InputError
from tsur_nlp.records import SystemicProblem, UnitHeat
from tsur_nlp.report.answers import answers
from tsur_nlp.report.chart_trend import trend
from tsur_nlp.report.frame import View, view
from tsur_nlp.report.headline import banner, tiles
from tsur_nlp.report.heat_map import heat_map
from tsur_nlp.report.markup import Html, el, esc, join
from tsur_nlp.report.method import method
from tsur_nlp.report.problems import problems as problem_cards
from tsur_nlp.report.quality import quality as data_quality
from tsur_nlp.report.sources import sources
from tsur_nlp.report.summary import Summary, summarise
from tsur_nlp.report.topics import topics
from tsur_nlp.report.unit_blocks import blocks, table
from tsur_nlp.report.units import RowIndex, Unit, ranked
from tsur_nlp.report.words import date_range, long_date

if TYPE_CHECKING:
    import pandas as pd

_TITLE = "Обращения граждан: обстановка и системные проблемы"


class Options(TypedDict, total=False):
    """What may be asked of the page.

    ``as_of``: the day of the report, the last one by default. ``unit``: the column of the map's
    units. ``boundaries``: a GeoJSON with their polygons. ``title``: the heading. ``quality`` and
    ``settings``: rows (name → value) to add to the sections on data quality and on method.
    """

    as_of: object
    unit: str
    boundaries: str | Path | None
    title: str
    quality: Mapping[str, object] | None
    settings: Mapping[str, object] | None


@dataclass(frozen=True, slots=True)
class Material:
    """Everything the sections are written from."""

    view: View
    summary: Summary
    problems: Sequence[SystemicProblem]
    units: Sequence[Unit]
    index: RowIndex
    asked: Options


def render(
    facts: pd.DataFrame,
    problems: Sequence[SystemicProblem],
    heat: Sequence[UnitHeat],
    **options: Unpack[Options],
) -> str:
    """Return the report as one HTML text that needs no network (see `Options`).

    ``facts`` has the canonical columns with ``text`` masked; ``heat`` and ``problems`` come from
    ``detect``.

    Raises:
        InputError: ``as_of`` is not a date, or ``boundaries`` is not a GeoJSON with named polygons.
    """
    unit = options.get("unit") or _unit_type(heat, problems)
    known = view(facts, as_of=options.get("as_of"), unit=unit)
    index = RowIndex(known)
    summary = summarise(known, problems, heat)
    units = ranked(known, heat, problems, index)
    return _page(Material(known, summary, problems, units, index, options))


def write_report(
    facts: pd.DataFrame,
    problems: Sequence[SystemicProblem],
    heat: Sequence[UnitHeat],
    path: str | Path,
    **options: Unpack[Options],
) -> Path:
    """Write the page of `render` to a file, whole or not at all; return its path.

    Raises:
        InputError: as `render`, or the file cannot be written.
    """
    page, target = render(facts, problems, heat, **options), Path(path)
    draft = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(page, encoding="utf-8", newline="\n")
        draft.replace(target)
    except OSError as error:
        if draft.exists():
            draft.unlink()
        raise InputError(f"cannot write the report {path}: {error}") from error
    return target


def _unit_type(heat: Sequence[UnitHeat], problems: Sequence[SystemicProblem]) -> str:
    kinds = [*(item.unit_type for item in heat), *(problem.unit_type for problem in problems)]
    return next(filter(None, kinds), "")


def _page(material: Material) -> str:
    asked, summary = material.asked, material.summary
    title = asked.get("title", "").strip() or _TITLE
    sections = _sections(material)
    links = [el("li", el("a", name, href=f"#{key}")) for key, name, body in sections if body]
    return _template("page.html").substitute(
        title=esc(title),
        style=_read("style.css"),
        script=_read("script.js"),
        subtitle=esc(_subtitle(material)),
        verdict=banner(summary, material.problems),
        tiles=tiles(summary, material.view),
        links=join(links),
        sections=join(_section(key, name, body) for key, name, body in sections if body),
    )


def _sections(material: Material) -> list[tuple[str, str, Html | None]]:
    view, asked = material.view, material.asked
    return [
        ("map", "Тепловая карта", _map(material)),
        (
            "problems",
            "Системные проблемы",
            problem_cards(material.problems, view, material.units, material.index),
        ),
        ("trend", "Динамика", trend(view)),
        ("topics", "Темы", topics(view)),
        ("answers", "Ответы", answers(view, material.summary)),
        ("sources", "Источники", sources(view)),
        ("quality", "Качество данных", data_quality(view, asked.get("quality"))),
        (
            "method",
            "Как это посчитано",
            method(view, asked.get("settings"), polygons=bool(asked.get("boundaries"))),
        ),
    ]


def _map(material: Material) -> Html | None:
    if not material.units:
        return None
    picture = heat_map(material.units, material.asked.get("boundaries"))
    ranking = el("div", table(material.units, wide=picture is None), class_="ranking")
    side = el("div", ranking, blocks(material.units, material.view), class_="side")
    return el("div", picture, side, class_="map-grid" if picture else "map-grid no-map")


def _section(key: str, name: str, body: Html) -> Html:
    head = el("h2", name, id=f"{key}-title")
    return el("section", head, body, class_="card", id=key, aria_labelledby=f"{key}-title")


def _subtitle(material: Material) -> str:
    day, first = material.summary.as_of, material.summary.first
    regions = {name for name in material.view.texts("region") if name}
    said = [
        regions.pop() if len(regions) == 1 else "",
        long_date(day) if day else "дата не определена",
        f"данные за {date_range(first, day)}" if first and day else "",
    ]
    return " · ".join(part for part in said if part)


@lru_cache(maxsize=4)
def _read(name: str) -> str:
    return (Path(__file__).with_name("templates") / name).read_text(encoding="utf-8")


def _template(name: str) -> Template:
    return Template(_read(name))
