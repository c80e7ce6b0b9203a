"""The card of a recommender, in Russian, written from the run that made it."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Sequence
from importlib.metadata import version
from typing import Any

import numpy as np

from tsur_nlp.report.words import fixed
from tsur_nlp.respond.bodies.recommend.counts import FEWEST
from tsur_nlp.train.bodies.figures import BodyFigures
from tsur_nlp.train.bodies.fit import BodyModel

_PACKAGES = ("tsur-nlp", "numpy", "scipy", "scikit-learn", "pandas")
_RARE = 10
_EXPERTS = {
    "prior": "текст (без текста — обычная доля исполнителя)",
    "topic": "прошлое темы",
    "unit": "прошлое темы в районе",
    "place": "прошлое места",
}


def meta_of(model: BodyModel, sources: Sequence[str]) -> dict[str, Any]:
    """Return what ``meta.json`` says besides the files: data, versions, figures."""
    return {
        "language": "ru",
        "data": {
            "sources": list(sources),
            "rows": len(model.rows.numbers),
            "bodies": len(model.rows.bodies),
            "sha256": _digest(model),
        },
        "text": model.reader is not None,
        "measured": "last rows" if model.holdout.by_time else "folds by words",
        "versions": {"python": platform.python_version(), **{p: version(p) for p in _PACKAGES}},
        "metrics": {"unseen": model.unseen.as_dict(), "custom": model.custom.as_dict()},
    }


def card_of(name: str, meta: dict[str, Any], model: BodyModel) -> str:
    """Return ``card.md``: what the model is for, its data, its figures, its limits."""
    data, versions = meta["data"], meta["versions"]
    parts = [
        f"# Модель исполнителей «{name}»",
        "Предлагает ответственного исполнителя по теме, месту и тому, как решали раньше"
        + (", и по тексту обращения" if meta["text"] else "")
        + ": три вероятных с уверенностью. Решает человек или его правило (файл маршрутов).",
        "## Данные",
        "\n".join(f"- {source}" for source in data["sources"]),
        f"Строк с исполнителем {data['rows']}, исполнителей {data['bodies']}. sha256 обучающей "
        f"выборки `{data['sha256']}`.",
        "## Качество на строках, которых модель не видела",
        f"Проверено на {model.unseen.rows} строках, {model.holdout.said()}.",
        _table(model),
        "## Чему она верит",
        _weights(model),
        "## Личные данные",
        "Исполнители — организации. Темы, улицы и дома хранятся хешами, только те, что "
        f"встретились не меньше {FEWEST} раз; в словаре модели текста нет имён людей и длинных "
        "чисел.",
        "## Ограничения",
        _limits(model),
        "## Версии",
        ", ".join(f"{package} {number}" for package, number in versions.items()),
    ]
    return "\n\n".join(parts) + "\n"


def _table(model: BodyModel) -> str:
    lines = [
        "| способ | строк | верен первый | один из трёх | ошибка калибровки "
        "| доля без человека при 95 % верных |",
        "|---|---|---|---|---|---|",
        _row("эта модель", model.unseen),
        _row("самый частый исполнитель группы тем в районе", model.custom),
    ]
    return "\n".join(lines)


def _row(name: str, found: BodyFigures) -> str:
    values = (found.top1, found.top3, found.ece, found.coverage95)
    return f"| {name} | {found.rows} | " + " | ".join(fixed(value, 3) for value in values) + " |"


def _weights(model: BodyModel) -> str:
    lines = ["| знание | вес, когда есть текст | вес без текста |", "|---|---|---|"]
    with_text, without = model.mixture.with_text.as_table(), model.mixture.without_text.as_table()
    for name, said in _EXPERTS.items():
        own = fixed(with_text[name], 2) if model.reader else "—"
        lines.append(f"| {said} | {own} | {fixed(without[name], 2)} |")
    return "\n".join(lines)


def _limits(model: BodyModel) -> str:
    times = np.bincount(model.rows.numbers, minlength=len(model.rows.bodies))
    rare = int((times < _RARE).sum())
    return (
        f"Исполнителей, у которых меньше {_RARE} строк, {rare}: их модель называет редко. "
        "Исполнителя, которого не было в обучении, она не назовёт; сменились полномочия — "
        "обучите заново или впишите правило."
    )


def _digest(model: BodyModel) -> str:
    digest = hashlib.sha256("\n".join(model.rows.bodies).encode())
    digest.update("\n".join(model.rows.keys).encode())
    for values in (model.rows.numbers, model.rows.moments, *model.rows.known.values()):
        digest.update(np.ascontiguousarray(values).tobytes())
    return digest.hexdigest()
