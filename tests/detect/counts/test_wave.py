"""What is felt everywhere lifts what a unit should have; what is one unit's does not."""

import numpy as np
import pytest
from detect.counts.made import row, series_of

from tsur_nlp.detect.counts.wave import uneven, waves

UNITS = 6


def town(units=UNITS, topics=2):
    """Units, topics (all of one group) and a day each."""
    return series_of(np.ones((units, topics, 1), dtype=int), [0] * topics)


def observe(series, of_unit_topic: dict[tuple[int, int], float], usual=10.0) -> np.ndarray:
    """Return counts of all series: what is given, the usual count elsewhere, summed up."""
    found = np.zeros(len(series))
    for i in np.flatnonzero(series.level == 0):
        count = of_unit_topic.get((int(series.unit[i]), int(series.topic[i])), usual)
        unit = series.unit == series.unit[i]
        topic = series.topic == series.topic[i]
        found[i] = count
        found[(series.level == 1) & unit] += count
        found[(series.level == 2) & unit] += count
        found[(series.level == 3) & topic] += count
        found[series.level >= 4] += count
    return found


def height(series, observed, *, usual=10.0, unsure=1e-3, share=1e-2, phi=1.0):
    mean, full = observe(series, {}, usual), np.ones(len(series))
    return waves(series, observed, mean, unsure * full, share * full, phi * full)


def everywhere(times: float, topic: int = 0, but: int = -1) -> dict[tuple[int, int], float]:
    return {(unit, topic): 10.0 * times for unit in range(UNITS) if unit != but}


def test_a_wave_of_all_units_gives_the_factor():
    series = town()
    for times in (2.0, 3.0, 6.0):
        factor, known = height(series, observe(series, everywhere(times)))
        units = (series.level == 0) & (series.topic == 0)
        np.testing.assert_allclose(factor[units], times, rtol=0.1)
        np.testing.assert_allclose(known[units], uneven(np.array(times)) + 0.02, rtol=0.4)
        other = (series.level == 0) & (series.topic == 1)
        np.testing.assert_allclose(factor[other], 1.0, rtol=0.03)


def test_a_unit_is_measured_by_the_others_not_by_itself():
    series = town()
    told = everywhere(4.0, but=2)
    factor, _ = height(series, observe(series, told))
    assert factor[row(series, 0, unit=2, topic=0)] == pytest.approx(4.0, rel=0.1)
    one = {(2, 0): 200.0}
    factor, known = height(series, observe(series, one))
    assert factor[row(series, 0, unit=2, topic=0)] == pytest.approx(1.0, abs=0.02)
    assert known[row(series, 0, unit=2, topic=0)] < 0.03


def test_an_outbreak_in_one_other_unit_is_no_wave():
    series = town()
    factor, known = height(series, observe(series, {(2, 0): 200.0}))
    at = row(series, 0, unit=0, topic=0)
    assert factor[at] < 1.3
    assert known[at] < 0.15
    # the same number of messages spread over all the others is one
    spread, _ = height(series, observe(series, everywhere(1 + 190 / 50, but=0)))
    assert spread[at] > 4.0


def test_two_outbreaks_do_not_excuse_each_other():
    series = town()
    factor, _ = height(series, observe(series, {(2, 0): 200.0, (3, 0): 200.0}))
    plain = 2 * 200 / 50
    assert factor[row(series, 0, unit=0, topic=0)] < 0.35 * plain
    assert factor[row(series, 0, unit=2, topic=0)] < 0.35 * plain


def test_a_high_wave_does_not_hit_all_units_alike():
    assert uneven(np.array([0.2, 1.0])).tolist() == [0.0, 0.0]
    assert uneven(np.array([2.0, 1e9])) == pytest.approx([1.5 / 4, 1.5])


def test_little_above_the_usual_is_within_the_error_of_the_past():
    series = town()
    at = row(series, 0, unit=0, topic=0)
    observed = observe(series, everywhere(1.2))
    firm, unsure = (height(series, observed, unsure=u)[0][at] for u in (1e-3, 0.1))
    assert 1.0 < firm < 1.1 < unsure < 1.25
    noisy, _ = height(series, observed, unsure=0.02, phi=9.0)
    plain, _ = height(series, observed, unsure=0.02)
    assert noisy[at] < plain[at]


def test_groups_and_units_take_the_waves_of_their_topics():
    series = town()
    factor, known = height(series, observe(series, everywhere(4.0)))
    topics = [row(series, 0, unit=1, topic=k) for k in (0, 1)]
    for level in (1, 2):
        at = row(series, level, unit=1)
        assert factor[at] == pytest.approx(factor[topics].mean(), rel=1e-9)
        error = known[topics] - 0.01
        local = 10.0 * factor[topics]
        summed = (local * error**0.5).sum() ** 2 + (local**2 * 0.01).sum()
        assert known[at] == pytest.approx(summed / local.sum() ** 2 + 0.01, rel=1e-6)


def test_one_unit_has_no_rest():
    series = town(units=1)
    factor, _ = height(series, observe(series, {(0, 0): 300.0}))
    np.testing.assert_allclose(factor, 1.0, atol=0.02)


def test_the_territory_has_no_rest_either():
    series = town()
    factor, known = height(series, observe(series, everywhere(5.0)))
    top = series.level >= 3
    assert (factor[top] == 1.0).all()
    np.testing.assert_allclose(known[top], 0.01)


def test_less_than_usual_is_no_wave():
    series = town()
    factor, known = height(series, observe(series, everywhere(0.2)))
    at = row(series, 0, unit=0, topic=0)
    assert factor[at] < 1.0
    assert known[at] < 0.15
