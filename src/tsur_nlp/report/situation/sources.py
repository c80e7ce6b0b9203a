"""Where the messages came from."""

from __future__ import annotations

from collections import Counter

from tsur_nlp.report.html.markup import Html, el
from tsur_nlp.report.html.svg import share_bar
from tsur_nlp.report.numbers.frame import View
from tsur_nlp.report.words import number, percent

_SHOWN = 10


def sources(view: View) -> Html | None:
    """Count messages by source; ``None`` where no row names one."""
    counts = Counter(name or "Источник не указан" for name in view.texts("source"))
    if not any(view.texts("source")):
        return None
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    rest = sum(count for _, count in ordered[_SHOWN:])
    shown = [*ordered[:_SHOWN], *([("Другие источники", rest)] if rest else [])]
    total, most = len(view), shown[0][1]
    items = [
        el(
            "li",
            el("span", name),
            el("b", f"{number(count)} · {percent(count / total)}"),
            share_bar(count / most),
        )
        for name, count in shown
    ]
    return el("ol", items, class_="bars")
