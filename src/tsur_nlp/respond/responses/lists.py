"""The lists: promised dates that were missed, answers that say nothing, what has changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from tsur_nlp.respond.responses.promise_state import BROKEN
from tsur_nlp.respond.responses.slices import BODY, UNIT
from tsur_nlp.respond.responses.table import Material
from tsur_nlp.respond.speed import changes, late_changes
from tsur_nlp.respond.speed.change import LATENESS, SPEED

if TYPE_CHECKING:
    import pandas as pd

BETTER, WORSE = "лучше", "хуже"
PACE, PUNCTUALITY = "скорость ответов", "доля опозданий"

_ABOUT = ["id", "created_at", "source", "topic_group", "topic", "assignee", "answered_at", "text"]


def broken(material: Material, answers: pd.Series[str], unit: str, listed: int) -> pd.DataFrame:
    """Return the promises whose date was missed, the longest ago first."""
    import pandas as pd

    missed = material.messages["promise_state"].eq(BROKEN)
    promised = material.messages.loc[missed, "answer_promised"]
    rows = _about(material.facts[missed], answers, unit).assign(promised=pd.to_datetime(promised))
    rows["days_late"] = (material.at.normalize() - rows["promised"]).dt.days
    rows["status"] = material.facts.loc[missed, "status"]
    return rows.sort_values(["promised", "id"]).head(listed).reset_index(drop=True)


def empty(material: Material, answers: pd.Series[str], unit: str, listed: int) -> pd.DataFrame:
    """Return the empty answers, one row for a text of a body, the most often sent first.

    ``times`` says to how many messages it went; the row shown is the last of them.
    """
    facts = material.facts[material.messages["answer_kind"].eq("empty")]
    rows = _about(facts, answers, unit)
    same = facts.groupby(["assignee", "answer_text"], sort=False)["id"]
    rows["times"] = same.transform("size").astype("int64")
    rows["_answer"] = facts["answer_text"]
    rows = rows.sort_values(["times", "answered_at", "id"], ascending=[False, False, True])
    rows = rows.drop_duplicates(["assignee", "_answer"]).drop(columns="_answer")
    return rows.head(listed).reset_index(drop=True)


def changed(material: Material, labels: Mapping[str, pd.Series]) -> pd.DataFrame:
    """Return the bodies and units that surely became better or worse, the surest first.

    ``before`` and ``after`` are median hours of answers, or shares of late messages.
    """
    import pandas as pd

    parts = [part for by in (BODY, UNIT) for part in _changes_of(material, by, labels[by])]
    found = pd.concat(parts, ignore_index=True).rename(columns={"unit": "name"})
    better = {SPEED.more: BETTER, SPEED.less: WORSE, LATENESS.less: BETTER, LATENESS.more: WORSE}
    found.insert(0, "direction", [better.get(verdict, "") for verdict in found["verdict"]])
    found = found[found["direction"].ne("")].drop(columns="small")
    return found.sort_values(["direction", "p", "by", "name"], ignore_index=True)


def _about(facts: pd.DataFrame, answers: pd.Series[str], unit: str) -> pd.DataFrame:
    return facts[_ABOUT].assign(unit=facts[unit], answer=answers.loc[facts.index])


def _changes_of(material: Material, by: str, labels: pd.Series) -> list[pd.DataFrame]:
    at, periods, strata = material.at, material.periods, material.strata
    late = late_changes(material.punctuality, labels, at, periods=periods, strata=strata)
    found = [late.assign(by=by, measure=PUNCTUALITY)]
    if material.wait is not None:
        pace = changes(material.wait, labels, at, periods=periods, strata=strata)
        found.append(pace.assign(by=by, measure=PACE))
    return found
