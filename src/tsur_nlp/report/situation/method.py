"""How the numbers were made, in plain words, with the settings."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from tsur_nlp.report.html.markup import Html, el
from tsur_nlp.report.numbers.frame import View
from tsur_nlp.report.words import NBSP, counted, long_date, number

_UNITS = {"municipality": "муниципалитет", "district": "район", "settlement": "населённый пункт"}
_TERMS = "Сроки ответа"
_OF_APPEALS = ("обращения", "обращений", "обращений")


@lru_cache(maxsize=1)
def _said() -> list[list[str]]:
    path = Path(__file__).with_name("data") / "method.json"
    paragraphs: list[list[str]] = json.loads(path.read_text(encoding="utf-8"))
    return paragraphs


def method(
    view: View, settings: Mapping[str, object] | None, *, drawn: str, deadlines: int | None = None
) -> Html:
    """Explain each number, then list the settings that were used.

    ``drawn`` says what the map is drawn of; ``deadlines`` of how many appeals the term is known.
    """
    asked = dict(settings or {})
    if deadlines is not None and _TERMS in asked:
        asked[_TERMS] = f"{asked[_TERMS]}; {_known(deadlines)}"
    rows: list[tuple[str, object]] = [
        ("День отчёта", long_date(view.as_of) if view.as_of else "не определён"),
        ("Дней в данных", number(view.span)),
        ("Территориальная единица", _UNITS.get(view.unit, view.unit)),
        ("Карта", drawn),
        *asked.items(),
    ]
    told = [el("div", el("dt", name), el("dd", said)) for name, said in _said()]
    used = [el("div", el("dt", name), el("dd", str(value))) for name, value in rows]
    return el(
        "div",
        el("dl", told, class_="method"),
        el("h3", "Настройки этого отчёта"),
        el("dl", used, class_="totals settings"),
    )


def _known(deadlines: int) -> str:
    if not deadlines:
        return "срок не известен ни у одного обращения"
    return f"срок известен у{NBSP}{counted(deadlines, _OF_APPEALS)}"
