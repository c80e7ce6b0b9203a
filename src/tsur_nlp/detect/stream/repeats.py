"""One voice counts once: floods by one author and texts that are copied and pasted."""

from __future__ import annotations

import numpy as np
import pandas as pd

from tsur_nlp.detect.campaigns.settings import USUAL, CampaignSettings
from tsur_nlp.detect.settings import DetectSettings
from tsur_nlp.detect.stream.arrays import Bools, Ints, Texts
from tsur_nlp.detect.stream.keys import is_long, is_template, text_key, text_keys

__all__ = ["is_long", "is_template", "mark_repeats", "text_key", "text_keys"]


def mark_repeats(
    authors: Texts,
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
    authors: Texts,
    keys: Texts,
    addresses: Texts,
    place: Ints,
    settings: DetectSettings,
    campaigns: CampaignSettings,
) -> Ints:
    """Return a number for each voice, −1 for a message that cannot be told from others."""
    authors = _stripped(authors)
    key, names = pd.factorize(keys)
    length = np.array([int(name[:5] or -1) for name in names], dtype=np.int64)[key]
    named = authors != ""
    template = ~named & (length >= campaigns.words)
    housed = ~named & ~template & (keys != "") & (addresses != "")
    alone = ~named & ~template & ~housed & (length >= settings.repeat_words)
    voice = np.unique(place, return_inverse=True)[1]
    parts = (
        (pd.factorize(authors)[0], named),
        (key, template | housed | alone),
        (pd.factorize(addresses)[0], housed),
    )
    for code, told in parts:
        joint = voice * (int(code.max(initial=0)) + 2) + np.where(told, code + 1, 0)
        voice = pd.factorize(joint)[0].astype(np.int64)
    return np.where(named | template | housed | alone, voice, -1)


def _stripped(names: Texts) -> Texts:
    """Take off the spaces around names."""
    code, different = pd.factorize(names)
    return np.array([*(name.strip() for name in different), ""], dtype=object)[code]
