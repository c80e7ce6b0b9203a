"""The reliability diagram: bins, limits, error, and what it refuses."""

import numpy as np
import pytest
from report.figures.reading import NBSP, rows, spec, subtitle, text, views

from tsur_nlp.errors import InputError
from tsur_nlp.figures import calibration_figure


def bins(chart) -> list[dict]:
    return rows(chart, "point")


def test_bins_of_equal_size_with_the_limits_of_wilson():
    sure = np.linspace(0.05, 0.95, 20)
    right = np.arange(20) % 10 < 4
    low, high = bins(calibration_figure(sure, right, bins=2))
    assert (low["rows"], high["rows"]) == ("10", "10")
    assert low["x"] == pytest.approx(sure[:10].mean(), abs=1e-4)
    # 4 of 10: Wilson's limits as printed in tables
    assert (low["y"], low["low"], low["high"]) == (0.4, 0.1682, 0.6873)
    assert high["y"] == 0.4
    assert low["limits"] == f"16,8{NBSP}% – 68,7{NBSP}%"
    assert low["share"] == f"40{NBSP}%"


def test_a_share_of_none_or_all_has_limits_inside():
    low, high = bins(calibration_figure([0.1] * 5 + [0.9] * 5, [False] * 5 + [True] * 5, bins=2))
    assert (low["low"], high["high"]) == (0.0, 1.0)
    assert 0 < low["high"] < 1
    assert 0 < high["low"] < 1


def test_the_error_is_the_mean_gap():
    sure, right = [0.9] * 4 + [0.5] * 4, [1, 1, 0, 0, 1, 1, 0, 0]
    drawn = calibration_figure(sure, right, bins=2)
    assert "(ECE): 0,2." in subtitle(drawn)
    assert f"8{NBSP}ответов, верно 50{NBSP}%" in subtitle(drawn)


def test_the_same_confidence_is_never_parted():
    rng = np.random.default_rng(0)
    sure = rng.choice([0.3, 0.6, 0.9], 300)
    right = rng.random(300) < sure
    drawn = calibration_figure(sure, right, bins=10)
    assert [row["x"] for row in bins(drawn)] == [0.3, 0.6, 0.9]
    mixed = rng.permutation(300)
    assert text(calibration_figure(sure[mixed], right[mixed])) == text(drawn)


def test_shuffled_rows_give_the_same_chart():
    rng = np.random.default_rng(1)
    sure = rng.random(997)
    right, mixed = rng.random(997) < sure, rng.permutation(997)
    assert text(calibration_figure(sure[mixed], right[mixed])) == text(
        calibration_figure(sure, right)
    )


def test_the_histogram_holds_every_answer():
    found = rows(calibration_figure([0.0, 0.04, 0.05, 1.0], [0, 0, 1, 1]), "bar")
    counts = [row["count"] for row in found]
    assert counts[:2] == [2, 1]
    assert (counts[-1], sum(counts)) == (1, 4)
    assert len(counts) == 20
    assert found[0]["span"] == f"0{NBSP}% – 5{NBSP}%"


def test_the_diagonal_is_there_and_shares_are_percents():
    drawn = calibration_figure([0.2, 0.8], [0, 1])
    assert rows(drawn, "line") == [{"x": 0, "y": 0}, {"x": 1, "y": 1}]
    axes = [view["encoding"]["y"]["axis"] for view in views(spec(drawn))][:4]
    assert {axis["title"] for axis in axes} == {"доля верных"}
    assert {axis["format"] for axis in axes} == {".0%"}


def test_an_answer_without_confidence_is_counted_and_passed_over():
    drawn = calibration_figure([0.5, float("nan"), None], [1, 0, 1])
    assert "без уверенности пропущено 2" in subtitle(drawn)
    assert [row["rows"] for row in bins(drawn)] == ["1"]
    for nothing in ([], [float("nan")]):
        said = rows(calibration_figure(nothing, [1] * len(nothing)), "text")[0]["said"]
        assert said == "Нет ни одного ответа с уверенностью."


@pytest.mark.parametrize(
    ("sure", "right", "said"),
    [
        ([0.5], [1, 0], "1 confidences and 2 answers"),
        ([50.0], [1], "between 0 and 1"),
        ([-0.1], [1], "between 0 and 1"),
        ([0.5], [2], "yes or no"),
        ([0.5], [float("nan")], "yes or no"),
        (["много"], [1], "are numbers"),
    ],
)
def test_what_is_no_confidence_or_no_answer(sure, right, said):
    with pytest.raises(InputError, match=said):
        calibration_figure(sure, right)


def test_bins_are_one_or_more():
    with pytest.raises(InputError, match="bins=0"):
        calibration_figure([0.5], [1], bins=0)
