"""The model card, in Russian, written from the run that made the model."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Sequence
from importlib.metadata import version
from typing import Any

from tsur_nlp.report.words import fixed, percent
from tsur_nlp.train.alike import alike_labels, alike_said
from tsur_nlp.train.counts import Counts
from tsur_nlp.train.evaluate import Evaluation
from tsur_nlp.train.fit import TrainedModel
from tsur_nlp.train.metrics import Figures
from tsur_nlp.train.splits import TimeSplit
from tsur_nlp.train.warm_start.told import Warmth

RARE_SAID = (
    "У этих меток меньше трёх разных строк. Они остаются в модели: она на них учится и может их "
    "назвать, но узнаёт редко. Когда метку измеряют, её строки отложены, и учиться почти не на "
    "чем — поэтому такие метки тянут вниз «F1 макро». Что делать: добавить строк хотя бы до "
    "десяти, слить с близкой меткой или убрать из разметки."
)
"""What happens to rare labels, for the card and the page."""

BY_WORDS = "Тексты с одинаковыми словами всегда по одну сторону разбиения."

_NAMED = 40
_PACKAGES = ("tsur-nlp", "numpy", "scipy", "scikit-learn", "natasha", "pymorphy3")


def meta_of(
    model: TrainedModel,
    evaluation: Evaluation,
    sources: Sequence[str],
    split: TimeSplit | None = None,
) -> dict[str, Any]:
    """Return what ``meta.json`` says besides the files: data, seed, versions, figures."""
    labelled = model.labelled
    return {
        "language": "ru",
        "data": {
            "sources": list(sources),
            "rows": labelled.rows,
            "distinct": len(labelled.examples),
            "without_text": labelled.skipped.without_text,
            "without_label": labelled.skipped.without_label,
            "sha256": _digest(model),
        },
        "labels": {"first": len(labelled.labels), "second": len(labelled.pairs)},
        "seed": model.options.seed,
        "penalty": model.options.penalty,
        "versions": {"python": platform.python_version(), **{p: version(p) for p in _PACKAGES}},
        "metrics": {"unseen": evaluation.as_dict()},
        **({"split": split.as_dict()} if split else {}),
        **({"warm_start": Warmth.of(model.warm).as_dict()} if model.warm else {}),
    }


def measured_on(model: TrainedModel, split: TimeSplit | None = None) -> str:
    """Say in Russian on which rows the figures are, and what an older model had to do with them."""
    said = _rows_said(model, split)
    return f"{said} {Warmth.of(model.warm).said()}" if model.warm else said


def _rows_said(model: TrainedModel, split: TimeSplit | None) -> str:
    if split:
        return f"{split.said()} {BY_WORDS}"
    rows, distinct = len(model.unseen_rows), len(model.labelled.examples)
    part = "все разные строки" if rows == distinct else f"{rows} из {distinct} разных строк"
    examples = [model.labelled.examples[row] for row in model.unseen_rows.tolist()]
    others = sum(not example.label for example in examples)
    left = f"«Не обращение» ({others}) в показатели не входит. " if others else ""
    return f"Перекрёстная проверка: {part} модель предсказала, не видя их. {left}{BY_WORDS}"


def card_of(
    name: str,
    meta: dict[str, Any],
    model: TrainedModel,
    evaluation: Evaluation,
    split: TimeSplit | None = None,
) -> str:
    """Return ``card.md``: what the model is for, its data, its figures, its limits."""
    data, versions = meta["data"], meta["versions"]
    parts = [
        f"# Модель тем «{name}»",
        "Определяет по тексту обращения группу тем и тему (если у модели два уровня), с "
        "вероятностями и запасными вариантами. Персональные данные в текстах замаскированы до "
        "обучения; имён людей и длинных чисел в словаре модели нет.",
        "## Данные",
        "\n".join(f"- {source}" for source in data["sources"]),
        f"Обучение: {Counts.of(model.labelled).said()}; меток первого уровня "
        f"{meta['labels']['first']}, второго {meta['labels']['second']}. "
        f"sha256 обучающей выборки `{data['sha256']}`, зерно {meta['seed']}.",
        "## Качество на строках, которых модель не видела",
        measured_on(model, split),
        _table(evaluation),
        "### По меткам первого уровня",
        _labels(evaluation),
        "### Что с чем путает",
        "\n".join(f"- «{a}» принято за «{b}»: {n}" for a, b, n in evaluation.confusion[:15])
        or "Ошибок нет.",
        "## Когда решает человек",
        _review(model, evaluation),
        "## Ограничения",
        _limits(model),
        "## Версии",
        ", ".join(f"{package} {number}" for package, number in versions.items()),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _table(evaluation: Evaluation) -> str:
    head = (
        "| уровень | строк | точность | F1 взвеш. | F1 макро | в первых трёх | ошибка калибровки "
        "| доля без человека при 95 % верных |\n|---|---|---|---|---|---|---|---|"
    )
    rows = [_row("первый", evaluation.group)]
    if evaluation.topic:
        rows.append(_row("второй", evaluation.topic))
    return "\n".join([head, *rows])


def _row(name: str, values: Figures) -> str:
    numbers = (
        *(values.accuracy, values.weighted_f1, values.macro_f1),
        *(values.top3, values.ece, values.coverage95),
    )
    return f"| {name} | {values.rows} | " + " | ".join(fixed(n, 3) for n in numbers) + " |"


def _labels(evaluation: Evaluation) -> str:
    head = "| метка | строк | точность | полнота | F1 |\n|---|---|---|---|---|"
    rows = [
        f"| {x.label} | {x.rows} | "
        + " | ".join(fixed(n, 2) for n in (x.precision, x.recall, x.f1))
        + " |"
        for x in evaluation.labels
    ]
    return "\n".join([head, *rows])


def _review(model: TrainedModel, evaluation: Evaluation) -> str:
    lines = [
        f"- {percent(float(precision))} верных: уверенность не ниже {fixed(threshold, 3)}"
        if threshold <= 1
        else f"- {percent(float(precision))} верных на проверке не достигнуто: решает человек"
        for precision, threshold in model.review.items()
    ]
    doubt = evaluation.decided.doubt() if evaluation.decided else ""
    said = "Порог уверенности в группе для заданной доли верных решений:\n\n" + "\n".join(lines)
    return f"{said}\n\nПри 95 %: {doubt}." if doubt else said


def _limits(model: TrainedModel) -> str:
    found = alike_labels(model.labelled)
    double = f"\n\nВнимание: {alike_said(found)}." if found else ""
    rare = model.labelled.rare
    if not rare:
        return f"Меток, у которых меньше трёх строк, нет.{double}"
    names = "; ".join(f"{name} ({rows})" for name, rows in rare[:_NAMED])
    more = f" и ещё {len(rare) - _NAMED} (все — в report.html)" if len(rare) > _NAMED else ""
    return f"Редкие метки ({len(rare)}): {names}{more}.\n\n{RARE_SAID}{double}"


def _digest(model: TrainedModel) -> str:
    rows = json.dumps([list(example) for example in model.labelled.examples], ensure_ascii=False)
    return hashlib.sha256(rows.encode("utf-8")).hexdigest()
