"""The shipped model of answers, made from invented answers and from real ones read by hand.

usage: python -m tsur_nlp.train.answers.shipped [SHARED] [ANSWERS] [OUT]

SHARED holds ``data/`` (../shared; without it the invented answers are learned from alone), ANSWERS
is data/answers, OUT is models/answers-ru.
"""

from __future__ import annotations

import hashlib
import platform
import sys
from collections import Counter
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from tsur_nlp.answers import nearness
from tsur_nlp.classify import TopicClassifier
from tsur_nlp.records import ANSWER_KINDS
from tsur_nlp.train.answers.fit import PENALTY, fit_answers
from tsur_nlp.train.answers.labelled import LabelledAnswer, masked, read_answers
from tsur_nlp.train.answers.nearness import fit_on_point

if TYPE_CHECKING:
    from numpy.typing import NDArray

SEED = 20210228
_PACKAGES = ("tsur-nlp", "numpy", "scikit-learn", "pymorphy3")
_SOURCES = (
    "data/answers: ответы органов власти, придуманные для этого проекта",
    "Санкт-Петербург, «Наш Санкт-Петербург», 18.10.2020–28.02.2021: ответы, прочитанные вручную "
    "для этого проекта (data/answers/petersburg_read.csv) и в разметке answers_dev.csv",
)


def train(shared: Path, folder: Path, out: Path) -> Path:
    """Train and write the artifact; return its folder."""
    answers = masked(read_answers(folder, shared))
    classifier = TopicClassifier()
    near = nearness(classifier, [a.question for a in answers], [a.answer for a in answers])
    model = fit_answers(answers, fit_on_point(answers, near), seed=SEED)
    figures = figures_of(answers, model.unseen)
    return model.save(out, meta=_meta(answers, figures), card=_card(out.name, answers, figures))


def figures_of(
    answers: Sequence[LabelledAnswer], unseen: NDArray[np.float64]
) -> dict[str, dict[str, float]]:
    """Return accuracy and macro F1 on unseen answers, by source."""
    from sklearn.metrics import f1_score

    kinds = np.array([ANSWER_KINDS.index(answer.kind) for answer in answers])
    said, sources = unseen.argmax(axis=1), np.array([answer.source for answer in answers])
    found = {}
    for source in sorted(set(sources)):
        rows = sources == source
        often = [k for k, n in Counter(kinds[rows].tolist()).items() if n >= 5]
        macro = f1_score(kinds[rows], said[rows], labels=often, average="macro", zero_division=0)
        accuracy = float((kinds[rows] == said[rows]).mean())
        found[source] = {
            "rows": int(rows.sum()),
            "accuracy": round(accuracy, 4),
            "macro_f1": round(float(macro), 4),
        }
    return found


def _meta(answers: Sequence[LabelledAnswer], figures: dict[str, Any]) -> dict[str, Any]:
    told = "\n".join(f"{a.source}\t{a.kind}\t{a.weight}\t{a.answer}" for a in answers)
    return {
        "language": "ru",
        "data": {
            "sources": list(_SOURCES),
            "rows": len(answers),
            "sha256": hashlib.sha256(told.encode()).hexdigest(),
        },
        "seed": SEED,
        "penalty": PENALTY,
        "versions": {"python": platform.python_version(), **{p: version(p) for p in _PACKAGES}},
        "metrics": {"unseen": figures},
    }


def _card(name: str, answers: Sequence[LabelledAnswer], figures: dict[str, Any]) -> str:
    rows = "\n".join(
        f"| {source} | {f['rows']} | {f['accuracy']:.3f} | {f['macro_f1']:.3f} |"
        for source, f in figures.items()
    )
    sources = "\n".join(f"- {source}" for source in _SOURCES)
    counts = ", ".join(f"{k} — {sum(a.kind == k for a in answers)}" for k in ANSWER_KINDS)
    return (
        f"# {name}\n\nВид ответа органа власти: {', '.join(ANSWER_KINDS)}.\n\n"
        f"## Данные\n\n{sources}\n\nСтрок {len(answers)}: {counts}. Личные данные скрыты до "
        "обучения, имена людей в словарь не попадают.\n\n"
        "## На ответах, которых модель не видела\n\nПять частей; ответы, которые различаются "
        "только числами, — в одной. «F1 макро» — по видам, у которых пять строк и больше.\n\n"
        f"| источник | строк | точность | F1 макро |\n|---|---|---|---|\n{rows}\n\n"
        "## Чего не умеет\n\nГраница «отказ / не подтвердилось / разъяснение» спорна и для людей. "
        "Отписки портала «Наш Санкт-Петербург» в разметке не встретились: этот вид выучен на "
        "придуманных ответах. «По существу ли ответ» судится по сходству тем вопроса и ответа: "
        "это подсказка, а не приговор.\n"
    )


def main(arguments: Sequence[str]) -> Path:
    """Train by the paths of the command line."""
    paths = [Path(argument) for argument in arguments]
    defaults = [Path("../shared"), Path("data/answers"), Path("models/answers-ru")]
    shared, folder, out = [*paths, *defaults[len(paths) :]]
    return train(shared, folder, out)


if __name__ == "__main__":
    sys.stdout.write(f"{main(sys.argv[1:])}\n")
