"""The fast way over all cylinders against the plain one, cylinder by cylinder."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from detect.permutation.town import quiet

from tsur_nlp.detect.permutation import PermutationSettings, permutation_scan, replicates
from tsur_nlp.detect.permutation.circles import draw_circles
from tsur_nlp.detect.permutation.likelihood import least_count, log_ratio
from tsur_nlp.detect.permutation.study import read_study
from tsur_nlp.detect.permutation.windows import cut_windows


def plain(study, windows, settings, place, day) -> float:
    """The largest log ratio, without any of the shortcuts."""
    best, total = 0.0, len(study)
    for centre in range(len(study.places)):
        metres = study.distances(centre)
        for radius in np.unique(metres[metres <= settings.radius_m].round(3)):
            near = np.flatnonzero(metres <= radius + 1e-3)
            held = np.isin(study.place, near).sum()
            if held > settings.max_share * total:
                continue
            for (first, last), in_window in zip(windows.spans, windows.total, strict=True):
                inside = np.isin(place, near) & (day >= first) & (day <= last)
                if inside.sum() >= settings.min_cases:
                    mean = np.array([held * in_window / total])
                    best = max(best, float(log_ratio(inside.sum(keepdims=True), mean, total)[0]))
    return best


@pytest.mark.parametrize("retrospective", [False, True])
@pytest.mark.parametrize("max_share", [0.5, 0.15])
def test_largest_ratio_is_the_largest_of_all_cylinders(grid, retrospective, max_share):
    settings = PermutationSettings(
        radius_m=450.0, max_days=3, max_share=max_share, retrospective=retrospective,
        replicates=19, seed=5,
    )  # fmt: skip
    cases = quiet(grid, 1, cases=300)
    study = read_study(cases[cases["day"] > 34], grid)
    circles, windows = draw_circles(study, settings), cut_windows(study, settings)
    rng = np.random.default_rng(settings.seed)
    expected = []
    for _ in range(settings.replicates):
        dealt = study.place[rng.choice(len(study), len(windows.day), replace=False)]
        expected.append(plain(study, windows, settings, dealt, windows.day))
    found = replicates.simulate(study, circles, windows, settings)
    assert found == pytest.approx(expected, abs=1e-12)
    assert found.max() > 0


def test_size_of_batches_changes_nothing(grid, monkeypatch):
    settings = PermutationSettings(radius_m=450.0, replicates=50, seed=2)
    study = read_study(quiet(grid, 3), grid)
    circles, windows = draw_circles(study, settings), cut_windows(study, settings)
    whole = replicates.simulate(study, circles, windows, settings)
    monkeypatch.setattr(replicates, "_BATCH_WINDOW", 7 * len(study.places))
    assert (replicates.simulate(study, circles, windows, settings) == whole).all()


def test_dealing_keeps_every_day_and_never_overfills_a_place(grid):
    study = read_study(quiet(grid, 4), grid)
    windows = cut_windows(study, PermutationSettings(retrospective=True, max_days=5))
    rng = np.random.default_rng(0)
    place = np.array([study.place[rng.permutation(len(study))] for _ in range(3)])
    until = replicates._counts(place, windows, len(study.places))
    days = np.bincount(study.day - windows.origin)
    assert (np.diff(until, axis=0).sum(axis=1) == days[:, None]).all()
    assert (until[-1] == study.by_place()[:, None]).all()


def test_a_place_may_have_more_cases_than_a_short_number_holds():
    places = pd.DataFrame({"place": ["a", "b"], "x": [0.0, 9e3], "y": [0.0, 0.0]})
    cases = pd.DataFrame(
        [("a", 0, 60_000), ("a", 1, 58_000), ("b", 0, 50_000), ("b", 1, 2_000)],
        columns=["place", "day", "count"],
    )
    settings = PermutationSettings(max_days=1, max_share=0.9, replicates=19)
    scan = permutation_scan(cases, places, settings=settings)
    assert (scan.clusters[0].places, scan.clusters[0].observed) == (("a",), 58_000)
    # every deal gives either a or b more than expected
    assert (scan.simulated > 0).all()


def test_fewer_cases_than_the_least_never_exceed_the_bar():
    rng = np.random.default_rng(0)
    mean, bar = rng.uniform(0.01, 60, 2000), 4.0
    least = least_count(mean, 200, bar, 1)
    assert (log_ratio(least - 1, mean, 200) <= bar + 1e-12).all()
    assert (least < 200).any()
    assert least_count(np.array([0.2]), 200, 0.0, 2)[0] == 2
