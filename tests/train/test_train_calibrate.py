import numpy as np
import pytest

from tsur_nlp.classify.curve import Curve
from tsur_nlp.classify.heads import Heads
from tsur_nlp.train import Example, checked
from tsur_nlp.train.calibrate import calibrated

HEADS = Heads(
    ("Дороги", "ЖКХ"), (), np.array([], dtype=np.intp), (1.0, 1.0), 0.0, (Curve(), Curve()), (1, 0)
)


def appeal_of_a_text_that_says_nothing(thanks, *, measured):
    """Calibrate on 190 appeals and some thanks, all of the same score."""
    appeals = [Example(f"яма{i}", "Дороги" if i % 2 else "ЖКХ", is_appeal=True) for i in range(190)]
    rows = [Example(f"спасибо{i}", "", is_appeal=False, measured=measured) for i in range(thanks)]
    labelled = checked([*appeals, *rows])
    scores = np.zeros((len(labelled.examples), 3))
    found = calibrated(HEADS, labelled, scores).probabilities(np.zeros((1, 3)))
    return float(found.appeal[0])


@pytest.mark.parametrize("thanks", [50, 400])
def test_thanks_that_were_sought_out_are_as_many_as_a_stream_has(thanks):
    assert appeal_of_a_text_that_says_nothing(thanks, measured=False) == pytest.approx(
        0.95, abs=0.005
    )


def test_thanks_of_the_rows_themselves_count_as_they_are():
    assert appeal_of_a_text_that_says_nothing(190, measured=True) == pytest.approx(0.5, abs=0.005)


def test_few_thanks_are_not_made_more():
    assert appeal_of_a_text_that_says_nothing(2, measured=False) > 0.98
