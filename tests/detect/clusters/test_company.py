"""How messages keep together is learned from places that are made so."""

import numpy as np
import pytest

from tsur_nlp.detect.clusters.company import Law, learn

SIZE = 6000


def places(law: Law, *, seed=0, topics=4, together=1.0):
    """Return others and usual (one radius) and topics; the last one keeps together more."""
    rng = np.random.default_rng(seed)
    usual = rng.gamma(0.7, 2.0, SIZE)
    topic = rng.integers(0, topics, SIZE)
    mean = law.mean(usual) * np.where(topic == topics - 1, together, 1.0)
    others = rng.poisson(rng.gamma(law.shape, mean / law.shape))
    return others[:, None].astype(float), usual[:, None], topic


@pytest.mark.parametrize(
    "law", [Law(1.5, 0.2, 0.6, 0.4), Law(0.8, 1.0, 1.0, 1.4), Law(3.0, 0.05, 0.8, 0.12)]
)
def test_a_law_is_learned_from_its_places(law):
    (found,) = learn(*places(law), 4).laws
    usual = np.array([0.05, 0.5, 2.0, 8.0])
    np.testing.assert_allclose(found.mean(usual), law.mean(usual), rtol=0.25)
    assert found.shape == pytest.approx(law.shape, rel=0.55)


def test_chance_alone_has_the_largest_shape():
    rng = np.random.default_rng(1)
    usual = rng.gamma(2.0, 1.0, (SIZE, 1))
    (found,) = learn(rng.poisson(usual).astype(float), usual, np.zeros(SIZE, dtype=int), 1).laws
    assert found.shape == 2.0
    np.testing.assert_allclose(found.mean(usual), usual, rtol=0.1, atol=0.1)


def test_each_radius_has_its_own_law():
    near, far = Law(0.3, 0.05, 0.4, 0.12), Law(1.0, 1.0, 1.0, 2.0)
    (others, usual, topic), (more, _, _) = places(near), places(far)
    found = learn(np.hstack([others, more]), np.hstack([usual, usual]), topic, 4)
    assert found.shape[0] < 0.3 < 1.0 < found.shape[1]
    company = found.usual(np.hstack([usual, usual]), topic)
    assert company.shape == (SIZE, 2)
    assert company[:, 0].mean() == pytest.approx(others.mean(), rel=0.15)


def test_a_topic_that_keeps_together_has_its_factor():
    law = Law(1.0, 0.2, 0.8, 0.6)
    found = learn(*places(law, together=3.0), 5)
    factor = found.factor[:, 0]
    assert factor[3] / factor[:3].mean() == pytest.approx(3.0, rel=0.2)
    assert np.ptp(factor[:3]) < 0.3
    assert factor[4] == 1.0  # of a topic without messages nothing is known
    usual = np.array([[2.0], [2.0]])
    plain, together = found.usual(usual, np.array([0, 3]))[:, 0]
    assert together / plain == pytest.approx(factor[3] / factor[0])


def test_a_few_messages_make_no_factor():
    others, usual, topic = places(Law(1.0, 0.2, 0.8, 0.6))
    others, usual = np.vstack([others, [[30.0]]]), np.vstack([usual, [[1.0]]])
    found = learn(others, usual, np.append(topic, 4), 5)
    assert 1.0 < found.factor[4, 0] < 4.0  # one message with thirty around it


def test_nothing_to_learn_from():
    found = learn(np.zeros((0, 2)), np.zeros((0, 2)), np.zeros(0, dtype=int), 3)
    assert found.factor.tolist() == [[1.0, 1.0]] * 3
    assert np.isfinite(found.usual(np.ones((1, 2)), np.array([0]))).all()
