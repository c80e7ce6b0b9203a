"""What a report is written from, whatever it is written as: a page, a PDF, a digest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack

from tsur_nlp.records import Campaign, Responses, SystemicProblem, UnitHeat
from tsur_nlp.report.numbers.frame import View, view
from tsur_nlp.report.numbers.standing import Standing, standing
from tsur_nlp.report.numbers.summary import Summary, summarise
from tsur_nlp.report.numbers.units import RowIndex, Unit, ranked

if TYPE_CHECKING:
    import pandas as pd


class Options(TypedDict, total=False):
    """What may be asked of the report.

    ``as_of``: the day of the report, the last one by default. ``unit``: the column of the map's
    units. ``boundaries``: a GeoJSON with their polygons. ``title``: the heading. ``quality`` and
    ``settings``: rows (name → value) to add to the sections on data quality and on method.
    ``campaigns``: texts sent again and again, from ``detect.find_campaigns``. ``responses``: how
    the messages were answered, from ``respond.responses``, its rows those of the facts.
    ``earlier``: the heat map as it was, by the number of days ago (1 and 7).
    """

    as_of: object
    unit: str
    boundaries: str | Path | None
    title: str
    quality: Mapping[str, object] | None
    settings: Mapping[str, object] | None
    campaigns: Sequence[Campaign]
    responses: Responses | None
    earlier: Mapping[int, Sequence[UnitHeat]]


@dataclass(frozen=True, slots=True)
class Material:
    """Everything the sections are written from; ``standing`` is how each message is answered."""

    view: View
    summary: Summary
    problems: Sequence[SystemicProblem]
    units: Sequence[Unit]
    index: RowIndex
    asked: Options
    standing: Standing


def gather(
    facts: pd.DataFrame,
    problems: Sequence[SystemicProblem],
    heat: Sequence[UnitHeat],
    **options: Unpack[Options],
) -> Material:
    """Compute what every form of the report shows.

    Raises:
        InputError: ``as_of`` is not a date, or ``responses`` are of other messages.
    """
    unit = options.get("unit") or _unit_type(heat, problems)
    known = view(facts, as_of=options.get("as_of"), unit=unit)
    index = RowIndex(known)
    stands = standing(known, options.get("responses"))
    summary = summarise(known, problems, heat, stands)
    units = ranked(known, heat, problems, index)
    return Material(known, summary, problems, units, index, options, stands)


def _unit_type(heat: Sequence[UnitHeat], problems: Sequence[SystemicProblem]) -> str:
    kinds = [*(item.unit_type for item in heat), *(problem.unit_type for problem in problems)]
    return next(filter(None, kinds), "")
