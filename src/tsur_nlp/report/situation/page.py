"""The main page: what it is made from, and the order of its sections."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Unpack

import numpy as np

from tsur_nlp.records import SystemicProblem, UnitHeat
from tsur_nlp.report.html.document import Section, document
from tsur_nlp.report.html.markup import Html, el, join
from tsur_nlp.report.map.panel import heat_map, outlined
from tsur_nlp.report.material import Material, Options, gather
from tsur_nlp.report.numbers.frame import region_of
from tsur_nlp.report.numbers.summary import active
from tsur_nlp.report.situation.answers import answers
from tsur_nlp.report.situation.campaigns import campaigns as campaign_notes
from tsur_nlp.report.situation.changes import changes
from tsur_nlp.report.situation.headline import banner, tiles
from tsur_nlp.report.situation.method import method
from tsur_nlp.report.situation.problems import problems as problem_cards
from tsur_nlp.report.situation.quality import caution
from tsur_nlp.report.situation.quality import quality as data_quality
from tsur_nlp.report.situation.sources import sources
from tsur_nlp.report.situation.topics import topics
from tsur_nlp.report.situation.trend import trend
from tsur_nlp.report.situation.unit_blocks import blocks
from tsur_nlp.report.situation.unit_table import table
from tsur_nlp.report.words import date_range, long_date

if TYPE_CHECKING:
    import pandas as pd

_TITLE = "Обращения граждан: обстановка и системные проблемы"
_COLOURS = (
    "Цвет — все темы вместе за 7 дней; проблема — одна тема за 1–56 дней, поэтому район бывает "
    "зелёным при красной проблеме."
)


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
    return page(gather(facts, problems, heat, **options))


def page(material: Material) -> str:
    """Return the report as one HTML text."""
    asked, summary = material.asked, material.summary
    title = asked.get("title", "").strip() or _TITLE
    return document(
        title,
        _subtitle(material),
        banner(summary, material.problems, material.standing, caution(material.view)),
        tiles(summary, material.view, material.standing),
        _sections(material),
    )


def _sections(material: Material) -> list[Section]:
    view, asked = material.view, material.asked
    return [
        ("changes", "Что изменилось", changes(material)),
        ("map", "Тепловая карта", _map(material)),
        (
            "problems",
            "Системные проблемы",
            problem_cards(
                material.problems, view, material.units, material.index, material.standing
            ),
        ),
        ("campaigns", "Похоже на рассылку", campaign_notes(asked.get("campaigns", ()), view)),
        ("trend", "Динамика", trend(view)),
        ("topics", "Темы", topics(view)),
        ("answers", "Ответы", answers(view, material.summary, material.standing)),
        ("sources", "Источники", sources(view)),
        ("quality", "Качество данных", data_quality(view, asked.get("quality"))),
        (
            "method",
            "Как это посчитано",
            method(view, asked.get("settings"), drawn=_drawn(material), deadlines=_due(material)),
        ),
    ]


def _map(material: Material) -> Html | None:
    if not material.units:
        return None
    picture = heat_map(material.units, material.asked.get("boundaries"))
    ranking = el("div", table(material.units, wide=picture is None), class_="ranking")
    opened = blocks(material.units, material.view, material.standing)
    side = el("div", ranking, opened, class_="side")
    grid = el("div", picture, side, class_="map-grid" if picture else "map-grid no-map")
    note = el("p", _COLOURS, class_="note map-note") if active(material.problems) else None
    return join([grid, note])


def _drawn(material: Material) -> str:
    boundaries = material.asked.get("boundaries")
    if not boundaries:
        return "круги в центрах территорий"
    if outlined(material.units, boundaries):
        return "границы из файла"
    return "в файле нет районов выгрузки: показаны круги"


def _due(material: Material) -> int | None:
    """Count the appeals whose deadline is known; ``None`` where no rules were asked."""
    known = material.standing
    if known.found is None:
        return None
    return int((known.counted & ~np.isnat(known.due_on)).sum())


def _subtitle(material: Material) -> str:
    day, first = material.summary.as_of, material.summary.first
    said = [
        region_of(material.view),
        long_date(day) if day else "дата не определена",
        f"данные за {date_range(first, day)}" if first and day else "",
    ]
    return " · ".join(part for part in said if part)
