# ruff: noqa: N803 (scikit-learn names the texts X)
"""The library's training as a scikit-learn estimator of texts.

Nothing is learned here in another way: `fit` is `train_and_save`, prediction is `TopicClassifier`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Self

import numpy as np
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.metrics import accuracy_score
from sklearn.utils.validation import check_is_fitted

from tsur_nlp import artifacts
from tsur_nlp.artifacts import Artifact
from tsur_nlp.classify import TopicClassifier
from tsur_nlp.classify.decide import decide
from tsur_nlp.classify.heads import Heads, Probabilities
from tsur_nlp.classify.weights import KIND
from tsur_nlp.records import Topic
from tsur_nlp.train.api import train_and_save
from tsur_nlp.train.datasets import NOT_APPEAL, mask_texts, name_of
from tsur_nlp.train.inputs import Targets, as_options, as_texts, labelled_rows, warn_alike
from tsur_nlp.train.options import DEFAULTS, SEED
from tsur_nlp.train.warm_start.older import Older

if TYPE_CHECKING:
    from numpy.typing import NDArray

_NAME = "topics"
_WRITTEN = ("id", "kind", "protocol", "files")
"""What `artifacts.save` says in ``meta.json`` by itself."""


class TopicEstimator(ClassifierMixin, BaseEstimator):  # type: ignore[misc]  # sklearn is untyped
    """Topics of texts, for grid search, cross-validation and pipelines of scikit-learn.

    Args:
        penalty: the price of an error in the heads.
        folds: fifths of the rows predicted unseen for the calibration; ``None``: by their number.
        seed: of everything random.
        mask: mask personal data first; false where the texts are masked already.
        review_precision: ``needs_review`` as in `TopicClassifier`; read by ``fit``.
        verbose: show the steps of training on a terminal.
        warm_start: id or path of an older model to take the scores of shared labels from, as in
            `train_from_frame`. It is no flag: a second ``fit`` forgets the first.

    After ``fit``: ``classes_`` (the first level), ``topics_`` (pairs of the second, if any),
    ``artifact_``, ``card_``, ``classifier_``. The label «Не обращение» is learned apart, as in
    `train_from_frame`; it takes its share of the probability before the other labels share theirs.

    >>> places = ["в нашем доме", "у школы", "на Мира", "во дворе", "в центре", "в посёлке"]
    >>> faults = {"Вода": ["нет воды", "ржавая вода"], "Дороги": ["яма на дороге", "дорога в ямах"]}
    >>> rows = [(f"{f} {p}", name) for name, fs in faults.items() for f in fs for p in places]
    >>> texts, labels = zip(*rows)
    >>> estimator = TopicEstimator(folds=2).fit(texts, labels)
    >>> estimator.predict(["снова нет воды", "объезжаем ямы"]).tolist()
    ['Вода', 'Дороги']
    """

    def __init__(
        self,
        *,
        penalty: float = DEFAULTS.penalty,
        folds: int | None = DEFAULTS.folds,
        seed: int = SEED,
        mask: bool = True,
        review_precision: float = 0.95,
        verbose: bool = False,
        warm_start: str | Path | None = None,
    ) -> None:
        self.penalty = penalty
        self.folds = folds
        self.seed = seed
        self.mask = mask
        self.review_precision = review_precision
        self.verbose = verbose
        self.warm_start = warm_start

    @classmethod
    def from_artifact(cls, path: str | Path, **params: Any) -> Self:
        """Take a trained model, by the id or path of its folder, as a fitted estimator."""
        artifact, card = _read(path)
        kept = {name: artifact.meta[name] for name in ("penalty", "seed") if name in artifact.meta}
        return cls(**{**kept, **params})._hold(artifact, card)

    def fit(self, X: Sequence[str], y: Any) -> Self:
        """Train on texts and their labels, of one level or of two (two columns).

        A missing topic of the second level is «not known»; a missing label is refused.

        Raises:
            ArtifactError: there is nothing to start from under the name ``warm_start``.
            InputError: ``X``, ``y`` or a parameter cannot be used.
            TrainingError: the rows do not allow training.
        """
        options = as_options(self.penalty, self.folds, self.seed, self.review_precision)
        start: Any = self.warm_start
        if start is False:  # scikit-learn's own checks say «cold» so
            start = None
        if start is not None:
            Older.load(start)
        options = replace(options, warm_start=start)
        texts = as_texts(X)
        targets = Targets.of(y, len(texts))
        classes = targets.classes
        labelled = labelled_rows(texts, targets, self.mask)
        warn_alike(labelled)
        levels = "одного уровня" if targets.topics is None else "двух уровней"
        sources = [f"TopicEstimator: {len(texts)} строк, метки {levels}"]
        with TemporaryDirectory() as folder:
            path, say = Path(folder) / _NAME, self.verbose
            train_and_save(labelled, path, sources=sources, options=options, progress=say)
            artifact, card = _read(path)
        return self._hold(replace(artifact, path=Path(_NAME)), card, classes)

    def predict(self, X: Sequence[str]) -> NDArray[Any]:
        """Return the most probable labels; with two levels, rows of a label and its topic."""
        found = self._probabilities(X)
        labels = self.classes_[self._columns(found).argmax(axis=1)]
        return self._with_topics(labels, found) if self.topics_ else labels

    def predict_proba(self, X: Sequence[str]) -> NDArray[np.float64]:
        """Return the probabilities of the first level, in the order of ``classes_``."""
        return self._columns(self._probabilities(X))

    def predict_topics(self, X: Sequence[str]) -> list[Topic]:
        """Return the whole answers: alternatives, appeal or not, ask a person or not."""
        check_is_fitted(self)
        return list(self.classifier_.map(self._masked(X)))

    def score(self, X: Sequence[str], y: Any, sample_weight: Any = None) -> float:
        """Return the share of right rows; with two levels both must be, where both are known."""
        said = self.predict(X)
        targets = Targets.of(y, len(said))
        if said.ndim == 1:
            return float(accuracy_score(targets.labels, said, sample_weight=sample_weight))
        right = targets.labels == said[:, 0]
        if targets.topics is not None:
            right &= (targets.topics == said[:, 1]) | (targets.topics == "")
        return float(np.average(right, weights=sample_weight))

    def save(self, path: str | Path) -> Path:
        """Write the model's folder, for `TopicClassifier` and ``tsur-nlp score --model``."""
        check_is_fitted(self)
        known = self.artifact_
        old, new = known.meta["id"], Path(path).name
        return artifacts.save(
            path,
            kind=KIND,
            meta={name: value for name, value in known.meta.items() if name not in _WRITTEN},
            arrays=known.arrays,
            tables=known.tables,
            card=self.card_.replace(f"«{old}»", f"«{new}»", 1),
        )

    def _hold(self, artifact: Artifact, card: str, classes: NDArray[Any] | None = None) -> Self:
        """Become fitted; ``classes`` are the labels as the caller wrote them."""
        self.artifact_, self.card_ = artifact, card
        self.classifier_ = TopicClassifier(artifact, review_precision=self.review_precision)
        pairs = self.classifier_.labels
        self._heads = Heads.of(artifact.tables["heads"])
        names = [*self._heads.groups, *([NOT_APPEAL] if self._heads.appeal else [])]
        given = np.array(sorted(names), dtype=object) if classes is None else classes
        # A label none of whose texts has a word was not learned.
        self.classes_ = given[[name_of(label) in names for label in given.tolist()]]
        self._order = [names.index(name_of(label)) for label in self.classes_.tolist()]
        self.topics_ = pairs if self._heads.topics else ()
        return self

    def _masked(self, X: Sequence[str]) -> list[str]:
        texts = as_texts(X)
        return mask_texts(texts) if self.mask else texts

    def _probabilities(self, X: Sequence[str]) -> Probabilities:
        check_is_fitted(self)
        return self.classifier_.probabilities(self._masked(X))

    def _with_topics(self, labels: NDArray[Any], found: Probabilities) -> NDArray[Any]:
        topics = decide(self._heads, found, np.ones(len(labels), dtype=bool), review_below=0.0)
        rows = zip(labels.tolist(), topics, strict=True)
        pairs = [(label, "" if label == NOT_APPEAL else topic.name) for label, topic in rows]
        return np.array(pairs, dtype=object)

    def _columns(self, found: Probabilities) -> NDArray[np.float64]:
        columns = found.groups
        if self._heads.appeal:
            appeal = found.appeal[:, None]
            columns = np.hstack([columns * appeal, 1 - appeal])
        result: NDArray[np.float64] = columns[:, self._order]
        return result

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.input_tags.one_d_array = tags.input_tags.string = True
        tags.input_tags.two_d_array = False
        return tags

    def _more_tags(self) -> dict[str, Any]:
        """Say the same to scikit-learn 1.5."""
        return {"X_types": ["string"]}


def _read(path: str | Path) -> tuple[Artifact, str]:
    artifact = artifacts.load(path, kind=KIND)
    card = artifact.path / "card.md"
    return artifact, card.read_text(encoding="utf-8") if card.is_file() else ""
