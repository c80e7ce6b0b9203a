"""Chains: the same person, or the same place and topic, again after an answer."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from tsur_nlp.errors import InputError
from tsur_nlp.respond.chains.codes import Bools
from tsur_nlp.respond.chains.links import Links, find_links
from tsur_nlp.respond.chains.returns import returns
from tsur_nlp.respond.chains.settings import ChainSettings
from tsur_nlp.respond.phrases import pattern
from tsur_nlp.text import fold

if TYPE_CHECKING:
    import pandas as pd

AUTHOR, PLACE, REOPENED = "заявитель", "адрес и тема", "повторно открыто"
"""What a link rests on, as officials read it."""

_NEEDED = [
    "id", "text", "created_at", "author", "municipality", "district", "settlement", "street",
    "house", "lat", "lon", "topic_group", "topic", "answered_at", "status", "reopened",
    "answer_kind",
]  # fmt: skip
_AGAIN = Path(__file__).parent / "data" / "again.txt"


def chains(
    facts: pd.DataFrame, *, as_of: pd.Timestamp, settings: ChainSettings | None = None
) -> pd.DataFrame:
    """Return the chain of every message, as it was known at a moment; one row per message.

    ``came_back`` is true where the chain had been answered not long before the message, and
    ``solved_came_back`` where that answer (the last one) claimed a solution; a message that the
    export calls reopened came back by itself. ``says_again`` («повторно», «уже писала») makes a
    link surer, but links nothing. A row that is no appeal, has no date, or is later than ``as_of``
    is a chain of its own; rows of one id are one message.

    A return by place alone is no proof of a bad answer: a stairwell gets dirty again, and a house
    that writes often returns often. The person's own return, and a reopened message, say more.

    Raises:
        InputError: a row has no id.
    """
    if facts["id"].eq("").any():
        raise InputError("a message without an id cannot be in a chain: fill the column id")
    chosen = settings or ChainSettings()
    linked = facts["is_appeal"].astype(bool) & (facts["created_at"] <= as_of)
    rows = facts.loc[linked.to_numpy(), _NEEDED]
    rows = rows.sort_values(["created_at", "id", "text"], kind="stable")
    rows = rows.loc[~rows["id"].duplicated().to_numpy()].reset_index(drop=True)
    table = _linked(rows, as_of, chosen)
    known = table.set_index(rows["id"].to_numpy()).reindex(facts["id"].to_numpy())
    return _with_the_rest(known.set_axis(facts.index), facts)


def _linked(rows: pd.DataFrame, as_of: pd.Timestamp, settings: ChainSettings) -> pd.DataFrame:
    import pandas as pd

    links = find_links(rows, settings)
    chain = pd.Series(links.root)
    members = chain.groupby(chain, sort=False)
    ids = rows["id"].to_numpy(object)
    before = pd.Series(ids).groupby(links.root, sort=False).shift().fillna("")
    last = returns(rows, links.root, as_of)
    reopened = rows["reopened"].to_numpy(float) == 1.0
    back = (last["days_since_answer"] <= settings.within_days).to_numpy()
    return pd.DataFrame(
        {
            "chain_id": ids[links.root],
            "position": members.cumcount().to_numpy() + 1,
            "chain_size": members.transform("size").to_numpy(),
            "repeat_of": before.to_numpy(object),
            "came_back": back | reopened,
            "solved_came_back": (back & last["was_solved"].to_numpy()) | reopened,
            "days_since_answer": last["days_since_answer"].to_numpy(),
            "link": _link(links, reopened),
            "says_again": _says_again(rows["text"], links),
        }
    )


def _link(links: Links, reopened: Bools) -> NDArray[np.object_]:
    linked = np.where(links.by_author, AUTHOR, PLACE)
    alone = np.where(reopened, REOPENED, "")
    return np.where(links.earlier >= 0, linked, alone).astype(object)


def _says_again(texts: pd.Series[str], links: Links) -> Bools:
    """Tell which linked messages speak of an earlier one; those not linked are not read."""
    linked = links.earlier >= 0
    again = {text: bool(_again().search(fold(text))) for text in texts[linked].unique()}
    said: Bools = texts.where(linked).map(again).eq(True).to_numpy()
    return said


def _with_the_rest(known: pd.DataFrame, facts: pd.DataFrame) -> pd.DataFrame:
    """Fill the rows that were not looked at: each a chain of its own."""
    known["chain_id"] = known["chain_id"].fillna(facts["id"])
    for column in ("position", "chain_size"):
        known[column] = known[column].fillna(1).astype("int64")
    for column in ("repeat_of", "link"):
        known[column] = known[column].fillna("")
    for column in ("came_back", "solved_came_back", "says_again"):
        known[column] = known[column].eq(True)
    known["chain_id"] = "chain-" + known["chain_id"]
    return known


@lru_cache(maxsize=1)
def _again() -> re.Pattern[str]:
    return pattern(_AGAIN.read_text(encoding="utf-8").splitlines())
