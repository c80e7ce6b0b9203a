"""Who answers for a message: the three likeliest bodies, how sure that is, and what decided."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from tsur_nlp.artifacts import Artifact, load
from tsur_nlp.respond.bodies.recommend.counts import Matrix
from tsur_nlp.respond.bodies.recommend.kinds import kinds
from tsur_nlp.respond.bodies.recommend.mixture import Mixture, likeliest, softmax
from tsur_nlp.respond.bodies.recommend.past import logarithm
from tsur_nlp.respond.bodies.recommend.reading import Reader, TextModel, headed
from tsur_nlp.respond.bodies.routes import Routes

if TYPE_CHECKING:
    import pandas as pd

KIND = "bodies"
TEXT = "text"
"""Folder of the text model, inside that of the recommender."""

COLUMNS = ("assignee", "confidence", "alternatives", "why")
RULE, PAST, READ = "правило", "прошлое", "текст"
SHOWN = 3
_DIGITS = 6

_CHUNK = 1_000_000
"""Numbers in one matrix: so many messages are taken together as give about so many of them."""

Alternatives = tuple[tuple[str, float], ...]
Shown = tuple[str, float, Alternatives, str]


class Recommender:
    """Recommends bodies by what was decided before and, with a text model, by what is written.

    Args:
        mixture: what was learned (see `load`).
        text: a classifier trained on bodies, the one that was trained together with the mixture.
        routes: rules that are always obeyed.
    """

    def __init__(
        self, mixture: Mixture, *, text: TextModel | None = None, routes: Routes | None = None
    ) -> None:
        self._mixture = mixture
        self._reader = Reader(text, self.bodies) if text else None
        self._routes = routes

    @classmethod
    def load(
        cls,
        artifact: str | Path | Artifact,
        *,
        text: TextModel | None = None,
        routes: Routes | None = None,
    ) -> Recommender:
        """Load a model folder; its text model (see `text_folder`) is given apart.

        Raises:
            ArtifactError: there is no such folder, or it is of another kind, cut or changed.
        """
        found = artifact if isinstance(artifact, Artifact) else load(artifact, kind=KIND)
        return cls(Mixture.of(found), text=text, routes=routes)

    @property
    def bodies(self) -> tuple[str, ...]:
        """The bodies that can be recommended without a rule."""
        return self._mixture.past.bodies

    def recommend(self, facts: pd.DataFrame) -> pd.DataFrame:
        """Return for every message a body, its probability, the likeliest three, and what decided.

        Columns: ``assignee``, ``confidence``, ``alternatives`` (pairs of a body and its
        probability, best first), ``why`` («правило», «прошлое», «текст»: what spoke most for the
        body). What a message does not say (empty, NaN) is left out of account.
        """
        import pandas as pd

        found = [row for chunk in self._chunks(facts) for row in self._shown(chunk)]
        if self._routes is not None:
            ruled = self._routes.bodies(facts).tolist()
            found = [
                (body, 1.0, ((body, 1.0),), RULE) if body else row
                for body, row in zip(ruled, found, strict=True)
            ]
        table = pd.DataFrame(found, index=facts.index, columns=list(COLUMNS), dtype=object)
        return table.astype({"confidence": float})

    def probabilities(self, facts: pd.DataFrame) -> Matrix:
        """Return the probability of every body for every message, whatever the rules say."""
        scored = (self._scores(chunk) for chunk in self._chunks(facts))
        parts = [softmax(prior + past) for prior, past, _ in scored]
        return np.concatenate(parts) if parts else np.zeros((0, len(self.bodies)), np.float32)

    def _chunks(self, facts: pd.DataFrame) -> Iterator[pd.DataFrame]:
        size = max(1, _CHUNK // len(self.bodies))
        return (facts.iloc[i : i + size] for i in range(0, len(facts), size))

    def _shown(self, facts: pd.DataFrame) -> Iterator[Shown]:
        prior, past, written = self._scores(facts)
        probability = softmax(prior + past)
        best = likeliest(probability, SHOWN)
        sure = np.take_along_axis(probability, best, axis=1).astype(float).round(_DIGITS).tolist()
        names = np.array(self.bodies, dtype=object)[best].tolist()
        by_text = written & (_lead(prior, best[:, 0]) > _lead(past, best[:, 0]))
        for bodies, shares, read in zip(names, sure, by_text.tolist(), strict=True):
            pairs = tuple(zip(bodies, shares, strict=True))
            yield bodies[0], shares[0], pairs, READ if read else PAST

    def _scores(self, facts: pd.DataFrame) -> tuple[Matrix, Matrix, NDArray[np.bool_]]:
        """Return what the prior and what the past say, and where the prior is a text."""
        said = self._mixture.past.says(kinds(facts))
        usual = np.tile(logarithm(self._mixture.past.usual), (len(facts), 1))
        prior, past = self._mixture.without_text.scores(usual, said)
        texts = headed(facts) if self._reader else []
        written = np.array([bool(text) for text in texts] or [False] * len(facts), dtype=bool)
        if self._reader and written.any():
            read = logarithm(self._reader.shares([text for text in texts if text]))
            own = {name: one[written] for name, one in said.items()}
            prior[written], past[written] = self._mixture.with_text.scores(read, own)
        return prior, past, written


def text_folder(artifact: Artifact) -> Path | None:
    """Return where the text model of a recommender is, if it was trained with one."""
    return artifact.path / TEXT if artifact.meta.get("text") else None


def _lead(scores: Matrix, best: NDArray[np.intp]) -> NDArray[np.float32]:
    """Return how far a body is above the mean of all."""
    lead: NDArray[np.float32] = scores[np.arange(len(best)), best] - scores.mean(axis=1)
    return lead
