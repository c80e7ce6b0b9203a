"""The report of a territory: scored messages and problems in, a page for officials out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack

from tsur_nlp import authorities, territory, units
from tsur_nlp.facts import facts
from tsur_nlp.records import SystemicProblem, UnitHeat

if TYPE_CHECKING:
    import pandas as pd

    from tsur_nlp.report import Material, Options

_EARLIER = (1, 7)


class Chosen(TypedDict):
    """What is looked at: the day, the units, whose topics."""

    as_of: object
    unit: str | None
    topics: str | None


def write_report(
    frame: pd.DataFrame,
    problems: Sequence[SystemicProblem],
    path: str | Path,
    *,
    as_of: object = None,
    unit: str | None = None,
    topics: str | None = None,
    boundaries: str | Path | None = None,
    title: str = "",
    deadlines: str | Path | None = None,
) -> Path:
    """Write the one-file HTML report; return its path.

    Args:
        frame: as in `find_problems`.
        problems: what `find_problems` or `replay_problems` found.
        path: the file to write.
        as_of: as in `find_problems`.
        unit: as in `find_problems`.
        topics: as in `find_problems`.
        boundaries: a GeoJSON with the units' polygons; without it the map draws circles.
        title: the heading.
        deadlines: as in `responses`.

    Raises:
        InputError: there is no date column, ``unit`` names no column, a file cannot be used, or
            the report cannot be written.
    """
    from tsur_nlp import report

    chosen: Chosen = {"as_of": as_of, "unit": unit, "topics": topics}
    made = _material(frame, problems, chosen, deadlines, boundaries=boundaries, title=title)
    return report.write(made, path)


def _material(
    frame: pd.DataFrame,
    problems: Sequence[SystemicProblem],
    chosen: Chosen,
    deadlines: str | Path | None,
    **asked: Unpack[Options],
) -> Material:
    """Compute everything that the report shows besides the problems."""
    from tsur_nlp import report

    known = facts(frame, unit=chosen["unit"], topics=chosen["topics"])
    asked |= {
        "as_of": chosen["as_of"],
        "campaigns": territory.find_campaigns(frame, **chosen),
        "earlier": {
            days: _heat(known, day, chosen["unit"]) for days, day in _before(known, chosen)
        },
    }
    if known["created_at"].notna().any():
        asked["responses"] = authorities.responses(frame, deadlines=deadlines, **chosen)
    return report.gather(known, problems, _heat(known, chosen["as_of"], chosen["unit"]), **asked)


def _before(known: pd.DataFrame, chosen: Chosen) -> Iterator[tuple[int, pd.Timestamp]]:
    """Yield the days that the map is compared with, as far back as there are messages."""
    import pandas as pd

    created = known["created_at"]
    if created.isna().all():
        return
    day = pd.Timestamp(chosen["as_of"] or created.max()).normalize()  # type: ignore[arg-type]
    for days in _EARLIER:
        earlier = day - pd.Timedelta(days=days)
        if earlier >= created.min().normalize():
            yield days, earlier


def _heat(known: pd.DataFrame, as_of: object, unit: str | None) -> list[UnitHeat]:
    from tsur_nlp import detect

    return detect.heat_map(known, as_of=as_of, unit=unit, populations=units.populations(known))
