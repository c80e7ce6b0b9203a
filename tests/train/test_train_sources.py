import numpy as np
from scipy import sparse

from tsur_nlp.train import Example, checked
from tsur_nlp.train.linear import Head
from tsur_nlp.train.sources import at_home, home, names, with_sources


def labelled(*sources, measured=("perm",)):
    rows = [
        Example(f"сообщение слово{i}", "ЖКХ" if i % 2 else "Дороги", source=source)
        for i, source in enumerate(sources * 12)
    ]
    return checked([e._replace(measured=e.source in measured) for e in rows])


def test_one_source_needs_no_feature():
    rows = labelled("", "")
    features = sparse.csr_array(np.ones((len(rows.examples), 2)))
    assert names(rows) == []
    assert with_sources(features, rows) is features
    head = Head(np.ones((2, 2)), np.zeros(2))
    assert at_home(head, rows, appeal=False) is head


def test_every_row_has_the_feature_of_its_source():
    rows = labelled("perm", "corpus")
    features = with_sources(sparse.csr_array(np.ones((len(rows.examples), 2))), rows)
    assert features.shape[1] == 4
    assert features.indices.dtype == np.int32
    own = features.toarray()[:, 2:]
    assert own.sum(axis=1).tolist() == [1.0] * len(rows.examples)
    assert [names(rows)[i] for i in own.argmax(axis=1)] == [e.source for e in rows.examples]


def test_the_home_source_goes_into_the_bias_and_the_others_go():
    rows = labelled("perm", "corpus")
    weights = np.array([[1.0, 2.0], [3.0, 4.0], [10.0, 20.0]])
    head = at_home(Head(weights, np.array([0.5, 0.5])), rows, appeal=False)
    assert names(rows) == ["corpus", "perm"]
    assert head.weights.tolist() == [[1.0, 2.0]]
    assert head.bias.tolist() == [10.5, 20.5]


def test_appeals_take_no_habit():
    rows = labelled("perm", "corpus")
    weights = np.array([[1.0, 2.0], [3.0, 4.0], [10.0, 20.0]])
    head = at_home(Head(weights, np.array([0.5, 0.5])), rows, appeal=True)
    assert head.bias.tolist() == [10.5, 0.5]


def test_home_is_where_most_rows_are_measured():
    assert home(labelled("perm", "corpus", "corpus")) == "perm"
    assert home(labelled("corpus", "perm", measured=())) == ""
