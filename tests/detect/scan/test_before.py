"""How common a territory's window is, by what its topics had before."""

import numpy as np
import pytest
from detect.counts.made import poisson, series_of

from tsur_nlp.detect.scan.before import commonness

DAYS, TOPICS = 140, 30


def common(counts, *, window=1):
    """Return how common today's window of each topic is; counts are topics × days."""
    series = series_of(counts[None], [0] * len(counts))
    return commonness(series, np.flatnonzero(series.level == 3), window)


def steady(seed=0, rate=0.4, days=DAYS):
    return poisson(seed, np.full((1, TOPICS), rate), days)[0]


def with_bursts(counts, size=8):
    """Every topic but the first has a burst every twenty days, each on days of its own."""
    told, days = counts.copy(), np.arange(counts.shape[1] - 1)
    for topic in range(1, len(counts)):
        told[topic, :-1] += np.where((days + 3 * topic) % 20 == 5, size, 0)
    return told


def test_steady_topics_are_as_common_as_chance_says():
    found = np.concatenate([common(steady(seed, rate=3.0)) for seed in range(30)])
    for limit in (0.3, 0.1, 0.01):
        assert 0.4 * limit < (found <= limit).mean() < 1.4 * limit
    assert ((found > 0.0) & (found <= 1.0)).all()


def test_what_never_was_is_rarer_than_what_was():
    counts = steady()
    counts[:2, -1] = 8
    calm = common(counts)[:2]
    assert calm.max() < 1e-5
    assert calm.min() > 1e-12
    first, second = common(with_bursts(counts))[:2]
    assert 0.015 < second < 0.08  # one day in twenty
    assert 1e-3 < first < 0.5 * second  # itself it never had any


def test_a_topic_leans_on_the_others_the_more_the_shorter_its_history():
    long, short = (with_bursts(steady(days=days)) for days in (DAYS, 60))
    for counts in (long, short):
        counts[0, -1] = 8
    assert 1.2 * common(long)[0] < common(short)[0] < 0.05


def test_more_is_not_more_common():
    counts = with_bursts(steady())
    found = []
    for seen in range(12):
        counts[1, -1] = seen
        found.append(common(counts)[1])
    assert (np.diff(found) <= 0).all()
    assert found[0] == 1.0


def test_a_day_is_compared_with_what_its_weekday_has():
    size = np.where(np.arange(DAYS) % 7 == (DAYS - 1) % 7, 1, 12)
    counts = np.random.default_rng(0).poisson(size, (TOPICS, DAYS))
    counts[0, -1] = 12
    assert common(counts)[0] < 1e-3  # the last is a day of one message
    assert common(counts[:, :-6]).min() > 1e-3


def test_a_day_is_compared_with_the_weeks_before_it_and_not_with_a_year():
    counts = steady(rate=0.1)
    counts[0, : DAYS - 60] = 5
    counts[0, -1] = 5
    assert common(counts)[0] < 1e-3


@pytest.mark.parametrize("window", [3, 7, 28])
def test_windows_are_summed_up_and_do_not_overlap(window):
    counts = steady(rate=2.0)
    counts[:, -window:] = 2
    assert common(counts, window=window).min() > 0.05
    counts[0, -window:] += 5
    assert common(counts, window=window)[0] < 0.05 * common(counts, window=window)[1:].min()


def test_a_weeks_burst_is_one_window_and_not_seven():
    """A topic's own fifteen weeks weigh as much as the others: with every day's week, more."""
    counts = np.zeros((TOPICS, DAYS), dtype=int)
    counts[:, ::9] = 1
    counts[0, DAYS - 1 :: -21] = 12
    assert 0.05 < common(counts, window=7)[0] < 0.1


def test_without_a_history_the_little_that_is_known_counts():
    counts = steady(days=15)
    counts[:2, -1] = 6
    assert (common(counts)[:2] > 1e-4).all()
    assert (common(counts)[:2] < 0.1).all()


def test_groups_and_the_whole_are_compared_with_their_like():
    series = series_of(with_bursts(steady())[None], [0] * TOPICS)
    for level in (4, 5):
        rows = np.flatnonzero(series.level == level)
        (found,) = commonness(series, rows, 1)
        assert 0.0 < found <= 1.0
