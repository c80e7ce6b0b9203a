from __future__ import annotations

from dataclasses import replace
from math import log

import numpy as np
import pandas as pd
import pytest
from detect.permutation.town import DAYS, quiet
from scipy.stats import kstest

from tsur_nlp.detect.permutation import PermutationSettings, permutation_scan
from tsur_nlp.errors import InputError

SETTINGS = PermutationSettings(radius_m=450.0, max_days=7, seed=1)
TINY_PLACES = pd.DataFrame({"place": ["a", "b", "c"], "x": [0.0, 100.0, 900.0], "y": [0.0] * 3})
TINY_CASES = pd.DataFrame(
    [("a", 1, 1), ("b", 2, 1), ("a", 9, 2), ("b", 9, 1), ("c", 3, 3), ("c", 9, 1), ("c", 4, 1)],
    columns=["place", "day", "count"],
)


def planted(grid: pd.DataFrame, seed: int) -> pd.DataFrame:
    """Two more cases a day in each of five neighbouring yards, over the last three days."""
    yards = ["двор 2-2", "двор 1-2", "двор 3-2", "двор 2-1", "двор 2-3"]
    more = [(yard, DAYS - 1 - k) for yard in yards for k in range(3)] * 2
    return pd.concat([quiet(grid, seed), pd.DataFrame(more, columns=["place", "day"])])


def test_tiny_example_by_hand():
    settings = PermutationSettings(radius_m=150.0, max_days=3, max_share=0.5, replicates=19)
    cluster = permutation_scan(TINY_CASES, TINY_PLACES, settings=settings).clusters[0]
    # 10 cases; a and b hold 5 of them, day 9 holds 4, three of these in a and b: mu = 5 * 4 / 10
    assert (cluster.centre, cluster.places, cluster.radius_m) == ("a", ("a", "b"), 100.0)
    assert (cluster.first_day, cluster.last_day, cluster.observed) == (9, 9, 3)
    assert cluster.expected == pytest.approx(2.0)
    assert cluster.statistic == pytest.approx(3 * log(3 / 2) + 7 * log(7 / 8))


def test_share_of_all_cases_ends_circles():
    narrow = PermutationSettings(max_share=0.49, max_days=3, replicates=19)
    found = permutation_scan(TINY_CASES, TINY_PLACES, settings=narrow).clusters
    # a alone: 3 of 10 cases, 2 of them on day 9: mu = 3 * 4 / 10
    assert (found[0].places, found[0].observed) == (("a",), 2)
    assert found[0].expected == pytest.approx(1.2)


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_planted_cluster_is_found_whole(grid, seed):
    scan = permutation_scan(planted(grid, seed), grid, settings=SETTINGS)
    cluster = scan.clusters[0]
    yards = {"двор 2-2", "двор 1-2", "двор 3-2", "двор 2-1", "двор 2-3"}
    assert set(cluster.places) == yards
    assert cluster.centre == "двор 2-2"
    assert cluster.radius_m == pytest.approx(200.0)
    assert (cluster.first_day, cluster.last_day) == (DAYS - 3, DAYS - 1)
    assert cluster.p_monte_carlo == 0.001
    assert cluster.p == cluster.p_gumbel < 0.0005
    assert cluster.recurrence_interval_days == pytest.approx(1 / cluster.p)
    assert scan.p == cluster.p
    assert cluster.holds(planted(grid, seed)).sum() == cluster.observed


def test_chance_is_uniform_where_nothing_is_planted(grid):
    settings = replace(SETTINGS, replicates=99)
    p = []
    for seed in range(100):
        scan = permutation_scan(quiet(grid, seed), grid, settings=replace(settings, seed=seed))
        p.append(scan.clusters[0].p_monte_carlo if scan.clusters else 1.0)
    assert kstest(p, "uniform").pvalue > 0.01
    assert 1 <= sum(x <= 0.1 for x in p) <= 20


def test_a_wave_over_the_whole_town_is_no_cluster(grid):
    wave = quiet(grid, 7, 600)
    today = wave.assign(day=np.where(np.arange(len(wave)) < 300, DAYS - 1, wave["day"]))
    assert permutation_scan(today, grid, settings=SETTINGS).p > 0.05


