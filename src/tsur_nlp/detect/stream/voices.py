"""How many different people and texts stand behind messages."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pandas as pd

from tsur_nlp.detect.campaigns.settings import USUAL, CampaignSettings
from tsur_nlp.detect.settings import DetectSettings
from tsur_nlp.detect.stream.keys import is_long, is_template
from tsur_nlp.detect.stream.messages import Ints, Stream


def distinct_authors(stream: Stream, rows: Ints) -> int | None:
    """Count the authors; ``None`` where most messages have none."""
    names = [name for name in stream.frame["author"].to_numpy()[rows] if name]
    return len(set(names)) if 2 * len(names) > len(rows) else None


def distinct_addresses(stream: Stream, rows: Ints) -> int | None:
    """Count the addresses (points where there is no address); ``None`` where there are none."""
    return len(set(stream.address[rows]) - {""}) or None


def distinct_texts(
    stream: Stream, rows: Ints, settings: DetectSettings, campaigns: CampaignSettings = USUAL
) -> int:
    """Count the texts; what many may write alike is one text for each author, or each address.

    A template is one text, unless a crowd sent it: then it is one for each of its authors.
    """
    return len(set(_texts(stream, rows, settings, campaigns)))


def enough_voices(
    stream: Stream, rows: Ints, settings: DetectSettings, campaigns: CampaignSettings = USUAL
) -> bool:
    """Tell a problem of many from a flood of one author or of one text pasted again and again.

    Where most of what counts is one template that no crowd sent, a few messages beside it do not
    make it a problem.
    """
    authors = distinct_authors(stream, rows)
    if authors is not None and authors < settings.min_voices:
        return False
    if distinct_texts(stream, rows, settings, campaigns) < settings.min_voices:
        return False
    counted = rows[stream.counts[rows]]
    texts = _texts(stream, counted, settings, campaigns)
    copied = Counter(text for text in texts if "|" not in text)
    return 2 * max(copied.values(), default=0) <= len(counted)


def mailed(
    stream: Stream, rows: Ints, settings: DetectSettings, campaigns: CampaignSettings = USUAL
) -> int:
    """Count the copies of mailings among what counts: templates often used that no crowd sent.

    A unit counts a template once, or once for each author, so a mailing over a territory of twenty
    units has twenty voices there. It is one.
    """
    texts = _texts(stream, rows[stream.counts[rows]], settings, campaigns)
    copied = Counter(text for text in texts if "|" not in text)
    return sum(times - 1 for times in copied.values() if times >= campaigns.messages)


def repeats(stream: Stream, rows: Ints) -> int:
    """Count the messages that are listed but not counted."""
    return int(np.count_nonzero(~stream.counts[rows]))


def _texts(
    stream: Stream, rows: Ints, settings: DetectSettings, campaigns: CampaignSettings
) -> list[str]:
    """Return a name for the text of every message, the same for what counts as one text."""
    authors = stream.frame["author"].to_numpy()[rows].tolist()
    keys, addresses = stream.text_key[rows].tolist(), stream.address[rows].tolist()
    since = stream.rows_since(stream.days - settings.span)
    used = [key for key, author in zip(keys, authors, strict=True) if author]
    crowds = _crowds(stream, since, Counter(keys), set(used), campaigns)
    texts = []
    for row, key, author, address in zip(rows.tolist(), keys, authors, addresses, strict=True):
        if is_template(key, campaigns) and key not in crowds:
            texts.append(key)
        elif author:
            texts.append(f"{key}|{author}")
        elif is_long(key, settings) and not address:
            texts.append(key)
        else:
            texts.append(f"{key}|{address or row}")
    return texts


def _crowds(
    stream: Stream, since: slice, times: Counter[str], used: set[str], campaigns: CampaignSettings
) -> set[str]:
    """Return the templates that so many authors sent, here or elsewhere, that each speaks."""
    recent, names = stream.text_key[since], stream.frame["author"].to_numpy()[since]
    crowds = set()
    for key in used:
        if times[key] > 1 and is_template(key, campaigns):
            authors = set(names[recent == key].tolist()) - {""}
            crowds |= {key} if len(authors) >= campaigns.crowd else set()
    return crowds


def walked(stream: Stream, rows: Ints, settings: DetectSettings) -> int:
    """Count the messages that repeat the text of one a few minutes before: one person's walk.

    Only messages without an author, of the same unit and topic; those of one and the same moment
    have no time of day and tell nothing.
    """
    frame = pd.DataFrame(
        {
            "text": stream.text_key[rows],
            "unit": stream.unit[rows],
            "topic": stream.topic[rows],
            "at": stream.frame["created_at"].to_numpy()[rows],
        }
    )
    told = (stream.frame["author"].to_numpy()[rows] == "") & (frame["text"] != "")
    gap = frame[told].groupby(["text", "unit", "topic"])["at"].diff()
    soon = (gap > pd.Timedelta(0)) & (gap <= pd.Timedelta(settings.walk_minutes, "min"))
    return int(soon.sum())
