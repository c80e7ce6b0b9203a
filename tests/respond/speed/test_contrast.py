import json
from pathlib import Path

import numpy as np
import pytest

from tsur_nlp.respond.speed.contrast import Coded, answers, lateness
from tsur_nlp.respond.speed.dispersion import dispersion
from tsur_nlp.respond.speed.spans import Span

CASES = json.loads(
    (Path(__file__).parents[2] / "cases" / "survival.json").read_text(encoding="utf-8")
)


def span(hours, observed):
    created = np.full(len(hours), np.datetime64("2024-01-01", "ns"))
    return Span(created, np.asarray(hours, float), np.asarray(observed, bool))


@pytest.mark.parametrize("case", CASES["logrank"], ids=["same", "different"])
def test_two_sets_are_compared_by_the_logrank_test_of_lifelines(case):
    one = np.zeros(len(case["hours"]), dtype=np.int64)
    coded = Coded(np.array(case["group"]), 2, one, 1)
    contrast = answers(span(case["hours"], case["observed"]), coded)
    score = (contrast.observed - contrast.expected) ** 2 / contrast.variance
    assert score.tolist() == pytest.approx([case["chi_square"]] * 2, rel=1e-6)


@pytest.mark.parametrize("case", CASES["curves"], ids=lambda case: case["name"])
def test_the_longest_wait_expects_the_cumulative_hazard_of_lifelines(case):
    one = np.zeros(len(case["hours"]), dtype=np.int64)
    contrast = answers(span(case["hours"], case["observed"]), Coded(one, 1, one, 1))
    assert contrast.share.max() == pytest.approx(case["hazard"], abs=1e-9)


@pytest.fixture
def mixed(rng):
    """Many sets in several strata, with ties."""
    part, stratum = rng.integers(0, 7, 600), rng.integers(0, 5, 600)
    hours = np.ceil(rng.exponential(20.0 * (1 + stratum)))
    return span(hours, rng.random(600) < 0.7), Coded(part, 7, stratum, 5)


def test_counts_and_variance_are_mantels(mixed):
    waits, coded = mixed
    expected, variance = np.zeros(7), np.zeros(7)
    for stratum in range(5):
        inside = coded.stratum == stratum
        for time in np.unique(waits.hours[inside & waits.observed]):
            at_risk = inside & (waits.hours >= time)
            n, d = at_risk.sum(), (inside & waits.observed & (waits.hours == time)).sum()
            share = np.bincount(coded.part[at_risk], minlength=7) / n
            expected += d * share
            variance += d * share * (1 - share) * (n - d) / max(n - 1, 1)
    contrast = answers(waits, coded)
    assert contrast.expected.tolist() == pytest.approx(expected.tolist())
    assert contrast.variance.tolist() == pytest.approx(variance.tolist())
    assert contrast.expected.sum() == pytest.approx(contrast.observed.sum())


def test_a_body_alone_with_its_topics_departs_from_nobody():
    part = np.array([0, 0, 0, 1, 1, 1])
    alone = answers(span([1, 2, 3, 4, 5, 6], [1, 1, 0, 1, 0, 1]), Coded(part, 2, part, 2))
    assert alone.observed.tolist() == pytest.approx(alone.expected.tolist())
    assert alone.variance.tolist() == pytest.approx([0.0, 0.0], abs=1e-12)


def test_late_messages_are_expected_at_the_rate_of_the_stratum(rng):
    part, stratum, late = rng.integers(0, 4, 300), rng.integers(0, 3, 300), rng.random(300) < 0.3
    contrast = lateness(late, Coded(part, 4, stratum, 3))
    expected, variance = np.zeros(4), np.zeros(4)
    for s in range(3):
        n, k = (stratum == s).sum(), late[stratum == s].sum()
        size = np.bincount(part[stratum == s], minlength=4)
        expected += size * k / n
        variance += size * (n - size) / n**2 * k * (n - k) / (n - 1)
    assert contrast.expected.tolist() == pytest.approx(expected.tolist())
    assert contrast.variance.tolist() == pytest.approx(variance.tolist())


def test_independent_messages_leave_the_variance_alone(mixed, rng):
    waits, coded = mixed
    factor = dispersion(answers(waits, coded), coded, rng.integers(0, 12, 600))
    assert (factor >= 1.0).all()
    assert factor.max() < 1.5


def test_messages_answered_in_batches_widen_it(rng):
    week, part = np.repeat(np.arange(30), 40), np.tile([0, 1], 600)
    pace = rng.gamma(2.0, 0.5, (30, 2))[week, part]
    hours = rng.exponential(50.0 / pace)
    coded = Coded(part, 2, np.zeros(1200, dtype=np.int64), 1)
    factor = dispersion(answers(span(hours, np.ones(1200)), coded), coded, week)
    assert (factor > 4.0).all()
