"""What messages are counted by: the whole, bodies, units, topics, channels, weeks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from tsur_nlp.errors import InputError

if TYPE_CHECKING:
    import pandas as pd

WHOLE, BODY, UNIT, GROUP = "всё", "исполнитель", "район", "группа тем"
TOPIC, CHANNEL, WEEK = "тема", "источник", "неделя"
"""The slices, as the column ``by`` names them."""

_OWN_UNIT = 0.5


def unit_column(facts: pd.DataFrame, unit: str) -> str:
    """Return the column of units: the one asked for, else the finest that most messages have.

    Raises:
        InputError: there is no such column.
    """
    if unit and unit not in facts.columns:
        raise InputError(f"no column {unit!r} to group by; columns: {', '.join(facts.columns)}")
    has_district = len(facts) > 0 and facts["district"].ne("").mean() >= _OWN_UNIT
    return unit or ("district" if has_district else "municipality")


def slices(facts: pd.DataFrame, unit: str) -> Mapping[str, pd.Series]:
    """Return the label of every message in every slice; an empty one is counted nowhere.

    The same name in two groups is two topics, so a topic is written with its group.
    """
    import pandas as pd

    topic, group = facts["topic"], facts["topic_group"]
    whole = group.where(group.eq(""), group + " — ") + topic
    labels = {
        WHOLE: pd.Series(WHOLE, index=facts.index),
        BODY: facts["assignee"],
        UNIT: facts[unit],
        GROUP: group,
        TOPIC: whole.mask(topic.eq(""), ""),
        CHANNEL: facts["source"],
        WEEK: mondays(facts["created_at"]),
    }
    return {by: values.astype("category") for by, values in labels.items()}


def mondays(created: pd.Series[pd.Timestamp]) -> pd.Series[str]:
    """Return the Monday of the ISO week of every moment, as ISO text."""
    import pandas as pd

    days = created.dt.normalize()
    monday = days - pd.to_timedelta(days.dt.day_of_week, unit="D")
    return monday.map({day: f"{day:%Y-%m-%d}" for day in monday.unique()})
