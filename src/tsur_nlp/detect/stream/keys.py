"""The key of a text: what it says without its numbers, names and small edits."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

from tsur_nlp.detect.campaigns.settings import USUAL, CampaignSettings
from tsur_nlp.detect.campaigns.templates import leaders
from tsur_nlp.detect.settings import DetectSettings
from tsur_nlp.detect.stream.arrays import Bools, Dates, Ints, Texts
from tsur_nlp.detect.stream.plain import plain, plains

TOGETHER_DAYS = 84
"""Texts are compared within stretches of so many days, counted from 1970 on, so that no text joins
two others in a look that goes far back and leaves them apart in one that does not. A look has to
begin a stretch before what it counts: this may not be longer than `DetectSettings.memory_days`."""

_STANDARD = 0
_LENGTH, _DIGITS = 5, 16


def text_key(text: str) -> str:
    """Return a text without numbers, placeholders, case and punctuation, with its length first.

    >>> text_key("Не горит фонарь у дома 5!") == text_key("не горит фонарь у дома 7")
    True
    """
    return _key(plain(text))


def _key(said: bytes) -> str:
    if not said:
        return ""
    digest = hashlib.blake2b(said, digest_size=_DIGITS // 2).hexdigest()
    return f"{said.count(b' ') + 1:0{_LENGTH}d}-{digest}"


def text_keys(
    texts: Iterable[str],
    topics: Sequence[str] | Texts | None = None,
    times: Dates | None = None,
    campaigns: CampaignSettings = USUAL,
) -> Texts:
    """Return the key of every text; long texts that are one template have the key of one of them.

    ``topics`` are the topics of the texts: texts of two topics are no copies unless they are the
    same. A text made only of the words of its topic's name is the portal's own phrase, which many
    send without knowing of each other; it is no template however long.

    ``times`` tell which text was first: its copies have its key, so that a key never depends on
    later texts. Without them the keys depend on the set of texts; on their order they never do.
    """
    said, distinct = pd.factorize(_objects(plains(list(texts))))
    given = np.full(len(said), "", dtype=object) if topics is None else _objects(topics)
    topic, names = pd.factorize(given)
    known = _objects([_key(one) for one in distinct])
    standard = _standard(distinct, said, topic, names)
    keys: Texts = known[said]
    keys[standard] = [f"{_STANDARD:0{_LENGTH}d}{key[_LENGTH:]}" for key in keys[standard]]
    long = np.array([is_template(key, campaigns) for key in known], dtype=bool)[said]
    rows = np.flatnonzero(long & ~standard)
    if len(rows):
        moments = np.zeros(len(said), dtype=np.int64)
        if times is not None:
            moments = np.asarray(times, "datetime64[us]").astype(np.int64)
        joined = _joined(distinct, said[rows], topic[rows], moments[rows], known, campaigns)
        keys[rows] = known[joined]
    return keys


def _joined(
    distinct: Texts,
    said: Ints,
    topic: Ints,
    moments: Ints,
    known: Texts,
    campaigns: CampaignSettings,
) -> Ints:
    """Return for long texts, given as places in ``distinct``, the texts that they are copies of."""
    stretch = moments // (TOGETHER_DAYS * 86_400_000_000)
    stretch -= stretch.min()
    kind = topic * (int(stretch.max()) + 1) + stretch
    digest = np.array([int(key[-_DIGITS:] or "0", 16) for key in known], dtype=np.uint64)
    order = np.lexsort((digest[said], moments, kind))
    place, first = pd.factorize((kind * len(known) + said)[order])
    kinds, of = np.divmod(first, len(known))
    chosen = leaders([distinct[one] for one in of.tolist()], campaigns.likeness, kinds)
    joined = np.empty(len(said), dtype=np.int64)
    joined[order] = of[chosen[place]]
    return joined


def _standard(distinct: Texts, said: Ints, topic: Ints, names: Texts) -> Bools:
    """Tell which texts say no word beyond the name of their topic."""
    named = [frozenset(one.split()) for one in plains(names.tolist())]
    begins = _objects([one.partition(b" ")[0] for one in distinct])[said]
    found = np.zeros(len(said), dtype=bool)
    pairs = zip(begins.tolist(), topic.tolist(), strict=True)
    for row in [row for row, (begin, of) in enumerate(pairs) if begin in named[of]]:
        found[row] = named[topic[row]].issuperset(distinct[said[row]].split())
    return found


def _objects(values: Sequence[object] | Texts) -> Texts:
    """Return an array that holds the values as they are."""
    found = np.empty(len(values), dtype=object)
    found[:] = values
    return found


def is_template(key: str, campaigns: CampaignSettings = USUAL) -> bool:
    """Tell whether a text is so long that its copies have one source, wherever they come from."""
    return bool(key) and int(key[:_LENGTH]) >= campaigns.words


def is_long(key: str, settings: DetectSettings) -> bool:
    """Tell whether two people would hardly write this text by chance."""
    return bool(key) and int(key[:_LENGTH]) >= settings.repeat_words
