"""A unit's part of a topic leans on its usual part, as firmly as units are alike."""

import numpy as np
import pytest

from tsur_nlp.detect.counts.shares import part_of_usual

UNITS = 40


def part(seen, usual, *, phi=1.0, pattern=None, days=112):
    seen, usual = np.array(seen, dtype=float), np.array(usual, dtype=float)
    pattern = np.zeros(len(seen), dtype=np.int64) if pattern is None else pattern
    times, error = part_of_usual(pattern, seen, usual, np.full(len(seen), phi), days).moments()
    return times, 1.0 / error


def others(seed=0, rate=5.0) -> np.ndarray:
    """Units that have their usual part but for chance."""
    return np.random.default_rng(seed).poisson(rate, UNITS - 1)


def test_many_times_the_usual_part_is_soon_kept():
    for seen, usual, least in ((4, 0.3, 4.0), (20, 2.0, 8.0), (200, 20.0, 9.5)):
        times, _ = part([seen, *others()], [usual] + [5.0] * (UNITS - 1))
        assert least <= times[0] <= 1.05 * seen / usual


def test_the_usual_part_leans_to_one():
    times, _ = part([5, 7, 3, *others()], [5.0] * (UNITS + 2))
    assert times[0] == pytest.approx(1.0, abs=0.05)
    assert 1.0 < times[1] < 1.25
    assert 0.75 < times[2] < 1.0
    assert part([0, *others()], [0.5] + [5.0] * (UNITS - 1))[0][0] > 0.8
    assert part([0, *others()], [8.0] + [5.0] * (UNITS - 1))[0][0] < 0.3


def test_the_shape_grows_with_the_evidence():
    shapes = [part([k, *others()], [k] + [5.0] * (UNITS - 1))[1][0] for k in (2, 20, 200, 2000)]
    assert (np.diff(shapes) > 0).all()
    assert shapes[-1] > 1500
    _, noisy = part([200, *others()], [200.0] + [5.0] * (UNITS - 1), phi=4.0)
    assert noisy[0] < 0.5 * shapes[2]


def test_a_wide_count_says_less():
    plain, noisy = (
        part([24, *others()], [8.0] + [5.0] * (UNITS - 1), phi=phi)[0][0] for phi in (1.0, 4.0)
    )
    assert 1.0 < noisy < plain < 3.0


def test_units_that_are_unlike_are_believed_sooner():
    """Ten messages where five are usual: among alike units chance, among unlike ones its own."""
    rng = np.random.default_rng(1)
    unlike = rng.poisson(rng.gamma(1.0, 5.0, UNITS - 1))
    alike = part([10, *others()], [5.0] * UNITS)[0][0]
    wide = part([10, *unlike], [5.0] * UNITS)[0][0]
    assert alike < 1.5 < wide < 2.0


def test_each_topic_has_its_own_firmness_and_leans_on_the_others():
    rng = np.random.default_rng(1)
    unlike = rng.poisson(rng.gamma(0.6, 5.0, UNITS - 1))
    pattern = np.repeat([0, 1], UNITS)
    times, _ = part([10, *others(), 10, *unlike], [5.0] * (2 * UNITS), pattern=pattern)
    assert times[0] < times[UNITS]
    # a topic of one unit says nothing about alikeness itself
    one = np.append(np.zeros(UNITS, dtype=np.int64), 1)
    among = [
        part([0, *rest, 10], [5.0] * (UNITS + 1), pattern=one)[0] for rest in (others(), unlike)
    ]
    assert among[0][-1] < 1.5 < among[1][-1]


def test_the_mean_is_right_on_average():
    """Parts drawn from a gamma around 1: the estimate has no bias and less error than the ratio."""
    rng = np.random.default_rng(2)
    truth = rng.gamma(4.0, 0.25, 4000)
    seen = rng.poisson(6.0 * truth)
    times, shape = part(seen, [6.0] * 4000)
    assert times.mean() == pytest.approx(1.0, abs=0.03)
    error = ((times - truth) ** 2).mean()
    assert error < 0.75 * ((seen / 6.0 - truth) ** 2).mean()
    assert (times**2 / shape).mean() == pytest.approx(error, rel=0.25)


def test_nothing_seen_and_nobody():
    times, shape = part([0.0] * 5, [0.0] * 5)
    assert np.isfinite(times).all()
    assert (shape > 0).all()
    assert [len(found) for found in part([], [])] == [0, 0]


def test_what_two_weeks_hardly_hold_is_less_of_a_new_topic_than_what_two_months_do():
    """The wide gamma makes a unit's part unsure where little is seen: the less, the less is new."""
    shapes = [part([0, *others()], [0.1] + [5.0] * (UNITS - 1), days=days)[1][0]
              for days in (14, 28, 56, 112)]  # fmt: skip
    assert shapes[0] > 1.5 * shapes[1] > 2 * shapes[2]
    assert shapes[2] == shapes[3]
    times = [part([20, *others()], [2.0] + [5.0] * (UNITS - 1), days=d)[0][0] for d in (14, 112)]
    assert times[0] > 0.8 * times[1]  # many messages are believed as soon
