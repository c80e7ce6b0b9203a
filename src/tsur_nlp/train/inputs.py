"""What callers of scikit-learn pass: lists, arrays, series of texts and labels, checked."""

from __future__ import annotations

import warnings
from dataclasses import dataclass, replace
from numbers import Integral, Real
from typing import TYPE_CHECKING, Any

import numpy as np

from tsur_nlp.errors import InputError, TrainingError
from tsur_nlp.train.alike import alike_labels
from tsur_nlp.train.calibrate import PRECISIONS
from tsur_nlp.train.datasets import Labelled, name_of, read_frame
from tsur_nlp.train.options import DEFAULTS, Options

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Targets:
    """Labels of the first level as they came, and topics of the second as strings, if any."""

    labels: NDArray[Any]
    topics: NDArray[Any] | None

    @classmethod
    def of(cls, y: Any, rows: int) -> Targets:
        """Check labels for so many texts: one column, or two of labels and their topics."""
        if y is None:
            raise InputError("TopicEstimator requires y to be passed, but the target y is None")
        values = _array(y)
        if len(values) != rows:
            raise InputError(f"X has {rows} texts, y has {len(values)} labels: they must match")
        if values.ndim == 2 and values.shape[1] == 2:
            _refuse_missing(values[:, 0])
            return cls(_strings(values[:, 0]), _strings(values[:, 1]))
        return cls(_column(values), None)

    @property
    def classes(self) -> NDArray[Any]:
        """The distinct labels, in order."""
        classes = np.unique(self.labels)
        if len(classes) < 2:
            raise TrainingError(
                f"y has one class, {classes.tolist()}: two are needed to tell apart"
            )
        names = [name_of(label) for label in classes.tolist()]
        if twice := {name for name in names if names.count(name) > 1}:
            raise InputError(f"labels differ by spaces only: {', '.join(sorted(twice))}")
        return classes


def as_options(penalty: Any, folds: Any, seed: Any, review_precision: Any) -> Options:
    """Check the parameters of an estimator and return those of the training."""
    if not (isinstance(penalty, Real) and float(penalty) > 0):
        raise InputError(f"penalty must be a number above 0, not {penalty!r}")
    if folds is not None and not (isinstance(folds, Integral) and int(folds) >= 1):
        raise InputError(f"folds must be None or a whole number from 1, not {folds!r}")
    if not isinstance(seed, Integral):
        raise InputError(f"seed must be a whole number, not {seed!r}")
    least, most = min(PRECISIONS), max(PRECISIONS)
    if not (isinstance(review_precision, Real) and least <= float(review_precision) <= most):
        raise InputError(
            f"review_precision must be from {least} to {most}, not {review_precision!r}"
        )
    count = None if folds is None else int(folds)
    return replace(DEFAULTS, penalty=float(penalty), folds=count, seed=int(seed))


def as_texts(values: Any) -> list[str]:
    """Return a column of texts as a list; an error names the row, never what stands in it.

    >>> as_texts(["нет воды", float("nan")])
    Traceback (most recent call last):
    ...
    tsur_nlp.errors.InputError: X[1] is a float, not a text: drop such rows or fill NaN with ''
    """
    if isinstance(values, str):
        raise InputError("X is one text: pass a list of texts, [text]")
    if hasattr(values, "toarray"):
        raise InputError("X is a sparse matrix: pass the texts themselves, a list of strings")
    shape = getattr(values, "shape", None)
    if shape is not None and len(shape) != 1:
        raise InputError(f"X must be one column of texts, not of shape {shape}: pass frame['text']")
    if not (texts := list(values)):
        raise InputError("X has 0 texts: at least one is needed")
    for row, text in enumerate(texts):
        if not isinstance(text, str):
            raise InputError(
                f"X[{row}] is a {type(text).__name__}, not a text: "
                "drop such rows or fill NaN with ''"
            )
    return texts


def labelled_rows(texts: list[str], targets: Targets, mask: bool) -> Labelled:
    """Make a frame of texts and labels, and read it as a file's would be."""
    import pandas as pd

    columns = {"text": texts, "label": targets.labels}
    if targets.topics is not None:
        columns["sublabel"] = targets.topics
    return read_frame(
        pd.DataFrame(columns),
        text="text",
        label="label",
        sublabel=None if targets.topics is None else "sublabel",
        mask=None if mask else list,
    )


def warn_alike(labelled: Labelled) -> None:
    """Warn of names that are most likely one label."""
    pairs = [", ".join(name for name, _ in names) for names in alike_labels(labelled)]
    if pairs:
        said = f"labels differ by case or «ё» only and are learned apart: {'; '.join(pairs)}"
        warnings.warn(said, UserWarning, stacklevel=3)


def _array(y: Any) -> NDArray[Any]:
    values = np.asarray(y)
    if values.dtype.kind == "U" and not hasattr(y, "dtype"):
        # Of a list, numpy makes strings of all: a missing label would be called «nan».
        return np.asarray(y, dtype=object)
    return values


def _column(values: NDArray[Any]) -> NDArray[Any]:
    from sklearn.utils.multiclass import check_classification_targets
    from sklearn.utils.validation import assert_all_finite, column_or_1d

    labels: NDArray[Any] = column_or_1d(values, warn=True)
    _refuse_missing(labels)
    if len({isinstance(label, str) for label in labels.tolist()}) > 1:
        raise InputError("y mixes strings with what is none: make strings of all labels")
    assert_all_finite(labels, input_name="y")
    check_classification_targets(labels)
    return labels


def _refuse_missing(labels: NDArray[Any]) -> None:
    import pandas as pd

    empty = pd.isna(labels) | (_strings(labels) == "")
    if empty.any():
        rows = int(empty.sum())
        raise InputError(f"Input y contains NaN or empty labels, {rows} of them: drop these rows")


def _strings(values: NDArray[Any]) -> NDArray[Any]:
    import pandas as pd

    found = ["" if pd.isna(v) else name_of(v) for v in values.tolist()]
    return np.array(found, dtype=object)
