import pickle
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from tsur_nlp.text.lemmas import Lemma, Lemmatizer


def test_lemma_of_any_case():
    lemmatizer = Lemmatizer()
    assert lemmatizer("БАТАРЕЯМИ") == lemmatizer("батареями")
    assert lemmatizer("батареями")[:2] == ("батарея", "NOUN")


def test_cache_is_bounded():
    lemmatizer = Lemmatizer(cache_size=3)
    for word in ("снег", "лёд", "вода", "дом", "двор"):
        lemmatizer(word)
    info = lemmatizer._parse.cache_info()
    assert (info.maxsize, info.currsize) == (3, 3)


def test_pickle_keeps_the_size_and_drops_the_contents():
    lemmatizer = Lemmatizer(cache_size=5)
    empty = len(pickle.dumps(lemmatizer))
    lemmatizer("снегом")
    copy = pickle.loads(pickle.dumps(lemmatizer))
    assert len(pickle.dumps(lemmatizer)) == empty
    assert copy.cache_size == 5
    assert copy("снегом") == lemmatizer("снегом")


def test_works_in_a_fresh_worker():
    lemmatizer = Lemmatizer(cache_size=10)
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        assert pool.submit(lemmatizer, "дорогах").result() == lemmatizer("дорогах")


def test_tags_are_shared():
    lemma = Lemmatizer()("снегом")
    assert isinstance(lemma, Lemma)
    assert lemma.tag is sys.intern(lemma.tag)
