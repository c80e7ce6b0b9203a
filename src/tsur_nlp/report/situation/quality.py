"""How far the data can be trusted: a verdict, what is wrong or missing, how exact places are."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from tsur_nlp.report.html.markup import Html, el
from tsur_nlp.report.html.svg import icon
from tsur_nlp.report.numbers.defects import LIMITS, Trust, defects, precisions, trust
from tsur_nlp.report.numbers.frame import View
from tsur_nlp.report.words import days, number, percent

_ALWAYS = frozenset({"rows", "errors", "placeless", "not_appeals", "needs_review"})
# What is said even where nothing is wrong.
_SAID = ("errors", "placeless", "topicless")
# Under so many days only the plainest problems are found; detection gains until some 140 days.
_YOUNG_DAYS = 60
_TITLES = {
    "Показатель": None,
    "Строк": "n",
    "Доля": "n",
    "Порог": "n wide-only",
    "Что это значит": None,
}


def caution(view: View) -> str:
    """Say what makes every number of the day wrong: rows that came twice; else ""."""
    share = trust(view).above.get("repeated_ids") if len(view) else None
    return f"Осторожно: {_told('repeated_ids', share, why=True)}." if share is not None else ""


def quality(view: View, extra: Mapping[str, object] | None) -> Html:
    """Say whether the data can be trusted, and count what is wrong or missing.

    ``extra`` adds the caller's own rows (name → value).
    """
    found = defects(view)
    rows = [_row(key, count, len(view)) for key, count in found.items() if count or key in _ALWAYS]
    rows += [_extra(name, value) for name, value in (extra or {}).items()]
    head = [el("th", title, scope="col", class_=kind) for title, kind in _TITLES.items()]
    table = el("table", el("thead", el("tr", head)), el("tbody", rows), class_="quality")
    label = "Качество данных"
    return el(
        "div",
        _verdict(trust(view), view) if len(view) else None,
        el("div", table, class_="scroll", tabindex=0, role="group", aria_label=label),
        _places(view) if len(view) else None,
    )


def _verdict(found: Trust, view: View) -> Html:
    level, word = ("green", "Данным можно верить") if found.good else ("orange", "Осторожно")
    reasons = [f"строк всего {number(len(view))}, судить по ним рано"] if found.few else []
    reasons += [_told(key, share, why=True) for key, share in found.above.items()]
    if found.silent_days:
        reasons.append(f"за последние четыре недели {days(found.silent_days)} без сообщений")
    if found.good:
        reasons = [_told(key, found.within[key]) for key in _SAID]
    told = f": {'; '.join(reasons)}.{_young(view.span)}"
    return el("p", icon(level), " ", el("b", word), told)


def _young(span: int) -> str:
    """Say that a short history hides the small problems; "" where it does not."""
    if not 0 < span < _YOUNG_DAYS:
        return ""
    more = "чтобы замечать и меньшее, нужно около пяти месяцев"
    return f" Данных {days(span)}: видно только самое заметное; {more}."


def _told(key: str, share: float, *, why: bool = False) -> str:
    name, harm = _texts()["verdict"][key]
    said = f"{name} {percent(share, 1)} строк (порог — {percent(LIMITS[key])})"
    return f"{said}: {harm}" if why else said


def _row(key: str, count: int, total: int) -> Html:
    name, why = _texts()["rows"][key]
    share, limit = (count / total if total else 0.0), LIMITS.get(key)
    worse = limit is not None and share > limit
    return el(
        "tr",
        el("th", name, scope="row"),
        el("td", number(count), class_="n"),
        el("td", percent(share, 1) if total else "—", class_="n"),
        el(
            "td", [icon("orange"), " выше "] if worse else None, _limit(limit), class_="n wide-only"
        ),
        el("td", why),
    )


def _limit(limit: float | None) -> str:
    return "" if limit is None else percent(limit)


def _extra(name: str, value: object) -> Html:
    if isinstance(value, bool):
        said = "да" if value else "нет"
    elif isinstance(value, int | float):
        said = number(value, 2 if isinstance(value, float) else 0)
    else:
        said = str(value)
    rest = [el("td"), el("td", class_="wide-only"), el("td")]
    return el("tr", el("th", name, scope="row"), el("td", said, class_="n"), rest)


def _places(view: View) -> Html:
    """Show down to what the places are known, and how many have a point."""
    total, names = len(view), _texts()["places"]
    found = [(names[key], count) for key, count in precisions(view).items() if count]
    told = [(name, f"{_percent(count / total)} · {number(count)}") for name, count in found]
    pointed = float(np.isfinite(view.numbers("lat")).mean())
    told.append(("Есть координаты", percent(pointed)))
    items = [el("div", el("dt", name), el("dd", said)) for name, said in told]
    lead = "До чего известно место; скопления ищутся по координатам."
    return el("div", el("p", lead, class_="note"), el("dl", items, class_="totals settings"))


def _percent(share: float) -> str:
    return percent(share, 0 if share >= 0.01 else 1)


@lru_cache(maxsize=1)
def _texts() -> dict[str, dict[str, Any]]:
    path = Path(__file__).with_name("data") / "quality.json"
    texts: dict[str, dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return texts
