import numpy as np
import pytest

from tsur_nlp.classify.curve import Curve
from tsur_nlp.classify.heads import softmax, softmax_within

EVERY = np.ones((200, 7), dtype=bool)


@pytest.fixture
def rows():
    return softmax(np.random.default_rng(1).normal(size=(200, 7)) * 2)


@pytest.mark.parametrize("y", [(0.0, 0.3, 0.6), (0.0, 0.7, 1.0), (0.2, 0.25, 0.3)])
def test_the_best_stays_best_and_the_sum_stays_one(rows, y):
    bent = Curve((0.0, 0.5, 1.0), y).bend(rows, EVERY)
    assert bent.sum(axis=1) == pytest.approx(1)
    assert (bent.argmax(axis=1) == rows.argmax(axis=1)).all()
    assert (bent >= 0).all()


def test_the_default_changes_nothing(rows):
    assert np.allclose(Curve().bend(rows, EVERY), rows)


def test_only_the_chosen_labels_change(rows):
    among = np.zeros_like(EVERY)
    among[:, 2:5] = True
    rows[:, 2:5] = softmax(rows[:, 2:5])
    bent = Curve((0.0, 1.0), (0.0, 0.8)).bend(rows, among)
    assert np.array_equal(bent[:, :2], rows[:, :2])
    assert bent[:, 2:5].sum(axis=1) == pytest.approx(1)


def test_a_certain_label_stays_certain():
    assert Curve((0.0, 1.0), (0.0, 0.5)).bend(np.array([[1.0, 0.0]]), EVERY[:1, :2]).max() == 1.0


def test_softmax_within_adds_up_for_each_owner():
    found = softmax_within(np.arange(10.0).reshape(2, 5), [0, 0, 1, 1, 1])
    assert found[:, :2].sum(axis=1) == pytest.approx(1)
    assert found[:, 2:].sum(axis=1) == pytest.approx(1)
