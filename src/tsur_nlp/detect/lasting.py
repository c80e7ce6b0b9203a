"""What lasts: more than in other units for weeks, or back again after an answer."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from tsur_nlp.detect.scan.tails import tail
from tsur_nlp.detect.scan.windows import Scan
from tsur_nlp.detect.settings import DetectSettings
from tsur_nlp.detect.stream.messages import Bools, Floats, Ints, Stream

_WEEK = 7
_PRIOR_RETURNS = 20.0
_PRIOR_TIMES = 2.0
_REMEMBERED = 5
_SOLVED = ("", "resolved")  # an answer whose kind nobody told may have said so


@dataclass(frozen=True, slots=True)
class Lasting:
    """A unit and topic whose excess lasts; ``series`` is a row of `Series`."""

    kind: str
    series: int
    window: int
    observed: int
    expected: float
    p: float
    interval: float
    rows: Ints


def find_chronic(stream: Stream, scan: Scan, settings: DetectSettings) -> list[Lasting]:
    """Return units where a topic's share has been far above other units' for every week.

    Compared are shares of the unit's messages, with the spread that units have between themselves:
    a unit stands out only if it is far from all the others.
    """
    series, days = scan.series, scan.series.counts.shape[1]
    length = min(days - days % _WEEK, 2 * settings.chronic_days)
    if length < settings.chronic_days or len(stream.units) < 3:
        return []
    local = np.flatnonzero(series.level == 0)
    weeks = series.counts[:, -length:].reshape(len(series), -1, _WEEK).sum(axis=2)
    own, total = weeks[local], weeks[local].sum(axis=1)
    usual = _usual_share(scan, weeks.sum(axis=1), local)
    spread = _spread_of_others(total, usual, series.topic[local])
    phi = scan.expected.dispersion[local]
    chance = tail(total, usual, phi * usual + usual**2 * spread)
    interval = 1.0 / np.maximum(chance * len(series), 1e-12)
    weekly = usual / (length / _WEEK)
    high = (own[:, -settings.chronic_days // _WEEK :] > weekly[:, None]).all(axis=1)
    # the middle week, not the sum: one past outbreak is no lasting excess
    high &= np.median(own, axis=1) >= settings.chronic_risk * weekly
    return [
        Lasting("chronic", int(local[i]), length, int(total[i]), float(usual[i]),
                float(min(1.0, chance[i])), float(interval[i]),
                _rows(stream, scan, int(local[i]), length))
        for i in np.flatnonzero(high)
    ]  # fmt: skip


def find_recurrent(
    stream: Stream, scan: Scan, settings: DetectSettings, back: Bools
) -> list[Lasting]:
    """Return units and topics where unusually many messages came back after an answer."""
    window = max(scan.expected.windows)
    known = (stream.topic >= 0) & (stream.unit >= 0)
    known &= stream.day > scan.series.today - settings.span
    recent = known & (stream.day > scan.series.today - window)
    seen, usual = _returns(stream, recent, known & ~recent, back)
    chance = tail(np.maximum(seen, 1.0), usual, 1.5 * usual + usual**2 / 5.0)
    interval = settings.lasting_share / np.maximum(chance * max((usual > 0).sum(), 1), 1e-12)
    loud = (seen >= settings.min_observed) & (seen >= settings.chronic_risk * usual)
    found = []
    for i in np.flatnonzero(loud):
        rows = _rows(stream, scan, int(i), window)
        rows = rows[back[rows]]
        numbers = float(usual[i]), float(min(1.0, chance[i])), float(interval[i])
        found.append(Lasting("recurrent", int(i), window, len(rows), *numbers, rows))
    return found


def _usual_share(scan: Scan, total: Floats, local: Ints) -> Floats:
    """Return what each unit would have of a topic at the share of all the other units."""
    series = scan.series
    size = total[series.level == 2] / max(float(total[series.level == 5][0]), 1.0)
    share = size[series.unit[local]]
    rest = np.maximum(total[series.parent[local]] - total[local], 0.0)
    usual: Floats = (rest + 0.5) * share / np.maximum(1.0 - share, 0.05)
    return usual


def _returns(stream: Stream, recent: Bools, past: Bools, back: Bools) -> tuple[Floats, Floats]:
    """Return for each unit and topic how many came back of late, and how many usually would.

    Usual is the topic's share over all units of late, times how many times more than the others'
    came back in this unit before.
    """
    topics, size = len(stream.topics), len(stream.units) * len(stream.topics)
    code = np.maximum(stream.unit, 0) * topics + np.maximum(stream.topic, 0)
    of_topic = np.tile(np.arange(topics), len(stream.units))

    def counted(rows: Bools) -> tuple[Floats, Floats]:
        came, every = (
            np.bincount(code[chosen], minlength=size).astype(float)
            for chosen in (rows & back, rows)
        )
        sums = [np.bincount(of_topic, weights=w, minlength=topics) for w in (came, every)]
        mean = came.sum() / max(every.sum(), 1.0)
        share = (sums[0] + _PRIOR_RETURNS * mean) / (sums[1] + _PRIOR_RETURNS)
        return came, every * share[of_topic]

    before, expected = counted(past)
    seen, usual = counted(recent)
    return seen, usual * (before + _PRIOR_TIMES) / (expected + _PRIOR_TIMES)


def returned(stream: Stream, settings: DetectSettings) -> Bools:
    """Tell which messages came back: reopened, or written again after an answer to the first.

    Written again is: the same topic at the same address within ``memory_days``, after an answer to
    one of the last five messages there. Where the answers' kinds are known, only one that said the
    matter was solved is an answer.
    """
    frame = stream.frame
    back: Bools = frame["reopened"].fillna(0).to_numpy(float) > 0
    created = frame["created_at"].to_numpy("datetime64[us]")
    answered = frame["answered_at"].to_numpy("datetime64[us]")
    if "answer_kind" in frame.columns:
        solved = frame["answer_kind"].isin(_SOLVED).to_numpy()
        answered = np.where(solved, answered, np.datetime64("NaT", "us"))
    place, rows = _by_house(stream)
    created, answered = created[rows], answered[rows]
    again = np.zeros(len(rows), dtype=bool)
    for step in range(1, _REMEMBERED + 1):
        same = place[step:] == place[:-step]
        soon = created[step:] - created[:-step] <= np.timedelta64(settings.memory_days, "D")
        again[step:] |= same & soon & (answered[:-step] < created[step:])
    back[rows] |= again
    return back


def _by_house(stream: Stream) -> tuple[Ints, Ints]:
    """Return the messages with a topic and a house, together by both and in time, and a code."""
    rows = np.flatnonzero((stream.topic >= 0) & (stream.address_code >= 0))
    code, rows_of = pd.factorize(stream.address_code[rows])[0], stream.address[rows]
    size = int(code.max(initial=-1)) + 1
    example = np.empty(size, dtype=object)
    example[code] = rows_of
    proper = np.array([name.count("|") >= 2 for name in example.tolist()], dtype=bool)[code]
    rows, code = rows[proper], code[proper]
    place = stream.topic[rows] * size + code
    order = np.argsort(place, kind="stable")
    return place[order], rows[order]


def _spread_of_others(own: Floats, usual: Floats, topic: Ints) -> Floats:
    """Return for each unit how the shares of the others vary (squared), without its own."""
    square, base = (own - usual) ** 2 - usual, usual**2
    totals = [np.bincount(topic, weights=w)[topic] - w for w in (square, base)]
    pool = max(float(square.sum()), 0.0) / max(float(base.sum()), 1e-9)
    spread: Floats = (np.maximum(totals[0], 0.0) + 25.0 * min(pool, 1.0)) / (totals[1] + 25.0)
    return np.maximum(spread, 0.05)


def _rows(stream: Stream, scan: Scan, i: int, window: int) -> Ints:
    """Return the messages of a series in the last ``window`` days."""
    series = scan.series
    return np.flatnonzero(
        (stream.unit == series.unit[i])
        & (stream.topic == series.topic[i])
        & (stream.day > series.today - window)
    )


def overdue(frame: pd.DataFrame, now: pd.Timestamp) -> Bools:
    """Tell which messages were not answered in time, among those with a deadline.

    A deadline without a time of day lasts until the day is over.
    """
    import pandas as pd

    done, due = frame["answered_at"].fillna(frame["closed_at"]), frame["due_on"]
    due = due.mask(due == due.dt.normalize(), due + pd.Timedelta(hours=23, minutes=59, seconds=59))
    late: Bools = ((done.isna() & (due < now)) | (done > due)).to_numpy()
    return late
