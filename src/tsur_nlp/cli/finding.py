"""How `problems` and `report` come to their list: from one day, or day by day."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tsur_nlp.cli import console
from tsur_nlp.errors import InputError

if TYPE_CHECKING:
    import pandas as pd

    from tsur_nlp.records import SystemicProblem

_WHOLE = "region"
"""The unit type of what is felt all over the territory, whatever its units are."""


def find(frame: pd.DataFrame, since: str, previous: str, **options: Any) -> list[SystemicProblem]:
    """Look from one day with yesterday's problems at hand, or replay the days since a date."""
    from tsur_nlp import territory

    if since and previous:
        raise InputError("--since replays the past itself: leave --previous out")
    if since:
        return territory.replay_problems(frame, since=since, progress=None, **options)
    before = territory.read_problems(previous or None) or []
    found = territory.find_problems(frame, previous=before, **options)
    _say_other_units(before, found, options["unit"])
    return found


def _say_other_units(
    before: Sequence[SystemicProblem], found: Sequence[SystemicProblem], unit: str | None
) -> None:
    """Tell where yesterday's problems are of other units: they fade beside the new ones."""
    seen = {one.unit_type for one in found if one.status in ("new", "ongoing")} - {_WHOLE}
    now = {unit} if unit else seen
    other = {one.unit_type for one in before} - {_WHOLE} - now
    if now and other:
        console.say(
            f"--previous lists problems by {', '.join(sorted(other))}, this run looks by "
            f"{', '.join(sorted(now))}: few of those go on; give the list made by the same --unit"
        )
