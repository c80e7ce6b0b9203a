"""Which earlier message a message goes on from: the same person's, or one about the same place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from tsur_nlp.respond.chains.codes import Bools, Ints, codes, either, paired, previous
from tsur_nlp.respond.chains.places import houses
from tsur_nlp.respond.chains.settings import ChainSettings
from tsur_nlp.text import fold

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Links:
    """For every message, in time order, the row it goes on from (−1 none) and whose row that is."""

    earlier: Ints
    by_author: Bools
    root: Ints


def find_links(facts: pd.DataFrame, settings: ChainSettings) -> Links:
    """Link the messages of a frame that is in time order; a link never looks ahead.

    A person goes on about the same group of topics (about the same house, where no topic is
    known), but not from another house: who reports ten holes reports ten matters.
    """
    house = houses(facts, settings.cell_m)
    group, topic = codes(facts["topic_group"], _plain), codes(facts["topic"], _plain)
    author = codes(facts["author"], _plain)
    own = _same_person(paired(author, either(either(group, topic), house)), house)
    other = previous(paired(house, _topic(group, topic)))
    created = facts["created_at"].to_numpy("datetime64[us]")
    apart = np.timedelta64(settings.apart_days, "D")
    own, other = (_recent(earlier, created, apart) for earlier in (own, other))
    # A person knows what he writes about; neighbours may mean another hole of the same yard.
    earlier = np.where(own >= 0, own, other)
    return Links(earlier, own >= 0, roots(earlier))


def roots(earlier: Ints) -> Ints:
    """Return the first message of every chain.

    >>> roots(np.array([-1, 0, -1, 1, 2])).tolist()
    [0, 0, 2, 0, 2]
    """
    root = np.where(earlier >= 0, earlier, np.arange(len(earlier)))
    while not np.array_equal(root, root[root]):
        root = root[root]
    return root


def _same_person(matter: Ints, house: Ints) -> Ints:
    """Return the person's last message on the matter, unless the two are about two houses."""
    same_house = previous(paired(matter, house + 1))
    last = previous(matter)
    two_houses = (house >= 0) & (house[last] >= 0)
    return np.maximum(same_house, np.where(two_houses, -1, last))


def _topic(group: Ints, topic: Ints) -> Ints:
    """Return the topic within its group, the group where no topic is said."""
    return either(paired(group + 1, topic), group)


def _recent(earlier: Ints, created: NDArray[np.datetime64], apart: np.timedelta64) -> Ints:
    return np.where((earlier >= 0) & (created - created[earlier] <= apart), earlier, -1)


def _plain(text: str) -> str:
    return " ".join(fold(text).split())
