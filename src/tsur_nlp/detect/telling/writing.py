"""A finding written out as a record: place, words, examples, reasons, gravity."""

from __future__ import annotations

import hashlib
from collections import Counter
from functools import cached_property

import numpy as np
import pandas as pd

from tsur_nlp.detect.findings import Finding
from tsur_nlp.detect.lasting import overdue
from tsur_nlp.detect.scan.windows import Scan
from tsur_nlp.detect.settings import DetectSettings
from tsur_nlp.detect.stream.messages import Bools, Ints, Stream, Texts
from tsur_nlp.detect.stream.sample import Documents
from tsur_nlp.detect.telling.evidence import circle, left
from tsur_nlp.detect.telling.facts import Facts, gather
from tsur_nlp.detect.telling.keywords import bags, keywords, medoids, weights
from tsur_nlp.detect.telling.reasons import reasons
from tsur_nlp.detect.telling.severity import Gravity, severity
from tsur_nlp.records import SystemicProblem

WHOLE = "вся территория"
# A body answers for a problem where it has at least this part of its messages.
_MOST = 0.5
_READ = 300


class Writer:
    """Writes what was found on one day; what all findings share is counted once."""

    def __init__(
        self,
        stream: Stream,
        scan: Scan,
        settings: DetectSettings,
        now: pd.Timestamp,
        recurrence_interval: float,
        back: Bools,
    ) -> None:
        self.stream, self.scan, self.settings, self.now = stream, scan, settings, now
        self.recurrence_interval = recurrence_interval
        self.today = (now.date() - stream.first_day).days
        self.returned = back

    def __call__(self, finding: Finding) -> SystemicProblem:
        """Return the record of a finding; `identity.follow` settles its id and status."""
        rows = finding.rows
        facts = gather(self.stream, self.scan, self.settings, finding, self.returned, self._late)
        gravity = self._severity(finding, facts)
        unit_type, unit = self._unit(finding)
        group, topic = self._topic(finding)
        start = self.stream.date_of(self.today - finding.window + 1).isoformat()
        lat, lon, radius = circle(finding, self.stream.points, self.stream.lat, self.stream.lon)
        words, examples = self._content(left(self.stream, finding))
        end, ids = self.now.date().isoformat(), self._column("id", rows).tolist()
        anchor = ids[0] if finding.own_place else ""
        return SystemicProblem(
            problem_id=digest(unit_type, unit, group, topic, finding.kind, start, anchor),
            status="new",
            kind=self._kind(finding),
            topic_group=group,
            topic=topic,
            region=usual(self._column("region", rows)),
            unit_type=unit_type,
            unit=unit,
            lat=lat,
            lon=lon,
            radius_m=radius,
            window_start=start,
            window_end=end,
            first_seen=end,
            last_seen=end,
            observed=finding.observed,
            expected=round(finding.expected, 3),
            relative_risk=round(finding.observed / max(finding.expected, 0.01), 2),
            p_value=finding.p,
            q_value=finding.q,
            recurrence_interval_days=round(min(finding.interval, 1e6), 1),
            distinct_authors=facts.authors,
            distinct_addresses=facts.addresses,
            reopened_share=facts.reopened,
            overdue_share=facts.overdue,
            severity=gravity,
            level="red" if gravity >= self.settings.red_severity else "orange",
            keywords=words,
            example_ids=examples,
            message_ids=tuple(dict.fromkeys(ids)),
            reasons=reasons(facts),
            assignee=usual(self._column("assignee", rows), least=_MOST),
            units=tuple(name for name, _, _ in facts.felt),
        )

    def _kind(self, finding: Finding) -> str:
        share = float(self.returned[finding.rows].mean())
        back = finding.kind == "surge" and share >= self.settings.returned_share
        return "recurrent" if back else finding.kind

    def _severity(self, finding: Finding, facts: Facts) -> int:
        # what lasts is weighed by its usual week, not by all the weeks it has lasted
        scale = 7.0 / finding.window if finding.kind == "chronic" else 1.0
        return severity(
            Gravity(
                finding.observed * scale,
                finding.expected * scale,
                finding.interval,
                self.recurrence_interval,
                facts.addresses,
                facts.reopened,
                facts.overdue,
            )
        )

    def _unit(self, finding: Finding) -> tuple[str, str]:
        if finding.unit >= 0:
            return self.stream.unit_type, self.stream.units[finding.unit]
        return "region", usual(self._column("region", finding.rows)) or WHOLE

    def _topic(self, finding: Finding) -> tuple[str, str]:
        if finding.topic >= 0:
            return self.stream.topics[finding.topic]
        return (self.stream.groups[finding.group] if finding.group >= 0 else ""), ""

    def _content(self, rows: Ints) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return keywords and examples; of a great many messages some hundreds are read."""
        size = len(rows)
        rows = rows[np.arange(min(size, _READ)) * size // min(size, _READ)]
        inside = bags(self._column("text", rows).tolist())
        weighed = weights(inside, self._usual_words, size)
        typical = medoids(inside, self.stream.text_key[rows].tolist(), weighed)
        return keywords(weighed, self._usual_words), tuple(
            dict.fromkeys(self._column("id", rows)[typical].tolist())
        )

    def _column(self, name: str, rows: Ints) -> Texts:
        column: Texts = self.stream.frame[name].to_numpy()
        return column[rows]

    @cached_property
    def _usual_words(self) -> Documents:
        start = self.stream.offset
        return self.stream.sample.documents(start, start + len(self.stream.day))

    @cached_property
    def _late(self) -> Bools:
        return overdue(self.stream.frame, self.now)


def usual(names: Texts, least: float = 0.0) -> str:
    """Return the most frequent name that is not empty; none where its part is below ``least``."""
    counts = Counter(name for name in names if name)
    best = min(counts, key=lambda name: (-counts[name], name), default="")
    return best if counts[best] >= least * counts.total() else ""


def digest(*parts: str) -> str:
    """Return a short id that depends on the parts alone.

    >>> digest("district", "Невский", "ЖКХ", "Нет отопления", "surge", "2021-01-03", "")
    'p-88237c58b7bf'
    """
    return "p-" + hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:12]
