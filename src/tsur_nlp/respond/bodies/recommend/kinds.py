"""What of a message may speak for a body (its topic, its place, both), each as one number.

The numbers are digests: a model that is handed on names no street and no house.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from tsur_nlp.respond.chains.places import address_part
from tsur_nlp.text import fold

if TYPE_CHECKING:
    import pandas as pd

Kinds = NDArray[np.uint64]

UNKNOWN = np.uint64(0)
_FACTOR = np.uint64(0x9E3779B97F4A7C15)
"""The golden ratio as 64 bits: multiplying by it scatters neighbouring numbers."""


def kinds(facts: pd.DataFrame) -> dict[str, Kinds]:
    """Return the number of every message's group, topic, unit and so on; 0 where it is not said."""
    group, topic = digests(facts["topic_group"], _plain), digests(facts["topic"], _plain)
    district, town = digests(facts["district"], _plain), digests(facts["settlement"], _plain)
    municipality = digests(facts["municipality"], _plain)
    place = joined(np.where(town, town, municipality) + np.uint64(1))
    street = both(place, digests(facts["street"], partial(address_part, part="street")))
    house = both(street, digests(facts["house"], partial(address_part, part="house")))
    return {
        "group": group,
        # A topic is that of its group; where no group is said, the topic stands for itself.
        "topic": both(group + np.uint64(1), topic),
        "unit": np.where(district, district, municipality),
        "settlement": town,
        "square": _squares(facts, 0.01),
        "yard": _squares(facts, 0.001),
        "street": street,
        "house": house,
        "address": np.where(house, house, street),
        "addressed": (street != UNKNOWN) + np.uint64(1),
    }


def both(*parts: Kinds) -> Kinds:
    """Return one number for each combination; 0 where any part is not said.

    >>> both(np.array([3, 3, 0], np.uint64), np.array([7, 0, 7], np.uint64)).astype(bool).tolist()
    [True, False, False]
    """
    said = np.logical_and.reduce([part != UNKNOWN for part in parts])
    return np.where(said, joined(*parts), UNKNOWN)


def joined(*parts: Kinds) -> Kinds:
    """Return one number for each combination, what is not said taken for a value too."""
    whole = np.zeros(len(parts[0]), dtype=np.uint64)
    for part in parts:
        whole = (whole ^ part) * _FACTOR
        whole ^= whole >> np.uint64(29)
    return whole


def digests(values: pd.Series[Any], tidy: Callable[[str], str]) -> Kinds:
    """Return one number for all values that are equal once tidied; 0 where nothing is left."""
    import pandas as pd

    codes, distinct = pd.factorize(values)
    found = [_digest(tidy(str(value))) for value in distinct]
    return np.array([*found, 0], dtype=np.uint64)[codes]


def _squares(facts: pd.DataFrame, degrees: float) -> Kinds:
    lat, lon = facts["lat"].to_numpy(float), facts["lon"].to_numpy(float)
    known = np.isfinite(lat) & np.isfinite(lon)
    rows, columns = (
        (np.round(np.where(known, value, 0.0) / degrees) + 1e6).astype(np.uint64)
        for value in (lat, lon)
    )
    return np.where(known, joined(rows, columns), UNKNOWN)


def _plain(text: str) -> str:
    return " ".join(fold(text).split())


def _digest(text: str) -> int:
    if not text:
        return 0
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "little") or 1
