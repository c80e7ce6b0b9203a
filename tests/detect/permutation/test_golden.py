"""New York fever data of the SaTScan manual, as SaTScan itself tells it.

SaTScan 10.1 (prospective, space-time permutation, circles to 3 km, windows to 7 days, 999
replicates), on the parameters of rsatscan's vignette, finds three clusters; the output is stored in
github.com/JTSALAH/rsatscan, ss/NYCfever.clustermap.html (commit 1abc760):
    40.699240, -73.831760; 2001/11/22 to 2001/11/24; 4 cases, 0.67 expected, 5.97; p 0.242; 4 days
    40.751460, -73.883070; 2001/11/24 to 2001/11/24; 2 cases, 0.16 expected, 12.13; p 0.575; 2 days
    40.829960, -73.864640; 2001/11/23 to 2001/11/24; 2 cases, 0.29 expected, 6.81; p 0.966; 1 day
It stopped at the fiftieth replicate that reached the first cluster: 50, 119 and 200 of 207.
"""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date
from math import sqrt
from pathlib import Path

import pandas as pd
import pytest

from tsur_nlp.detect.permutation import PermutationSettings, permutation_scan

pytestmark = pytest.mark.real_data

SETTINGS = PermutationSettings(radius_m=3000.0, max_days=7, replicates=999)
# 99,999 replicates of ours
P_OF_MANY = (0.2031, 0.4941, 0.9586)
P_OF_SATSCAN = (50 / 207, 119 / 207, 200 / 207)
ZIPS = (11418, 11415, 11419, 11435, 11416, 11421, 11451, 11375, 11417)


@pytest.fixture(scope="module")
def fever(real_data: Path) -> tuple[pd.DataFrame, pd.DataFrame]:
    cases = pd.read_csv(real_data / "golden" / "NYCfevercas.csv", parse_dates=["date"])
    places = pd.read_csv(real_data / "golden" / "NYCfevergeo.csv")
    return (
        cases.rename(columns={"zip": "place", "date": "day", "cases": "count"}),
        places.rename(columns={"zip": "place", "long": "lon"}),
    )


def scan(fever, **changed):
    return permutation_scan(
        *fever, first_day="2001-11-01", last_day="2001-11-24",
        settings=replace(SETTINGS, **changed),
    )  # fmt: skip


def test_clusters_are_those_of_satscan(fever):
    found = scan(fever)
    assert (found.cases, len(fever[1])) == (194, 192)
    first, second, third = found.clusters
    assert first.places == ZIPS
    assert first.centre_point == (40.69924, -73.83176)
    assert first.radius_m == pytest.approx(2904.7, abs=0.1)
    assert (first.first_day, first.last_day) == (date(2001, 11, 22), date(2001, 11, 24))
    assert (first.observed, round(first.expected, 2)) == (4, 0.67)
    assert first.statistic == pytest.approx(3.845418, abs=1e-6)
    assert (second.places, second.observed, round(second.expected, 2)) == ((11372,), 2, 0.16)
    assert second.first_day == date(2001, 11, 24)
    assert second.observed / second.expected == pytest.approx(12.13, abs=0.006)
    assert (third.places, third.observed, round(third.expected, 2)) == ((10472,), 2, 0.29)
    assert third.first_day == date(2001, 11, 23)
    assert third.observed / third.expected == pytest.approx(6.81, abs=0.006)


@pytest.mark.parametrize("seed", range(5))
def test_any_seed_tells_the_same_within_its_error(fever, seed):
    found = scan(fever, seed=seed)
    assert found.clusters[0].places == ZIPS
    assert found.clusters[0].statistic == pytest.approx(3.845418, abs=1e-6)
    for cluster, many, satscan in zip(found.clusters, P_OF_MANY, P_OF_SATSCAN, strict=True):
        error = sqrt(many * (1 - many) / 999)
        assert abs(cluster.p_monte_carlo - many) < 4 * error
        theirs = sqrt(many * (1 - many) * (1 / 207 + 1 / 999))
        assert abs(cluster.p_monte_carlo - satscan) < 4 * theirs
        assert abs(cluster.p_gumbel - many) < 0.06


def test_order_of_rows_changes_nothing(fever):
    cases, places = fever
    shuffled = (cases.sample(frac=1, random_state=1), places.sample(frac=1, random_state=2))
    assert scan(shuffled).clusters == scan(fever).clusters


def test_the_past_holds_a_likelier_cluster(fever):
    found = scan(fever, retrospective=True).clusters[0]
    assert (found.first_day, found.last_day) == (date(2001, 11, 8), date(2001, 11, 8))
    assert (found.centre, found.observed) == (10454, 5)
    assert found.statistic == pytest.approx(8.1195, abs=1e-4)
    assert found.p < 0.02


def test_takes_seconds(fever):
    started = time.perf_counter()
    scan(fever)
    assert time.perf_counter() - started < 5.0
