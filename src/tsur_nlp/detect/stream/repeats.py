"""One voice counts once: floods by one author and texts that are copied and pasted."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from tsur_nlp.detect.settings import DetectSettings
from tsur_nlp.text import words

if TYPE_CHECKING:
    import pandas as pd

_KEY_CHARACTERS = 300

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


def text_key(text: str) -> str:
    """Return a text without numbers, placeholders, case and punctuation, with its length first.

    >>> text_key("Не горит фонарь у дома 5!") == text_key("не горит фонарь у дома 7")
    True
    """
    kept = [word for word in words(text[:_KEY_CHARACTERS]) if word[0].isalpha()]
    if not kept:
        return ""
    digest = hashlib.blake2b(" ".join(kept).encode(), digest_size=8).hexdigest()
    return f"{len(kept):05d}-{digest}"


def text_keys(texts: Iterable[str]) -> NDArray[np.object_]:
    """Return the key of every text."""
    known: dict[str, str] = {}
    keys = [known[t] if t in known else known.setdefault(t, text_key(t)) for t in texts]
    return np.array(keys, dtype=object)


def is_long(key: str, settings: DetectSettings) -> bool:
    """Tell whether two people would hardly write this text by chance."""
    return bool(key) and int(key[:5]) >= settings.repeat_words


def mark_repeats(
    authors: Iterable[str],
    keys: NDArray[np.object_],
    addresses: NDArray[np.object_],
    place: Ints,
    day: Ints,
    settings: DetectSettings,
) -> Bools:
    """Mark messages that say again what the same voice said a few days ago.

    Within a ``place`` (a code of unit and topic) the voice is the author where known, the text
    where it is long, and the text at an address in any case. Rows are in time order, so the past
    never changes.
    """
    repeat = np.zeros(len(keys), dtype=bool)
    last: dict[tuple[object, ...], int] = {}
    rows = zip(authors, keys, addresses, place.tolist(), day.tolist(), strict=True)
    for row, (author, key, address, where, today) in enumerate(rows):
        voices: list[tuple[object, ...]] = [(where, author.strip())] if author.strip() else []
        if is_long(key, settings):
            voices.append((where, "text", key))
        elif key and address:
            voices.append((where, key, address))
        for voice in voices:
            seen = last.get(voice)
            repeat[row] |= seen is not None and today - seen < settings.repeat_days
            last[voice] = today
    return repeat


def addresses_of(frame: pd.DataFrame) -> list[str]:
    """Return the address of every message, its point where it has none, empty where neither."""
    columns = [frame[name] for name in ("settlement", "street", "house", "lat", "lon")]
    return [
        f"{settlement}|{street}|{house}"
        if street and house
        else (f"{lat:.4f}|{lon:.4f}" if lat == lat and lon == lon else "")
        for settlement, street, house, lat, lon in zip(*columns, strict=True)
    ]
