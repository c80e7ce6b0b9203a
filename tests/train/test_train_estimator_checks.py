"""The checks of scikit-learn itself: they come with matrices of numbers, which are read out here.

`OnNumbers` stands where a reader of numbers would: each cell becomes a word or two, whatever is no
matrix of numbers goes to the estimator as it is.
"""

import numpy as np
import pytest
import sklearn.utils
from sklearn.exceptions import SkipTestWarning
from sklearn.utils.estimator_checks import check_estimator, parametrize_with_checks

from tsur_nlp.train import TopicEstimator

FEW = ("trains on fewer rows than the 20 below which a model means nothing", "are too few")
NO_COLUMNS = ("a text has no columns to be counted or named", None)
NO_MATRIX = ("a matrix is refused, but as being no column of texts", "one column of texts")

EXCLUDED = {
    "check_classifier_data_not_an_array": FEW,
    "check_complex_data": NO_MATRIX,
    "check_dtype_object": NO_MATRIX,
    "check_estimators_empty_data_messages": NO_MATRIX,
    "check_estimators_nan_inf": FEW,
    "check_fit2d_1feature": FEW,
    "check_fit2d_predict1d": ("one row of numbers is refused as no text", "not a text"),
    "check_n_features_in": NO_COLUMNS,
    "check_n_features_in_after_fitting": FEW,
}
"""Name of a check, why it is not for an estimator of texts, how it ends instead."""


class OnNumbers(TopicEstimator):
    def fit(self, X, y):  # noqa: N803
        self._width = width_of(X)
        return super().fit(read_out(X), y)

    def _masked(self, X):  # noqa: N803
        if width_of(X) not in ((), self._width):
            raise ValueError("another number of columns")
        return super()._masked(read_out(X))

    def __sklearn_tags__(self):
        tags = super().__sklearn_tags__()
        tags.input_tags.one_d_array, tags.input_tags.two_d_array = False, True
        return tags

    def _more_tags(self):
        return {"X_types": ["2darray"]}


def width_of(X):  # noqa: N803
    return X.shape[1:] if hasattr(X, "toarray") else np.asarray(X).shape[1:]


def read_out(X):  # noqa: N803
    if hasattr(X, "toarray"):
        return X
    cells = np.asarray(X)
    if cells.ndim != 2 or cells.dtype.kind not in "fiu" or not cells.shape[1]:
        return X
    return [text_of(row) if np.isfinite(row).all() else np.nan for row in cells]


def text_of(row) -> str:
    """Name every cell by its column and its size: once roughly, once exactly.

    The exact word keeps rows apart: equal texts count once in training.
    """
    words = []
    for column, value in enumerate(row.astype(float)):
        rough = f"{value:.0f}"
        words += [f"{spelt(column)}й{spelt(rough)}", f"{spelt(column)}ы{spelt(f'{value:.4f}')}"]
    return " ".join(words)


def spelt(number) -> str:
    return str(number).translate(str.maketrans("0123456789.-", "абвгдежзиклм"))


def name_of(check) -> str:
    return check.func.__name__


CHECKS = list(parametrize_with_checks([OnNumbers(folds=2, mask=False)]).args[1])


@pytest.mark.slow
@pytest.mark.parametrize(("estimator", "check"), CHECKS, ids=[name_of(c) for _, c in CHECKS])
def test_scikit_learn_checks(estimator, check):
    if name_of(check) not in EXCLUDED:
        return check(estimator)
    _, sentence = EXCLUDED[name_of(check)]
    with pytest.raises((AssertionError, ValueError), match=sentence):
        check(estimator)
    return None


@pytest.mark.skipif(not hasattr(sklearn.utils, "get_tags"), reason="scikit-learn 1.5 has fewer")
def test_every_excluded_check_is_there():
    checks = {name_of(check) for _, check in CHECKS}
    assert set(EXCLUDED) <= checks


def test_of_an_estimator_of_texts_scikit_learn_checks_only_that_it_is_cloned():
    with pytest.warns(SkipTestWarning, match="requires input"):
        check_estimator(TopicEstimator())
