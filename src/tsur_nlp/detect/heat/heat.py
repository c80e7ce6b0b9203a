"""The colour of every unit: how far it is above what is usual, and how sure that is.

Usual is the unit's own past («more than always») and, where residents are known, what the other
units write per head («more than others»); the colour is the worse of the two. It is read from the
lower bound of the relative risk, so a small unit is not red by chance and a big one not by its
size.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pandas as pd

from tsur_nlp.detect.heat.aside import HeatMap, count_aside
from tsur_nlp.detect.heat.cells import CELL, with_cells
from tsur_nlp.detect.heat.counted import Counted, count
from tsur_nlp.detect.heat.judged import LEVELS, Judged, judge
from tsur_nlp.detect.heat.named import loud_topics, middles
from tsur_nlp.detect.heat.residents import by_residents
from tsur_nlp.detect.heat.settings import HeatSettings
from tsur_nlp.detect.settings import DetectSettings
from tsur_nlp.detect.stream.messages import Stream, moment, prepare, recent
from tsur_nlp.errors import InputError
from tsur_nlp.records import UnitHeat

__all__ = ["HeatMap", "HeatSettings", "heat_map"]


def heat_map(
    facts: pd.DataFrame,
    *,
    as_of: object = None,
    unit: str | None = None,
    by: str | None = None,
    cells: int | None = None,
    populations: Mapping[str, int] | None = None,
    settings: HeatSettings | None = None,
) -> HeatMap:
    """Colour every unit; ``facts``, ``as_of`` and ``unit`` as in `find_problems`.

    Args:
        facts: messages in canonical columns.
        as_of: the last day that is coloured.
        unit: the column of the units.
        by: ``"group"`` colours every group of topics of every unit too.
        cells: the resolution of H3 hexagons that are the units instead of ``unit``.
        populations: residents by unit.
        settings: the thresholds.

    Returns:
        One record per unit, by name; with ``by`` its groups follow it. The list knows how many
        messages are in no unit (`HeatMap`).

    Raises:
        InputError: no column ``created_at``, no column ``unit``, ``as_of`` is no date, ``by`` or
            ``cells`` cannot be or makes too many hexagons, or the package h3 is not installed.
    """
    settings = settings or HeatSettings()
    _check(unit, by, cells)
    detect = DetectSettings(windows=(settings.days,), min_observed=1)
    now = moment(as_of, facts)
    if now is None:
        return HeatMap()
    known = recent(facts, now, detect.span + detect.repeat_days)
    if cells is not None:
        known, unit = with_cells(known, cells), CELL
    stream = prepare(known, unit, detect).until(now, detect.span)
    aside = count_aside(stream, (now.date() - stream.first_day).days, settings.days)
    if not len(stream.units):
        return HeatMap(aside=aside)
    counted = count(stream, now, detect, groups=by == "group" and bool(stream.groups))
    return HeatMap(_Map(stream, now, counted, populations or {}, settings).units(), aside)


def _check(unit: str | None, by: str | None, cells: int | None) -> None:
    if by not in (None, "", "group"):
        raise InputError(f"by={by!r}: give 'group', or leave it out")
    if cells is not None and unit:
        raise InputError(f"unit={unit!r} and cells={cells!r} are two kinds of units: give one")


class _Map:
    """One day's map: both comparisons, topics, middles and the period."""

    def __init__(
        self,
        stream: Stream,
        now: pd.Timestamp,
        counted: Counted,
        populations: Mapping[str, int],
        settings: HeatSettings,
    ) -> None:
        self.stream, self.counted = stream, counted
        self.residents = [max(int(populations.get(name, 0) or 0), 0) for name in stream.units]
        of_rows = np.array(self.residents, dtype=float)[counted.unit]
        self.past = judge(counted, settings)
        self.heads = judge(by_residents(counted, of_rows, settings), settings)
        today = (now.date() - stream.first_day).days
        self.topics, self.top = loud_topics(stream, today, settings.days), settings.top
        self.middles = middles(stream)
        first, last = stream.date_of(today - settings.days + 1), stream.date_of(today)
        self.period = first.isoformat(), last.isoformat()

    def units(self) -> list[UnitHeat]:
        """Return the heat of all entries."""
        return [self._one(row) for row in range(len(self.counted.unit))]

    def _one(self, row: int) -> UnitHeat:
        code, group = int(self.counted.unit[row]), int(self.counted.group[row])
        basis, judged = self._basis(row)
        observed, residents = int(self.counted.observed[row]), self.residents[code]
        lat, lon = self.middles[code]
        heat = UnitHeat(
            unit=self.stream.units[code],
            unit_type=self.stream.unit_type,
            level=LEVELS[judged.level[row]],
            observed=observed,
            expected=round(float(judged.mean[row]), 2),
            relative_risk=_number(judged.risk[row]),
            p_value=_number(judged.p_value[row], None),
            per_1000=round(1000.0 * observed / residents, 3) if residents else None,
            top_topics=self._topics(code, group),
            lat=lat,
            lon=lon,
            topic_group=self.stream.groups[group] if group >= 0 else "",
            basis=basis,
            residents=residents or None,
        )
        return self._explained(heat, row, judged)

    def _explained(self, heat: UnitHeat, row: int, judged: Judged) -> UnitHeat:
        return replace(
            heat,
            risk_low=_number(judged.low[row]),
            risk_high=_number(judged.high[row]),
            own_past_risk=_number(self.past.risk[row]),
            residents_risk=_number(self.heads.risk[row]),
            window_start=self.period[0],
            window_end=self.period[1],
        )

    def _basis(self, row: int) -> tuple[str, Judged]:
        """Choose the comparison that says more; the own past where they say the same."""
        if self.heads.level[row] > self.past.level[row] or not self.past.mean[row] > 0.0:
            return ("residents" if self.heads.mean[row] > 0.0 else ""), self.heads
        return "own_past", self.past

    def _topics(self, code: int, group: int) -> tuple[str, ...]:
        own = self.topics.get(code, [])
        return tuple(name for of, name in own if group in (of, -1))[: self.top]


def _number(value: float, digits: int | None = 2) -> float | None:
    if not math.isfinite(value):
        return None
    return float(value) if digits is None else round(float(value), digits)
