"""How far the data can be trusted."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import numpy as np

from tsur_nlp.report.frame import View
from tsur_nlp.report.html.markup import Html, el
from tsur_nlp.report.html.words import number, percent

_PLACE = ("municipality", "district", "settlement", "street")
_ALWAYS = frozenset({"rows", "errors", "placeless", "not_appeals", "needs_review"})
_TITLES = ("Показатель", "Строк", "Доля", "Что это значит")


def quality(view: View, extra: Mapping[str, object] | None) -> Html:
    """Count what is wrong or missing; ``extra`` adds the caller's own rows (name → value)."""
    total = len(view)
    rows = [
        _row(_names()[key], count, total)
        for key, count in defects(view).items()
        if count or key in _ALWAYS
    ]
    rows += [_extra(name, value) for name, value in (extra or {}).items()]
    head = [
        el("th", title, scope="col", class_="n" if title in ("Строк", "Доля") else None)
        for title in _TITLES
    ]
    table = el("table", el("thead", el("tr", head)), el("tbody", rows), class_="quality")
    label = "Качество данных"
    return el("div", table, class_="scroll", tabindex=0, role="group", aria_label=label)


def defects(view: View) -> dict[str, int]:
    """Count rows by what is wrong with them; the keys are those of ``data/quality.json``."""
    placeless = np.all([view.texts(name) == "" for name in _PLACE], axis=0)
    pointless = np.isnan(view.numbers("lat"))
    named = view.texts("id")[view.texts("id") != ""].astype(str)
    return {
        "rows": len(view),
        "errors": int((view.texts("error") != "").sum()),
        "undated": int(np.isnat(view.dates("created_at")).sum()),
        "placeless": int((placeless & pointless).sum()),
        "topicless": int((view.texts("topic_group") == "").sum()),
        "not_appeals": int((~view.appeals).sum()),
        "needs_review": int(view.flags("needs_review").sum()),
        "repeated_ids": int(named.size - np.unique(named).size),
        "answered_early": int((view.dates("answered_at") < view.dates("created_at")).sum()),
    }


@lru_cache(maxsize=1)
def _names() -> dict[str, list[str]]:
    path = Path(__file__).with_name("data") / "quality.json"
    names: dict[str, list[str]] = json.loads(path.read_text(encoding="utf-8"))
    return names


def _row(said: list[str], count: int, total: int) -> Html:
    name, why = said
    return el(
        "tr",
        el("th", name, scope="row"),
        el("td", number(count), class_="n"),
        el("td", percent(count / total, 1) if total else "—", class_="n"),
        el("td", why),
    )


def _extra(name: str, value: object) -> Html:
    if isinstance(value, bool):
        said = "да" if value else "нет"
    elif isinstance(value, int | float):
        said = number(value, 2 if isinstance(value, float) else 0)
    else:
        said = str(value)
    return el("tr", el("th", name, scope="row"), el("td", said, class_="n"), el("td"), el("td"))
