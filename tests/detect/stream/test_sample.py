"""The background of keywords: what is read of a day, and that its counts are about right."""

from __future__ import annotations

import numpy as np

from tsur_nlp.detect.stream.sample import Sample, thinned


def stream(sizes: list[int], seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    day = np.repeat(np.arange(len(sizes)), sizes)
    texts = [f"вода {'лифт' if rng.random() < 0.1 else 'снег'} снег" for _ in day]
    return np.array(texts, dtype=object), day


def test_small_days_are_read_whole():
    texts, day = stream([20, 0, 30])
    found = Sample(texts, day).documents(0, 50)
    assert found.size == found("вода") == 50
    assert found("снег") == 50
    assert found("лифт") == sum("лифт" in text for text in texts)
    assert found("чего нет") == 0


def test_busy_days_are_read_in_part_and_counted_whole():
    texts, day = stream([3000] * 20)
    rows, weight = thinned(day)
    assert len(rows) < 20 * 150
    found = Sample(texts, day).documents(0, len(texts))
    assert abs(found.size / len(texts) - 1) < 0.03
    assert abs(found("лифт") / sum("лифт" in text for text in texts) - 1) < 0.15
    assert weight.max() == 128


def test_what_is_read_of_a_day_does_not_depend_on_later_messages():
    day = np.repeat(np.arange(3), 500)
    rows, weight = thinned(day)
    known = rows < 777
    early, less = thinned(day[:777])
    np.testing.assert_array_equal(early, rows[known])
    np.testing.assert_array_equal(less, weight[known])


def test_a_part_of_the_stream():
    texts, day = stream([40, 50, 60])
    whole, part = Sample(texts, day), Sample(texts[40:90], day[40:90])
    inside, alone = whole.documents(40, 90), part.documents(0, 50)
    assert inside.size == alone.size
    assert [inside(word) for word in ("вода", "лифт")] == [alone(w) for w in ("вода", "лифт")]
    assert whole.documents(40, 40).size == 0
