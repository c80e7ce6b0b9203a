"""One voice counts once: floods by one author and texts that are copied and pasted."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from tsur_nlp.detect.campaigns.settings import USUAL, CampaignSettings
from tsur_nlp.detect.settings import DetectSettings
from tsur_nlp.detect.stream.arrays import Bools, Ints, Texts
from tsur_nlp.detect.stream.keys import is_long, is_template, text_key, text_keys

__all__ = ["is_long", "is_template", "mark_repeats", "text_key", "text_keys"]


def mark_repeats(
    authors: Iterable[str],
    keys: Texts,
    addresses: Texts,
    place: Ints,
    day: Ints,
    settings: DetectSettings,
    campaigns: CampaignSettings = USUAL,
) -> Bools:
    """Mark messages that say again what the same voice said a few days ago.

    Within a ``place`` (a code of unit and topic) the voice is the author where known: forty
    neighbours who paste one text are forty voices. Without an author it is the text: a template
    wherever it comes from (forty copies of eight words and more have one source as far as anyone
    can tell), a shorter one at its address, or alone where it has none and is long. It counts
    again after ``repeat_days`` of silence. Rows are in time order, so the past never changes.
    """
    voice = _voices(authors, keys, addresses, place, settings, campaigns)
    order = np.argsort(voice, kind="stable")
    voice, day = voice[order], day[order]
    again = (voice[1:] == voice[:-1]) & (voice[1:] >= 0)
    again &= day[1:] - day[:-1] < settings.repeat_days
    repeat = np.zeros(len(order), dtype=bool)
    repeat[order[1:]] = again
    return repeat


def _voices(
    authors: Iterable[str],
    keys: Texts,
    addresses: Texts,
    place: Ints,
    settings: DetectSettings,
    campaigns: CampaignSettings,
) -> Ints:
    """Return a number for each voice, −1 for a message that cannot be told from others."""
    named: dict[tuple[object, ...], int] = {}
    length = {key: int(key[:5]) if key else -1 for key in set(keys.tolist())}
    voices = np.full(len(keys), -1, dtype=np.int64)
    rows = zip(authors, keys.tolist(), addresses.tolist(), place.tolist(), strict=True)
    for row, (author, key, address, where) in enumerate(rows):
        if author and (name := author.strip()):
            voice: tuple[object, ...] = (where, name)
        elif length[key] >= campaigns.words:
            voice = (where, "", key)
        elif key and address:
            voice = (where, "", key, address)
        elif length[key] >= settings.repeat_words:
            voice = (where, "", key)
        else:
            continue
        voices[row] = named.setdefault(voice, len(named))
    return voices
