"""Notes about texts that are sent again and again: seen, told, and not taken for a problem."""

from __future__ import annotations

import hashlib
from collections import Counter
from datetime import date

import numpy as np
import pandas as pd

from tsur_nlp.detect.campaigns.settings import CampaignSettings
from tsur_nlp.detect.campaigns.telling import MAILING, SHARED, Told, note
from tsur_nlp.detect.settings import DetectSettings
from tsur_nlp.detect.stream.keys import is_long, is_template
from tsur_nlp.detect.stream.messages import Ints, Stream, moment, prepare, recent
from tsur_nlp.detect.stream.voices import distinct_addresses, distinct_authors
from tsur_nlp.records import Campaign

_EACH = 3


def find_campaigns(
    facts: pd.DataFrame,
    *,
    as_of: object = None,
    unit: str | None = None,
    masked: bool = False,
    settings: DetectSettings | None = None,
    campaigns: CampaignSettings | None = None,
) -> list[Campaign]:
    """Find the texts that were sent again and again in the last weeks, the most frequent first.

    A long text that many messages repeat, but for small edits, is noted: as a mailing where few
    authors sent it or nobody knows who did, as a shared text where a crowd of authors did. How the
    messages count in problems is told by the note: an author once in ``repeat_days``; without
    authors a template once in ``repeat_days`` for each unit and topic, since nothing tells forty
    neighbours from one who writes forty times. A shorter text is noted where each of its authors
    sent it several times over; what the portal itself words is never noted.

    Args:
        facts: messages with the canonical columns; only ``created_at`` cannot be done without.
        as_of: a date (its end is meant) or a moment; the last day of the data by default.
        unit: what ``units`` of a note name, as in `find_problems`.
        masked: the texts hold no personal data, so that a note may quote one.
        settings: thresholds of the detection by name.
        campaigns: thresholds of campaigns by name.

    Raises:
        InputError: as `find_problems`.
    """
    settings, campaigns = settings or DetectSettings(), campaigns or CampaignSettings()
    now = moment(as_of, facts)
    if now is None:
        return []
    stream = prepare(recent(facts, now, settings.reach + settings.repeat_days), unit, settings)
    found = campaigns_of(stream.until(now, settings.reach), settings, campaigns, masked=masked)
    return sorted(found, key=lambda one: (-one.count, one.campaign_id))


def campaigns_of(
    stream: Stream, settings: DetectSettings, campaigns: CampaignSettings, *, masked: bool
) -> list[Campaign]:
    """Return the notes on a stream that ends today, in no order."""
    late = np.flatnonzero(stream.day >= stream.days - campaigns.days)
    often = Counter(stream.text_key[late].tolist())
    found = []
    for key in sorted(key for key, times in often.items() if times >= campaigns.messages):
        rows = late[stream.text_key[late] == key]
        kind = _kind(stream, key, rows, settings, campaigns)
        if kind:
            first = _first(stream, np.flatnonzero(stream.text_key == key), campaigns)
            found.append(_campaign(stream, kind, rows, first, masked=masked))
    return found


def _kind(
    stream: Stream, key: str, rows: Ints, settings: DetectSettings, campaigns: CampaignSettings
) -> str:
    authors = distinct_authors(stream, rows)
    if is_template(key, campaigns):
        return SHARED if authors is not None and authors >= campaigns.crowd else MAILING
    insistent = authors is not None and len(rows) >= _EACH * authors
    return MAILING if insistent and is_long(key, settings) else ""


def _first(stream: Stream, rows: Ints, campaigns: CampaignSettings) -> int:
    """Return the message that a campaign began with: before it the text was not met for long."""
    pauses = np.diff(stream.day[rows]) >= campaigns.days
    return int(rows[np.flatnonzero(np.append(True, pauses))[-1]])


def _campaign(stream: Stream, kind: str, rows: Ints, first: int, *, masked: bool) -> Campaign:
    frame = stream.frame.iloc[rows]
    texts = Counter(frame["text"].tolist())
    example = int(np.argmax(frame["text"].map(texts).to_numpy()))
    topics = Counter(zip(frame["topic_group"], frame["topic"], strict=True))
    group, topic = min(topics, key=lambda name: (-topics[name], name))
    days = stream.day[rows]
    told = Told(
        kind=kind,
        count=len(rows),
        counted=int(stream.counts[rows].sum()),
        days=int(days[-1] - days[0]) + 1,
        same=len(texts) == 1,
        authors=distinct_authors(stream, rows),
        addresses=distinct_addresses(stream, rows),
    )
    return Campaign(
        campaign_id=_identity(stream, first),
        kind=kind,
        topic_group=group,
        topic=topic,
        units=_units(stream, rows),
        count=told.count,
        counted=told.counted,
        distinct_authors=told.authors,
        distinct_addresses=told.addresses,
        first_seen=_date(stream, first),
        last_seen=_date(stream, int(rows[-1])),
        example_id=str(frame["id"].iloc[example]),
        example=str(frame["text"].iloc[example]) if masked else "",
        note=note(told),
        message_ids=tuple(dict.fromkeys(frame["id"].tolist())),
    )


def _units(stream: Stream, rows: Ints) -> tuple[str, ...]:
    """Return the units that the messages come from, the most frequent first."""
    named = Counter(stream.units[code] for code in stream.unit[rows].tolist() if code >= 0)
    return tuple(sorted(named, key=lambda name: (-named[name], name)))


def _date(stream: Stream, row: int) -> str:
    day: date = stream.date_of(int(stream.day[row]))
    return day.isoformat()


def _identity(stream: Stream, first: int) -> str:
    """Return an id that lasts as long as the campaign: it depends on its first message alone."""
    parts = (str(stream.frame["id"].iloc[first]), _date(stream, first), stream.text_key[first])
    return "c-" + hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:12]