def test_order_of_rows_changes_nothing(grid):
    cases = planted(grid, 3)
    asked = permutation_scan(cases, grid, settings=SETTINGS)
    shuffled = permutation_scan(
        cases.sample(frac=1.0, random_state=1), grid.sample(frac=1.0, random_state=2),
        settings=SETTINGS,
    )  # fmt: skip
    assert asked.clusters == shuffled.clusters
    assert (asked.simulated == shuffled.simulated).all()


def test_counted_and_repeated_rows_are_the_same(grid):
    cases = planted(grid, 3)
    counted = cases.value_counts().reset_index()
    asked = permutation_scan(cases, grid, settings=SETTINGS)
    assert permutation_scan(counted, grid, settings=SETTINGS).clusters == asked.clusters


def test_clusters_depend_on_no_seed(grid):
    cases = planted(grid, 4)
    one = permutation_scan(cases, grid, settings=SETTINGS).clusters
    two = permutation_scan(cases, grid, settings=replace(SETTINGS, seed=99)).clusters
    for a, b in zip(one, two, strict=False):
        assert (a.places, a.first_day, a.statistic) == (b.places, b.first_day, b.statistic)
        spread = (max(a.p_monte_carlo * (1 - a.p_monte_carlo), 1e-3) / 999) ** 0.5
        assert abs(a.p_monte_carlo - b.p_monte_carlo) < 6 * spread


def test_secondary_clusters_are_apart_and_ranked(grid):
    more = pd.DataFrame([("двор 5-5", DAYS - 1)] * 9, columns=["place", "day"])
    clusters = permutation_scan(
        pd.concat([planted(grid, 5), more]), grid, settings=SETTINGS
    ).clusters
    assert clusters[0].centre in {"двор 2-2", "двор 5-5"}
    assert {"двор 2-2", "двор 5-5"} == {clusters[0].centre, clusters[1].centre}
    members = [place for cluster in clusters for place in cluster.places]
    assert len(members) == len(set(members))
    statistics = [cluster.statistic for cluster in clusters]
    assert statistics == sorted(statistics, reverse=True)
    assert all(cluster.p_monte_carlo < 1 for cluster in clusters)


def test_places_at_one_distance_enter_together(grid):
    for cluster in permutation_scan(quiet(grid, 11), grid, settings=SETTINGS).clusters:
        centre = grid.set_index("place").loc[cluster.centre]
        metres = np.hypot(grid["x"] - centre["x"], grid["y"] - centre["y"])
        with_cases = grid["place"].isin(quiet(grid, 11)["place"])
        inside = set(grid["place"][(metres <= cluster.radius_m + 1e-6) & with_cases])
        assert inside <= set(cluster.places)


def test_only_a_retrospective_scan_sees_the_past(grid):
    past = planted(grid, 6).assign(day=lambda t: (t["day"] + 20) % DAYS)
    prospective = permutation_scan(past, grid, last_day=DAYS - 1, settings=SETTINGS)
    whole = permutation_scan(past, grid, settings=replace(SETTINGS, retrospective=True))
    assert prospective.p > 0.01
    assert whole.clusters[0].centre == "двор 2-2"
    assert (whole.clusters[0].first_day, whole.clusters[0].last_day) == (17, 19)
    assert whole.p < 0.01


def test_the_past_as_it_was_seen_that_day(grid):
    cases = planted(grid, 6)
    later = cases.assign(day=cases["day"] + 10)
    asked = permutation_scan(cases, grid, settings=SETTINGS).clusters[0]
    future = pd.concat([later, pd.DataFrame({"place": ["двор 0-0"] * 50, "day": [60] * 50})])
    seen = permutation_scan(future, grid, first_day=0, last_day=DAYS + 9, settings=SETTINGS)
    assert seen.clusters[0].statistic == asked.statistic
    assert seen.clusters[0].last_day == asked.last_day + 10


def test_a_quiet_last_day_has_no_cluster_of_one_day(grid):
    cases = quiet(grid, 8)
    scan = permutation_scan(cases, grid, last_day=DAYS + 2, settings=replace(SETTINGS, max_days=3))
    assert scan.clusters == ()
    assert scan.p == 1.0


