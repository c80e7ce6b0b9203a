"""Topics that come in bursts are told from steady ones, from outbreaks and from waves."""

from dataclasses import replace

import numpy as np
import pytest
from detect.counts.made import row, series_of, stream_of

from tsur_nlp.detect.counts.bursts import burstiness, with_bursts
from tsur_nlp.detect.counts.calm import calm_down
from tsur_nlp.detect.counts.dispersion import dispersion
from tsur_nlp.detect.counts.pattern import fit_pattern
from tsur_nlp.detect.counts.series import build

UNITS, TOPICS, DAYS = 12, 10, 120
RATE = 0.06
PATTERN = np.tile(np.arange(TOPICS), UNITS)
GROUPS = [0] * 5 + [1] * 5


def draw(phi, *, rate=RATE, seed=0) -> np.ndarray:
    """Return counts (units × topics × days), each topic with a φ of its own."""
    rng = np.random.default_rng(seed)
    beyond = np.broadcast_to(np.array(phi, dtype=float) - 1.0, (TOPICS,))[None, :, None]
    level = rng.gamma(rate / np.maximum(beyond, 1e-9), beyond, (UNITS, TOPICS, DAYS))
    return rng.poisson(np.where(beyond > 0, level, rate))


def bursty(counts):
    flat = counts.reshape(UNITS * TOPICS, DAYS).astype(float)
    mean = np.tile(counts.mean(axis=(0, 2)), UNITS)
    return burstiness(PATTERN, flat, np.broadcast_to(mean[:, None], flat.shape))


def spread(counts, groups=GROUPS):
    series = series_of(counts, groups)
    calm = calm_down(series)
    return series, dispersion(series, calm, fit_pattern(series, calm.own, 0.004, 56)).daily


@pytest.mark.parametrize("phi", [3.0, 5.0])
def test_topics_that_come_in_bursts_are_told_from_those_that_do_not(phi):
    likely, found = bursty(draw([1.0] * 5 + [phi] * 5))
    assert likely[:5].max() < 0.02
    assert likely[5:].min() > 0.95
    assert found[5:].mean() == pytest.approx(phi, rel=0.2)


def test_steady_topics_have_no_bursts():
    for seed in range(10):
        assert bursty(draw(1.0, seed=seed))[0].max() < 0.02
        assert bursty(draw(1.0, rate=2.0, seed=seed))[0].max() < 1e-6


def test_the_likelihood_is_the_negative_binomials():
    """The φ that counts were drawn with is found at rates low and high, in between too."""
    for rate in (0.06, 0.5, 3.0):
        for phi in (2.0, 5.0):
            likely, found = bursty(draw(phi, rate=rate))
            assert likely.min() > 0.5
            assert found.mean() == pytest.approx(phi, rel=0.25)


def test_outbreaks_are_no_bursts():
    counts = draw(1.0)
    counts[3, 4, 50] = 15
    assert bursty(counts)[0].max() < 0.05
    counts[[6, 8], 4, [20, 90]] = 8
    assert bursty(counts)[0].max() < 0.05


def test_a_topic_of_few_messages_is_what_the_others_are():
    few = np.zeros((UNITS, DAYS), dtype=int)
    few[[1, 5], [30, 60]] = 1
    among = []
    for phi in (1.0, 5.0):
        counts = draw(phi)
        counts[:, 0] = few
        among.append(bursty(counts)[0][0])
    assert among[0] < 0.1
    assert among[1] > 0.4


def test_where_it_is_not_known_the_larger_values_count():
    counts = draw([2.0] * 5 + [5.0] * 5)
    counts[:, 0] = 0
    _, found = bursty(counts)
    assert found[0] > 3.4


def test_nothing_says_nothing():
    likely, found = bursty(np.zeros((UNITS, TOPICS, DAYS)))
    assert (likely == 0.0).all()
    assert np.isfinite(found).all()
    none = np.zeros((0, DAYS))
    assert len(burstiness(PATTERN[:0], none, none)[0]) == 0


def test_a_wave_and_an_outbreak_are_no_dispersion():
    counts = draw(1.0, rate=0.3)
    counts[:, 2, 60:64] += 4
    counts[5, 7, 80] += 25
    _, quiet = spread(draw(1.0, rate=0.3))
    _, told = spread(counts)
    np.testing.assert_allclose(told, quiet, atol=0.25)


def test_bursts_are_found_in_units_in_the_territory_and_in_what_holds_them():
    series, found = spread(draw([1.0] * 9 + [5.0], rate=0.1))
    assert found[row(series, 0, unit=3, topic=9)] > 4.0
    assert found[row(series, 3, topic=9)] > 4.0
    assert found[row(series, 0, unit=3, topic=8)] < 1.1
    size = series.counts[:, : DAYS - 14].sum(axis=1)  # those are left out
    for unit in range(UNITS):
        group, topic = (
            row(series, 1, unit=unit, group=1),
            row(series, 0, unit=unit, topic=9),
        )
        least = 1.0 + (found[topic] - 1.0) * size[topic] / max(size[group], 0.5)
        assert found[group] >= least - 1e-9
        assert found[row(series, 1, unit=unit, group=0)] < 1.3
    part = size[row(series, 3, topic=9)] / size[row(series, 4, group=1)]
    assert found[row(series, 4, group=1)] > 1.0 + 3.0 * part
    assert found[row(series, 5)] > 1.0 + 1.5 * part
    assert found[row(series, 4, group=0)] < 1.3


def test_what_is_known_to_spread_already_is_not_lowered():
    counts = draw(1.0)
    series = series_of(counts, GROUPS)
    full = np.ones(len(series))
    level = series.counts.mean(axis=1)[:, None] * np.ones(DAYS)
    share = level[:, 0] / level[series.parent, 0]
    for before in (1.0, 1.4):
        after = with_bursts(series, series.counts, share, level, before * full)
        np.testing.assert_allclose(after, before, atol=0.02)
        assert (after >= before).all()


def test_topics_without_a_group_and_groups_without_topics_have_bursts_too():
    lost = [-1 if topic == 9 else group for topic, group in enumerate(GROUPS)]
    series, found = spread(draw([1.0] * 9 + [5.0], rate=0.1), lost)
    assert found[row(series, 5)] > 1.2
    assert found[row(series, 4, group=0)] < 1.3
    assert found[row(series, 4, group=1)] < 1.3
    stream = stream_of(draw([1.0] * 5 + [5.0] * 5), GROUPS)
    stream = replace(stream, topics=(), topic=np.full(len(stream.topic), -1))
    series = build(stream, DAYS - 1, DAYS)
    calm = calm_down(series)
    found = dispersion(series, calm, fit_pattern(series, calm.own, 0.004, 56)).daily
    assert found[row(series, 1, unit=2, group=1)] > 3.0
    assert found[row(series, 1, unit=2, group=0)] < 1.2
