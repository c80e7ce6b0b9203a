import numpy as np
import pytest
from scipy.stats import nbinom, poisson

from tsur_nlp.detect.counts.series import build
from tsur_nlp.detect.scan.tails import tail
from tsur_nlp.detect.scan.windows import scan
from tsur_nlp.detect.settings import DetectSettings
from tsur_nlp.detect.stream.messages import prepare


@pytest.mark.parametrize(("k", "mean", "variance"), [(5, 1.2, 2.0), (60, 30, 45), (3, 0.01, 0.02)])
def test_tail_is_negative_binomial(k, mean, variance):
    shape = mean**2 / (variance - mean)
    exact = nbinom.sf(k - 1, shape, shape / (shape + mean))
    ours = tail(np.array([float(k)]), np.array([mean]), np.array([variance]))[0]
    assert ours == pytest.approx(exact, rel=1e-9)


def test_tail_without_dispersion_is_poisson():
    ours = tail(np.array([12.0]), np.array([4.0]), np.array([4.0]))[0]
    assert ours == pytest.approx(poisson.sf(11, 4.0), rel=1e-4)


def test_p_values_do_not_promise_too_much(make):
    exceeded, tested = np.zeros(3), 0
    for seed in range(3):
        stream = prepare(make["town"](seed=seed, days=90), None, DetectSettings())
        for today in range(40, 90, 7):
            found = scan(build(stream, today, 84), DetectSettings())
            exceeded += [(found.p < limit).sum() for limit in (0.1, 0.01, 0.001)]
            tested += len(found.p)
    assert (exceeded / tested <= np.array([0.1, 0.01, 0.002])).all()


def test_short_history_gives_no_scan(make):
    stream = prepare(make["town"](days=14), None, DetectSettings())
    assert scan(build(stream, 13, 84), DetectSettings()) is None
    stream = prepare(make["town"](days=15), None, DetectSettings())
    assert scan(build(stream, 14, 84), DetectSettings()).expected.windows == (1,)
