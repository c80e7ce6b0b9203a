"""Who is faster than the others with the same work: bodies compared within topics.

A body that mends roofs is slower than one that clears litter, and not worse. Each message is
therefore held against all messages of its topic (indirect standardisation).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tsur_nlp.respond.speed.chance import poisson_p, shrink, spread_of
from tsur_nlp.respond.speed.contrast import Coded, Contrast, answers, lateness
from tsur_nlp.respond.speed.dispersion import dispersion, weeks
from tsur_nlp.respond.speed.punctuality import Punctuality
from tsur_nlp.respond.speed.spans import Bools, Ints, Span
from tsur_nlp.respond.speed.table import codes_of, same_length
from tsur_nlp.respond.speed.verdict import FEW_MESSAGES, Words, tested_q, verdicts

if TYPE_CHECKING:
    import pandas as pd

FEW_PEERS = 0.2
"""Where others do less than this share of a body's work, there is nobody to compare it with."""

STRATUM_MESSAGES = 50
"""A topic with fewer messages is compared within its group."""

NO_PEERS = "не с кем сравнить"
SPEED = Words("быстрее", "медленнее", "как все")
LATENESS = Words("чаще опаздывает", "реже опаздывает", "как все")


def strata(topics: pd.Series, groups: pd.Series) -> pd.Series:
    """Return what each message is compared within: its topic, or the rest of its group.

    The same name in two groups is two topics.
    """
    named = groups + " — " + topics
    rare = (topics == "") | (named.map(named.value_counts()) < STRATUM_MESSAGES)
    return named.mask(rare, groups + " — прочее").mask((topics == "") & (groups == ""), "")


def compare(span: Span, bodies: pd.Series, strata: pd.Series) -> pd.DataFrame:
    """Compare the pace of answers of bodies: ratio 2 is twice as many answers per hour waited.

    ``observed`` and ``expected`` are answers; ``ratio`` is their ratio shrunk towards 1 as far as
    chance may have made it, with 95 % limits; ``p`` and ``q`` (Benjamini–Hochberg) belong to the
    counts themselves. ``peers`` is the share of the body's work that others do: near 0 it is
    compared with itself, and its ratio is near 1 whatever its pace.
    """
    same_length(span, bodies, strata)
    coded, names, used = _coded(bodies, strata, span.kept)
    span = span.where(used)
    contrast = answers(span, coded)
    return _judge(contrast, coded, weeks(span.created)).pipe(_name, names, SPEED)


def compare_late(punctuality: Punctuality, bodies: pd.Series, strata: pd.Series) -> pd.DataFrame:
    """Compare how often bodies miss the deadline: ``observed`` and ``expected`` are late messages.

    The other columns are those of ``compare``; ratio 2 is twice as many late messages.
    """
    same_length(punctuality, bodies, strata)
    coded, names, used = _coded(bodies, strata, punctuality.decided)
    contrast = lateness(punctuality.late[used], coded)
    week = weeks(punctuality.due[used])
    return _judge(contrast, coded, week).pipe(_name, names, LATENESS)


def _coded(bodies: pd.Series, strata: pd.Series, usable: Bools) -> tuple[Coded, list[str], Bools]:
    used = usable & (codes_of(bodies)[0] >= 0) & (codes_of(strata)[0] >= 0)
    body, names = codes_of(bodies[used])
    stratum, labels = codes_of(strata[used])
    return Coded(body, len(names), stratum, len(labels)), names, used


def _judge(contrast: Contrast, coded: Coded, week: Ints) -> pd.DataFrame:
    import pandas as pd

    observed, expected = contrast.observed, np.maximum(contrast.expected, 1e-9)
    variance = contrast.variance * dispersion(contrast, coded, week)
    # The Poisson count of this relative variance: a smaller one where messages go together.
    weight = expected / np.maximum(variance, 0.01 * expected)
    spread = spread_of(observed, expected, variance)
    ratio, low, high = shrink(weight * observed, weight * expected, spread)
    n = np.bincount(coded.part, minlength=coded.parts)
    columns = {
        "n": n,
        "observed": observed.astype(np.int64),
        "expected": contrast.expected,
        "ratio": ratio,
        "low": low,
        "high": high,
        "p": poisson_p(weight * observed, weight * expected),
        "peers": contrast.variance / expected,
        "small": n < FEW_MESSAGES,
    }
    return pd.DataFrame(columns)


def _name(table: pd.DataFrame, bodies: list[str], words: Words) -> pd.DataFrame:
    small = table["small"].to_numpy()
    alone = (table["peers"] < FEW_PEERS).to_numpy()
    q = tested_q(table["p"].to_numpy(), ~small & ~alone)
    verdict = verdicts(q, table["low"].to_numpy(), table["high"].to_numpy(), small, words)
    verdict = np.where(alone & ~small, NO_PEERS, verdict)
    table = table.assign(body=bodies, q=q, verdict=verdict)
    order = "body n observed expected ratio low high p q peers verdict small"
    return table[order.split()]
