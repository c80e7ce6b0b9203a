"""The maps of a report: the day's own, those it is compared with, and whose boundaries fit them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tsur_nlp import units
from tsur_nlp.records import UnitHeat

if TYPE_CHECKING:
    import pandas as pd

_EARLIER = (1, 7)


def of_day(known: pd.DataFrame, as_of: object, unit: str | None) -> list[UnitHeat]:
    """Return the map of a day; ``known`` are facts."""
    from tsur_nlp import detect

    return detect.heat_map(known, as_of=as_of, unit=unit, populations=units.populations(known))


def of_earlier(
    known: pd.DataFrame, as_of: datetime | None, unit: str | None
) -> dict[int, list[UnitHeat]]:
    """Return the maps that the day's own is compared with, by the number of days ago."""
    return {days: of_day(known, day, unit) for days, day in _before(known, as_of)}


def refuse_others(heat: Sequence[UnitHeat], boundaries: str | Path | None) -> None:
    """Refuse boundaries of other units; a map without units may have any.

    Raises:
        InputError: ``boundaries`` cannot be read, or none of them is a unit's.
    """
    from tsur_nlp.report.map import boundaries as files

    if boundaries:
        files.refuse_others({one.unit for one in heat}, files.load(boundaries), boundaries)


def _before(known: pd.DataFrame, as_of: datetime | None) -> Iterator[tuple[int, pd.Timestamp]]:
    """Yield the days that the map is compared with, as far back as there are messages."""
    import pandas as pd

    created = known["created_at"]
    if created.isna().all():
        return
    day = pd.Timestamp(as_of or created.max()).tz_localize(None).normalize()
    for days in _EARLIER:
        earlier = day - pd.Timedelta(days=days)
        if earlier >= created.min().normalize():
            yield days, earlier
