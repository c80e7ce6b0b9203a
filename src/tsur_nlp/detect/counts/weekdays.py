"""The weekday's part in a count, learned from the whole down to each topic."""

from __future__ import annotations

import numpy as np

from tsur_nlp.detect.stream.messages import Floats, Ints

_DEGREES = 6.0
_FIRM, _LOOSE = 3000.0, 20.0


def weekday_factors(counts: Floats, groups: Ints, kind: Ints, weekday: Ints) -> Floats:
    """Return a factor (rows of the territory's series × 7), mean 1 over the days that occur.

    Args:
        counts: topics, groups and the whole × days, outbreaks taken off.
        groups: group code of every row, −1 where it has none.
        kind: 3 topic, 4 group, 5 the whole.
        weekday: 0–6 for every day; a public holiday is a Sunday.

    A topic leans on its group and a group on the whole, as firmly as they are alike: the weight of
    the wider one (in messages) is what the spread of the narrower ones beyond chance says.
    """
    days = np.bincount(weekday, minlength=7).astype(float)
    sums = np.stack([counts[:, weekday == k].sum(axis=1) for k in range(7)], axis=1)
    flat = np.where(days > 0, days, 0.0) / days.sum()
    factors = np.ones_like(sums)
    whole, group, topic = (np.flatnonzero(kind == k) for k in (5, 4, 3))
    factors[whole] = _lean(sums[whole], flat[None] * np.ones((len(whole), 1)), days, firm=100.0)
    factors[group] = _lean(sums[group], factors[whole] * flat, days)
    table = np.vstack([factors[group], factors[whole]])
    wider = table[np.where(groups[topic] >= 0, groups[topic], len(group))]
    factors[topic] = _lean(sums[topic], wider * flat, days)
    return factors


def _lean(sums: Floats, usual: Floats, days: Floats, *, firm: float | None = None) -> Floats:
    """Return factors of sums by weekday that lean on the usual share of each weekday."""
    usual = np.broadcast_to(usual, sums.shape)
    total = sums.sum(axis=1, keepdims=True)
    weight = _alike(sums, usual, total) if firm is None else firm
    share = (sums + weight * usual) / (total + weight)
    factors: Floats = share * days.sum() / np.maximum(days, 1.0)
    return np.where(days > 0, factors, 1.0)


def _alike(sums: Floats, usual: Floats, total: Floats) -> float:
    """Return the weight of the usual shares, in messages (moments of a Dirichlet-multinomial)."""
    mean = total * usual
    square = ((sums - mean) ** 2 / np.maximum(mean, 1e-9)).sum(axis=1)
    beyond = float((square - _DEGREES)[total[:, 0] > 0].sum())
    spread = beyond / max(_DEGREES * float(total.sum()), 1e-9)
    return float(np.clip(1.0 / max(spread, 1e-9), _LOOSE, _FIRM))
