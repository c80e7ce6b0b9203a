"""The tables of ``normalize/data`` are whole and hold nothing personal."""

import csv
from importlib.resources import files

from tsur_nlp.normalize import EXPANSIONS, vocabulary
from tsur_nlp.normalize.contexts import AFTER, BEFORE
from tsur_nlp.text.lemmas import analyzer

_DATA = files("tsur_nlp.normalize") / "data"


def _rows(name):
    return list(csv.DictReader((_DATA / name).read_text(encoding="utf-8").splitlines()))


def test_abbreviations_are_well_formed():
    rows = _rows("abbreviations.csv")
    assert len(rows) >= 100
    assert {row["kind"] for row in rows} == {step.__name__ for step in EXPANSIONS}
    assert {row["dot"] for row in rows} <= {"yes", "may", "no"}
    assert all(row["before"] in BEFORE and row["after"] in AFTER for row in rows)
    assert all(row["short"] and row["full"] and not row["short"].endswith(".") for row in rows)
    keys = [(row["kind"], row["short"], row["before"], row["after"]) for row in rows]
    assert len(keys) == len(set(keys))


def test_words_are_common_words_and_no_names():
    counts = vocabulary.counts()
    assert len(counts) > 10_000
    assert min(counts.values()) >= 3
    assert all(word.isalpha() for word in counts)
    rare = [word for word, count in counts.items() if count < 20]
    personal = {"Surn", "Patr"}
    assert not [w for w in rare[::20] if personal & set(analyzer().parse(w)[0].tag.grammemes)]


def test_bigrams_are_log_probabilities():
    for language in ("latin", "russian"):
        rows = _rows(f"bigrams_{language}.csv")
        assert len(rows) > 500
        assert all(float(row["log_probability"]) <= 0 for row in rows)
