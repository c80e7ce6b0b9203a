"""What the command line and a notebook call: train a recommender on facts, write its folder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tsur_nlp import artifacts
from tsur_nlp.report.words import fixed, percent
from tsur_nlp.respond.bodies.recommend import KIND, TEXT
from tsur_nlp.train.bodies.card import card_of, meta_of
from tsur_nlp.train.bodies.fit import OPTIONS, BodyModel, fit_bodies
from tsur_nlp.train.bodies.rows import read_rows
from tsur_nlp.train.card import meta_of as text_meta
from tsur_nlp.train.datasets import Mask
from tsur_nlp.train.fit import Progress
from tsur_nlp.train.options import SEED
from tsur_nlp.train.unseen import evaluate_unseen

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class BodyReport:
    """Where the recommender is, and the model that was written there."""

    path: Path
    model: BodyModel

    def as_dict(self) -> dict[str, Any]:
        """Plain dict for JSON."""
        metrics = {
            "unseen": self.model.unseen.as_dict(),
            "custom": self.model.custom.as_dict(),
        }
        rows, bodies = len(self.model.rows.numbers), len(self.model.rows.bodies)
        return {"path": str(self.path), "rows": rows, "bodies": bodies, "metrics": metrics}

    def summary(self) -> str:
        """Return the report as lines for the terminal, in Russian."""
        model, unseen, custom = self.model, self.model.unseen, self.model.custom
        return "\n".join(
            [
                f"модель: {self.path}",
                f"строк с исполнителем {len(model.rows.numbers)}, "
                f"исполнителей {len(model.rows.bodies)}",
                f"проверено на {unseen.rows} строках, {model.holdout.said()}",
                f"верен первый {percent(unseen.top1, 1)}, один из трёх {percent(unseen.top3, 1)}, "
                f"ошибка калибровки {fixed(unseen.ece, 3)}",
                f"для сравнения, самый частый исполнитель группы тем в районе: "
                f"{percent(custom.top1, 1)} и {percent(custom.top3, 1)}",
            ]
        )


def train_bodies(
    facts: pd.DataFrame,
    out: str | Path,
    *,
    sources: Sequence[str] = (),
    seed: int = SEED,
    mask: Mask | None = None,
    progress: Progress | None = None,
) -> BodyReport:
    """Train a recommender on canonical rows (`tsur_nlp.exports.facts`) whose ``assignee`` is known.

    Train on topics and places of the kind that will be there when it is asked: given ones where
    officials fill them in first, predicted ones where the recommendation comes before.

    Raises:
        InputError: ``out`` is a file.
        TrainingError: the rows do not allow training.
    """
    artifacts.refuse_file(out)
    rows = read_rows(facts, mask=mask)
    model = fit_bodies(rows, replace(OPTIONS, seed=seed), progress=progress)
    return BodyReport(save(model, out, sources or [f"таблица из {len(facts)} строк"]), model)


def save(model: BodyModel, out: str | Path, sources: Sequence[str]) -> Path:
    """Write the folder of a recommender, and in it that of its text model."""
    path, reader = Path(out), model.reader
    if reader:
        reader.save(path / TEXT, meta=text_meta(reader, evaluate_unseen(reader), sources))
    meta = meta_of(model, sources)
    weights = {
        "with_text": model.mixture.with_text.as_table(),
        "without_text": model.mixture.without_text.as_table(),
    }
    return artifacts.save(
        path,
        kind=KIND,
        meta=meta,
        arrays=model.mixture.past.arrays(),
        tables={"bodies": list(model.rows.bodies), "weights": weights},
        card=card_of(path.name, meta, model),
    )
