"""The numbers of a finding that its sentences are made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from tsur_nlp.detect.findings import Finding
from tsur_nlp.detect.scan.windows import Scan
from tsur_nlp.detect.settings import DetectSettings
from tsur_nlp.detect.stream.messages import Bools, Stream, Texts
from tsur_nlp.detect.stream.voices import distinct_addresses, distinct_authors, repeats, walked
from tsur_nlp.detect.telling.evidence import apart, drivers, felt


@dataclass(frozen=True, slots=True)
class Facts:
    """The numbers of a problem that the sentences are made of; zero or ``None`` is «not said».

    ``felt`` are the units of a wave with their counts and expectations, ``drivers`` the topics
    that make a whole group grow, ``named`` those told as problems of their own and ``apart`` their
    messages. ``near`` are the messages inside ``radius`` metres, ``placeless`` those of the
    ``listed`` ones without an address, ``walked`` those that look like one person's walk,
    ``signed`` the repeats that have an author. Places and authors are those of repeats too:
    ``places_of_repeats`` and ``authors_of_repeats`` tell whether repeats add any. ``returned`` came
    back after an answer, of them ``resumed`` are marked so. ``silent`` are the days since the
    ``last`` message.
    """

    kind: str
    days: int
    observed: int
    expected: float
    interval: float
    wave: float = 1.0
    felt: tuple[tuple[str, int, float], ...] = ()
    units: int = 0
    named: tuple[str, ...] = ()
    apart: int = 0
    drivers: tuple[tuple[str, int, float], ...] = ()
    last: date | None = None
    silent: int = 0
    near: int = 0
    radius: float | None = None
    addresses: int | None = None
    listed: int = 0
    placeless: int = 0
    places_of_repeats: bool = False
    authors: int | None = None
    authors_of_repeats: bool = False
    repeats: int = 0
    signed: int = 0
    walked: int = 0
    returned: int = 0
    resumed: int = 0
    reopened: float | None = None
    overdue: float | None = None


def gather(
    stream: Stream,
    scan: Scan,
    settings: DetectSettings,
    finding: Finding,
    back: Bools,
    late: Bools,
) -> Facts:
    """Return the numbers of a finding; ``back`` marks what came back, ``late`` what is overdue."""
    last = int(stream.day[finding.rows].max())
    return Facts(
        kind=finding.kind,
        days=finding.window,
        observed=finding.observed,
        expected=finding.expected,
        interval=finding.interval,
        wave=finding.wave,
        last=stream.date_of(last),
        silent=scan.series.today - last,
        walked=_walked(stream, settings, finding),
        **_parts(stream, scan, finding),
        **_places(stream, finding),
        **_voices(stream, finding),
        **_answers(stream, finding, back, late),
    )


def _parts(stream: Stream, scan: Scan, finding: Finding) -> dict[str, Any]:
    messages, topics = apart(stream, finding)
    return {
        "felt": tuple(felt(stream, scan, finding)),
        "units": len(stream.units),
        "named": topics,
        "apart": messages,
        "drivers": tuple(drivers(stream, scan, finding)),
    }


def _walked(stream: Stream, settings: DetectSettings, finding: Finding) -> int:
    count = walked(stream, finding.rows, settings)
    return count if count >= settings.walk_share * len(finding.rows) else 0


def _places(stream: Stream, finding: Finding) -> dict[str, Any]:
    near = max(finding.clusters, key=lambda c: (c.observed, -c.p), default=None)
    return {
        "near": near.observed if near else 0,
        "radius": near.radius if near else None,
        "addresses": distinct_addresses(stream, finding.rows),
        "listed": len(finding.rows),
        "placeless": int((stream.address[finding.rows] == "").sum()),
    }


def _voices(stream: Stream, finding: Finding) -> dict[str, Any]:
    """Count the authors; all that came back is counted, so there nothing is a repeat."""
    rows, authors = finding.rows, distinct_authors(stream, finding.rows)
    if finding.kind == "recurrent":
        return {"authors": authors}
    counts, names = stream.counts[rows], stream.frame["author"].to_numpy()[rows]
    return {
        "authors": authors,
        "authors_of_repeats": _adds(names, counts),
        "places_of_repeats": _adds(stream.address[rows], counts),
        "repeats": repeats(stream, rows),
        "signed": int((names[~counts] != "").sum()),
    }


def _adds(names: Texts, counts: Bools) -> bool:
    """Tell whether repeats bring names that what is counted does not have."""
    return bool(set(names[~counts]) - set(names[counts]) - {""})


def _answers(stream: Stream, finding: Finding, back: Bools, late: Bools) -> dict[str, Any]:
    rows, frame = finding.rows, stream.frame
    marked = frame["reopened"].to_numpy()[rows]
    marked = marked[~np.isnan(marked)] > 0
    due = late[rows[~np.isnat(frame["due_on"].to_numpy()[rows])]]
    return {
        "returned": int(back[rows].sum()) if finding.kind != "recurrent" else 0,
        "resumed": int(marked.sum()),
        "reopened": round(float(marked.mean()), 3) if len(marked) else None,
        "overdue": round(float(due.mean()), 3) if len(due) else None,
    }
