"""Many words at once give what each gives alone."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from tsur_nlp.artifacts import load
from tsur_nlp.classify.features import grams
from tsur_nlp.classify.scores import Scorer
from tsur_nlp.classify.weights import KIND, Weights

STRANGE = ["хрюндель", "бульк", "мамамама", "ы", "зюзюкинский", "щ" * 60, "qwerty", "ღვინო", "ёж"]


@pytest.fixture(scope="module")
def weights():
    return Weights.of(load("topics-ru", kind=KIND))


def spelt(weights: Weights, word: str) -> np.ndarray:
    numbers = {gram: number for number, gram in enumerate(weights.grams)}
    found = [numbers[gram] for gram in grams(word) if gram in numbers]
    arrays = weights.arrays
    idf = arrays["gram_idf"][found]
    share = (arrays["gram_rows"][found] * idf[:, None]).sum(axis=0, dtype=np.float64)
    factor = arrays["unknown"][0] / np.sqrt((idf * idf).sum() or 1.0)
    return share * arrays["gram_ratio"] * factor


def test_a_strange_word_is_read_by_its_letters(weights):
    words = [word for word in STRANGE if word not in weights.words]
    _, rows, lengths = weights.of_words(words)
    for word, row, length in zip(words, rows, lengths, strict=True):
        assert np.abs(spelt(weights, word) - row).max() <= 0.51
        assert (length > 0) == bool(set(grams(word)) & set(weights.grams))


def test_words_read_together_or_alone_are_the_same(weights):
    words = [*STRANGE, *list(weights.words)[::500], "[имя]", "000"]
    _, rows, lengths = weights.of_words(words)
    for word, row, length in zip(words, rows, lengths, strict=True):
        _, alone, own = weights.of_words([word])
        assert np.array_equal(alone[0], row)
        assert own[0] == length


def test_marks_around_words_change_nothing(weights):
    scorer = Scorer(weights)
    texts = ["Вода, вода!(холодная)—нет-нет «мама»", "вода вода холодная нет-нет мама"]
    scores, _ = scorer.scores(texts)
    assert np.array_equal(*scores)


def test_a_sum_beyond_16_bits_is_exact(weights):
    scorer = Scorer(weights)
    text = " ".join(list(weights.words)[:9000])
    scores, _ = scorer.scores([text, "вода"])
    shares = np.array([share.scores for share in scorer.shares(text)])
    assert scores[0] == pytest.approx(shares.sum(axis=0) + scorer._bias, abs=1e-9)


def test_a_thread_waits_for_the_words_that_another_one_meets(weights, monkeypatch):
    scorer, inside, done = Scorer(weights), threading.Event(), threading.Event()
    fill = scorer._rows._fill

    def slow(first, words):
        fill(first, words)
        inside.set()
        time.sleep(0.1)  # what another one meets now would be taken for filled

    class Late(list):
        def __iter__(self):
            yield from super().__iter__()
            done.wait(5)

    monkeypatch.setattr(scorer._rows, "_fill", slow)
    with ThreadPoolExecutor(1) as other:
        first = other.submit(scorer.scores, ["холодные батареи"])
        first.add_done_callback(lambda _: done.set())
        assert inside.wait(5)
        second, known = scorer.scores(Late(["громкие соседи"]))
    assert known.all()
    assert np.array_equal(second, Scorer(weights).scores(["громкие соседи"])[0])