def test_a_place_without_cases_is_no_case_of_its_own(grid):
    cases = planted(grid, 9)
    far = pd.DataFrame({"place": ["пустырь"], "x": [1e5], "y": [1e5]})
    asked = permutation_scan(cases, grid, settings=SETTINGS)
    wider = permutation_scan(cases, pd.concat([grid, far]), settings=SETTINGS)
    assert [c.statistic for c in wider.clusters] == [c.statistic for c in asked.clusters]
    assert wider.clusters[0].p_monte_carlo == asked.clusters[0].p_monte_carlo


def test_no_cases_no_clusters(grid):
    empty = pd.DataFrame({"place": pd.Series(dtype=object), "day": pd.Series(dtype=int)})
    assert permutation_scan(empty, grid, settings=SETTINGS).clusters == ()


def test_one_case_is_no_cluster(grid):
    one = pd.DataFrame({"place": ["двор 0-0"], "day": [3]})
    assert permutation_scan(one, grid, settings=SETTINGS).clusters == ()


def test_dates_come_back_as_dates(grid):
    cases = planted(grid, 1)
    dated = cases.assign(day=pd.Timestamp("2024-03-01") + pd.to_timedelta(cases["day"], unit="D"))
    number = permutation_scan(cases, grid, settings=SETTINGS).clusters[0]
    cluster = permutation_scan(dated, grid, last_day="2024-04-09", settings=SETTINGS).clusters[0]
    assert cluster.first_day == pd.Timestamp("2024-04-07").date()
    assert cluster.last_day == pd.Timestamp("2024-04-09").date()
    assert (cluster.statistic, cluster.p) == (number.statistic, number.p)
    assert cluster.holds(dated).sum() == cluster.observed


def test_degrees_and_metres_agree(grid):
    cases = planted(grid, 2)
    degrees = grid.assign(lat=58.0 + grid["y"] / 111_195.08)
    degrees["lon"] = 56.2 + grid["x"] / (111_195.08 * np.cos(np.radians(58.0)))
    globe = degrees[["place", "lat", "lon"]]
    metres = permutation_scan(cases, grid, settings=SETTINGS).clusters[0]
    cluster = permutation_scan(cases, globe, settings=SETTINGS).clusters[0]
    assert set(cluster.places) == set(metres.places)
    assert cluster.radius_m == pytest.approx(metres.radius_m, rel=1e-3)
    assert cluster.centre_point == tuple(globe.set_index("place").loc[cluster.centre])


@pytest.mark.parametrize(
    ("cases", "places", "words"),
    [
        (TINY_CASES.drop(columns="day"), TINY_PLACES, "no column 'day'"),
        (TINY_CASES, TINY_PLACES.drop(columns="x"), "no column 'x'"),
        (TINY_CASES, TINY_PLACES.iloc[:2], "'c' is not among places"),
        (TINY_CASES, pd.concat([TINY_PLACES, TINY_PLACES]), "listed twice"),
        (TINY_CASES.assign(count=-1), TINY_PLACES, "whole numbers"),
        (TINY_CASES.assign(count=0.5), TINY_PLACES, "whole numbers"),
        (TINY_CASES.assign(day=0.5), TINY_PLACES, "give dates"),
        (TINY_CASES.assign(day="вчера"), TINY_PLACES, "give dates"),
        (TINY_CASES.assign(place=None), TINY_PLACES, "empty values"),
        (TINY_CASES, TINY_PLACES.assign(x=np.inf), "not finite"),
        (TINY_CASES, TINY_PLACES.rename(columns={"x": "lat", "y": "lon"}), "degrees"),
    ],
)
def test_tables_that_do_not_fit_are_refused(cases, places, words):
    with pytest.raises(InputError, match=words):
        permutation_scan(cases, places)


def test_last_day_of_another_kind_is_refused():
    with pytest.raises(InputError, match="last_day"):
        permutation_scan(TINY_CASES, TINY_PLACES, last_day="2024-01-01")


@pytest.mark.parametrize(
    ("name", "value"),
    [("radius_m", -1), ("max_share", 0), ("max_days", 0), ("min_cases", 0), ("replicates", 9)],
)
def test_settings_that_mean_nothing_are_refused(name, value):
    with pytest.raises(InputError, match=name):
        PermutationSettings(**{name: value})
