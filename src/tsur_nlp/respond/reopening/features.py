"""What is known of an answer when it is given: traits (names) and numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tsur_nlp.respond.reopening.judged import Floats, judged

if TYPE_CHECKING:
    import pandas as pd

_OWN_TRAITS = ("assignee", "answer_kind", "answer_evidence", "answer_on_point")


@dataclass(frozen=True, slots=True)
class Features:
    """Traits ('' where not said) and numbers (NaN where not known), a row for each message."""

    traits: pd.DataFrame
    numbers: pd.DataFrame


def features(facts: pd.DataFrame, *, unit: str, own_answer: bool) -> Features:
    """Read traits and numbers; those of the answer only where the row holds the judged answer."""
    import pandas as pd

    group, topic = facts["topic_group"].astype(str), facts["topic"].astype(str)
    # «Другое» is a topic of many groups.
    traits = {"topic_group": group, "topic": (group + " / " + topic).where(topic.ne(""), "")}
    traits["unit"] = facts[unit].astype(str)
    numbers = {
        "message_length": np.log1p(facts["text"].str.len().to_numpy(float)),
        "wait": np.log1p(judged(facts, own_answer=own_answer).hours),
    }
    if own_answer:
        traits |= {name: _named(facts[name]) for name in _OWN_TRAITS if name in facts.columns}
        numbers |= _numbers_of_answers(facts)
    return Features(pd.DataFrame(traits), pd.DataFrame(numbers, index=facts.index))


def _named(column: pd.Series) -> pd.Series:
    """Return a flag or a name as a name; what is not known is ''."""
    return column.astype(object).where(column.notna(), "").astype(str)


def _numbers_of_answers(facts: pd.DataFrame) -> dict[str, Floats]:
    length = facts["answer_text"].str.len().to_numpy(float)
    numbers = {"answer_length": np.where(length > 0.0, np.log1p(length), np.nan)}
    if "boilerplate_share" in facts.columns:
        numbers["boilerplate_share"] = facts["boilerplate_share"].to_numpy(float)
    return numbers
