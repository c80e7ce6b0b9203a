"""The canonical order is that of a full sort, whatever the rows' own order."""

from __future__ import annotations

import numpy as np
import pandas as pd

from tsur_nlp.detect.stream.order import canonical_order, repeats_previous

NAMES = ("time", "name", "place", "lat")


def columns(size: int, seed: int) -> dict[str, np.ndarray]:
    rng = np.random.default_rng(seed)
    words = np.array(["", "б", "а", "Я", "ё"], dtype=object)
    return {
        "time": rng.integers(0, 4, size).astype("datetime64[D]").astype("datetime64[us]"),
        "name": rng.choice(words, size),
        "place": rng.choice(words, size),
        "lat": rng.choice([1.5, np.nan, -2.0], size),
    }


def test_order_is_that_of_a_full_sort():
    for seed in range(5):
        given = columns(400, seed)
        whole = pd.DataFrame({n: pd.Series(v, dtype=v.dtype) for n, v in given.items()})
        expected = whole.sort_values(list(NAMES), kind="stable").index
        np.testing.assert_array_equal(canonical_order(given, NAMES), expected)


def test_different_times_need_no_other_column():
    given = {"time": np.array([3, 1, 2]), "name": np.array([object()] * 3)}  # cannot be compared
    assert canonical_order(given, ("time", "name")).tolist() == [1, 2, 0]


def test_nothing_has_an_order_too():
    assert canonical_order(columns(0, 1), NAMES).tolist() == []


def test_what_repeats_the_row_before():
    given = {"a": np.array([1, 1, 1, 2]), "b": np.array(["x", "x", "y", "y"], dtype=object)}
    assert repeats_previous(given, ("a", "b")).tolist() == [False, True, False, False]
