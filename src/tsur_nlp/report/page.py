"""The main page: what it is made from, and the order of its sections."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack

from tsur_nlp.records import Campaign, SystemicProblem, UnitHeat
from tsur_nlp.report.answers import answers
from tsur_nlp.report.campaigns import campaigns as campaign_notes
from tsur_nlp.report.chart_trend import trend
from tsur_nlp.report.document import Section, document, save
from tsur_nlp.report.frame import View, view
from tsur_nlp.report.headline import banner, tiles
from tsur_nlp.report.heat_map import heat_map
from tsur_nlp.report.markup import Html, el
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
    ``campaigns``: texts sent again and again, from ``detect.find_campaigns``.
    """

    as_of: object
    unit: str
    boundaries: str | Path | None
    title: str
    quality: Mapping[str, object] | None
    settings: Mapping[str, object] | None
    campaigns: Sequence[Campaign]


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
    return save(render(facts, problems, heat, **options), path)


def _unit_type(heat: Sequence[UnitHeat], problems: Sequence[SystemicProblem]) -> str:
    kinds = [*(item.unit_type for item in heat), *(problem.unit_type for problem in problems)]
    return next(filter(None, kinds), "")


def _page(material: Material) -> str:
    asked, summary = material.asked, material.summary
    title = asked.get("title", "").strip() or _TITLE
    return document(
        title,
        _subtitle(material),
        banner(summary, material.problems),
        tiles(summary, material.view),
        _sections(material),
    )


def _sections(material: Material) -> list[Section]:
    view, asked = material.view, material.asked
    return [
        ("map", "Тепловая карта", _map(material)),
        (
            "problems",
            "Системные проблемы",
            problem_cards(material.problems, view, material.units, material.index),
        ),
        ("campaigns", "Похоже на рассылку", campaign_notes(asked.get("campaigns", ()), view)),
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


def _subtitle(material: Material) -> str:
    day, first = material.summary.as_of, material.summary.first
    regions = {name for name in material.view.texts("region") if name}
    said = [
        regions.pop() if len(regions) == 1 else "",
        long_date(day) if day else "дата не определена",
        f"данные за {date_range(first, day)}" if first and day else "",
    ]
    return " · ".join(part for part in said if part)
