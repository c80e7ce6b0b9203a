"""Each surge is told once: the unit's or the territory's, the topic's or the group's."""

from dataclasses import replace

import numpy as np
import pytest
from detect.counts.made import poisson, stream_of

from tsur_nlp.detect.counts.series import build
from tsur_nlp.detect.scan.signals import choose_signals
from tsur_nlp.detect.scan.windows import scan
from tsur_nlp.detect.settings import DetectSettings

SETTINGS = DetectSettings()
UNITS, TOPICS, DAYS = 8, 16, 100
GROUPS = [k // 4 for k in range(TOPICS)]
LATE = slice(-3, None)


def town(seed=0, rate=0.6) -> np.ndarray:
    return poisson(seed, np.full((UNITS, TOPICS), rate), DAYS)


def signals(counts, *, interval=365.0, change=lambda stream: stream, settings=SETTINGS):
    stream = change(stream_of(counts, GROUPS))
    scanned = scan(build(stream, DAYS - 1, DAYS), settings)
    return stream, scanned, choose_signals(stream, scanned, settings, interval)


def told(found):
    return [(one.unit, one.group, one.topic) for one in found[2]]


@pytest.mark.parametrize("seed", range(4))
def test_where_nothing_happens_nothing_is_told(seed):
    assert told(signals(town(seed))) == []


def test_an_outbreak_in_one_unit_is_one_signal_of_that_unit_and_topic():
    counts = town()
    counts[3, 4, LATE] += 5
    found = signals(counts)
    stream, scanned, (one,) = found
    assert told(found) == [(3, 1, 4)]
    at, window = one.series, one.window
    assert scanned.series.level[at] == 0
    assert one.observed == counts[3, 4, -window:].sum()
    assert one.expected == pytest.approx(0.6 * window, rel=0.4)
    assert one.interval > 1e4
    assert (one.p, one.q) == (scanned.p[at], scanned.q[at])
    assert (one.felt, one.wave) == ((), 1.0)
    assert len(one.rows) == one.observed
    assert (stream.unit[one.rows] == 3).all()
    assert (stream.topic[one.rows] == 4).all()
    assert (stream.day[one.rows] >= DAYS - window).all()


def test_repeats_are_listed_and_not_counted():
    counts = town()
    counts[3, 4, LATE] += 6

    def repeated(stream):
        mine = (stream.unit == 3) & (stream.topic == 4) & (stream.day == DAYS - 1)
        return replace(stream, counts=stream.counts & ~(mine & (np.cumsum(mine) > 3)))

    (one,) = signals(counts, change=repeated)[2]
    assert one.observed == len(one.rows) - (counts[3, 4, -1] - 3)


def test_a_wave_is_one_signal_of_the_territory_that_names_the_units():
    counts = town(seed=2, rate=2.0)
    counts[1:7, 5, LATE] += 6
    counts[4, 5, LATE] += 3
    found = signals(counts)
    stream, scanned, (one,) = found
    assert told(found) == [(-1, 1, 5)]
    assert scanned.series.level[one.series] == 3
    assert set(one.felt) == set(range(1, 7))
    assert one.felt[0] == 4
    assert (stream.topic[one.rows] == 5).all()
    assert len(one.rows) == one.observed == counts[:, 5, -one.window :].sum()


def test_a_unit_far_beyond_the_wave_is_a_second_one():
    counts = town()
    counts[:, 5, LATE] += 2
    counts[2, 5, LATE] += 200
    found = signals(counts)
    assert told(found) == [(-1, 1, 5), (2, 1, 5)]
    wave, own = found[2]
    assert wave.felt[0] == 2
    assert own.wave > 2.0
    assert own.expected == pytest.approx(0.6 * own.window, rel=0.5)  # by the past, not the wave


def test_a_wave_is_none_where_one_unit_makes_it():
    counts = town()
    counts[2, 5, LATE] += 40
    assert told(signals(counts)) == [(2, 1, 5)]


def test_a_topic_told_is_not_told_again_by_its_group_or_unit():
    counts = town()
    counts[3, 4, LATE] += 30
    _, scanned, found = signals(counts)
    assert [(one.unit, one.topic) for one in found] == [(3, 4)]
    group = (scanned.series.level == 4) & (scanned.series.group == 1)
    assert (scanned.interval[group] > 365).all()  # told it would be, were it not for the topic


def test_two_outbreaks_of_a_topic_are_no_wave():
    counts = town()
    counts[[3, 5], 4, LATE] += 30
    assert sorted(told(signals(counts))) == [(3, 1, 4), (5, 1, 4)]


def test_a_wave_is_none_where_the_others_are_hardly_up():
    counts = town()
    counts[3, 4, LATE] += 60
    counts[[1, 6], 4, LATE] += 2
    _, _scanned, found = signals(counts)
    assert [(one.unit, one.topic) for one in found] == [(3, 4)]


def test_a_wave_that_no_unit_explains_is_told_however_few_feel_it():
    counts = town()
    counts[:, 5, LATE] += 2
    few = replace(SETTINGS, min_wave_units=UNITS + 1)
    assert told(signals(counts, settings=few)) == [(-1, 1, 5)]


def test_many_topics_of_a_group_a_little_up_are_the_groups():
    counts = town(rate=2.0)
    counts[3, 4:8, LATE] += 3
    assert told(signals(counts)) == [(3, 1, -1)]


def test_a_group_still_up_without_the_told_topic_is_told_too():
    counts = town(rate=2.0)
    counts[3, 4, LATE] += 20
    counts[3, 5:8, LATE] += 4
    assert told(signals(counts)) == [(3, 1, 4), (3, 1, -1)]


def test_what_is_told_elsewhere_takes_nothing_off_a_group():
    counts = town(rate=2.0)
    counts[3, 4:8, LATE] += 3
    counts[3, 0, LATE] += 20
    counts[5, 4, LATE] += 20
    assert sorted(told(signals(counts))) == [(3, 0, 0), (3, 1, -1), (5, 1, 4)]


def test_all_topics_of_a_unit_a_little_up_are_the_units():
    counts = town(rate=2.0)
    counts[3, :, LATE] += 2
    assert told(signals(counts)) == [(3, -1, -1)]


def test_everything_up_everywhere_is_the_territorys():
    counts = town(rate=2.0)
    counts[:, :, -1] += 1
    (one,) = signals(counts)[2]
    assert (one.unit, one.group, one.topic) == (-1, -1, -1)


def test_the_only_unit_is_the_territory():
    counts = town(rate=2.0)[:1]
    counts[0, 4, LATE] += 12
    found = signals(counts)
    assert told(found) == [(0, 1, 4)]
    assert found[2][0].felt == ()


def test_rarer_alarms_need_rarer_events():
    counts = town(seed=1)
    counts[3, 4, LATE] += 4
    assert told(signals(counts, interval=30)) == [(3, 1, 4)]
    assert told(signals(counts, interval=1e12)) == []


def test_where_the_rest_is_up_a_unit_has_to_have_more_than_its_part():
    counts = town()
    counts[:, 4, -1] += 1
    counts[3, 4, LATE] += 40
    assert (3, 1, 4) in told(signals(counts))
    strict = replace(SETTINGS, share_chance=0.0)
    assert (3, 1, 4) not in told(signals(counts, settings=strict))


def test_a_wave_that_its_loudest_unit_is_no_more_than_a_part_of_is_told():
    """Two units feel it, which are too few for a wave; neither has more than its part."""
    counts = town(rate=2.0)
    counts[2:4, 4, LATE] += 7
    assert told(signals(counts)) != []
    silent = replace(SETTINGS, share_chance=-1.0)
    assert told(signals(counts, settings=silent)) == [(-1, 1, 4)]


def test_one_voice_is_no_signal():
    counts = town()
    counts[3, 4, LATE] += 5

    def one_author(stream):
        frame = stream.frame.copy()
        frame.loc[(stream.unit == 3) & (stream.topic == 4), "author"] = "один"
        return replace(stream, frame=frame)

    assert told(signals(counts, change=one_author)) == []


def test_what_came_after_today_is_not_listed():
    counts = town()
    counts[3, 4, -13:-10] += 6
    counts[3, 4, -10:] += 2
    stream = stream_of(counts, GROUPS)
    today = DAYS - 11
    scanned = scan(build(stream, today, today + 1), SETTINGS)
    (one,) = choose_signals(stream, scanned, SETTINGS, 365.0)
    assert stream.day[one.rows].max() == today
