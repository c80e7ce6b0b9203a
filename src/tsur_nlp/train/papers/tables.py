"""Tables of the training report: labels, confusion, precision and share, rare labels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from tsur_nlp.report.html.markup import Html, el
from tsur_nlp.report.html.svg import share_bar
from tsur_nlp.report.words import counted, number, percent
from tsur_nlp.train.curves import Bin
from tsur_nlp.train.evaluate import Evaluation, Level
from tsur_nlp.train.metrics import LabelFigures

_LABELS = ("метка", "метки", "меток")
_SHOWN = 25
_PAIRS = 15
_HEAT = 12
_REST = "остальные"


def labels(rows: Sequence[LabelFigures]) -> Html:
    """Show every label, largest first."""
    body = [
        (row.label, number(row.rows), percent(row.precision), percent(row.recall), _f1(row.f1))
        for row in rows
    ]
    return _folded(("Метка", "Строк", "Точность", "Полнота", "F1"), body)


def _f1(value: float) -> Html:
    return el("span", f"{value:.2f}".replace(".", ","), share_bar(value))


def confusion(level: Level) -> Html:
    """Show the most frequent mistakes as rows."""
    sizes = {row.label: row.rows for row in level.labels}
    body = [
        (gold, said, number(count), percent(count / sizes[gold]))
        for gold, said, count in level.confusion[:_PAIRS]
    ]
    if not body:
        return el("p", "Ошибок нет.", class_="empty")
    return table(("Метка", "Принято за", "Строк", "Доля строк метки"), body, words=2)


def heat(level: Level) -> Html:
    """Show the largest labels against what the model made of them; the rest is summed up."""
    names = [row.label for row in level.labels[:_HEAT]]
    cells = _cells(level, set(names))
    shown = [*names, *([_REST] if any(_REST in pair and n for pair, n in cells.items()) else [])]
    corner = el("th", el("span", "Метка", class_="sr"), scope="col")
    head = [corner, *(el("th", str(n), scope="col") for n in range(1, len(shown) + 1))]
    body = [
        el("tr", el("th", f"{at}. {gold}", scope="row"), _heat_row(gold, shown, cells))
        for at, gold in enumerate(shown, 1)
    ]
    inside = el("table", el("thead", el("tr", head)), el("tbody", body), class_="heat")
    return _scroll(inside, "Что за что принято")


def _cells(level: Level, names: set[str]) -> Counter[tuple[str, str]]:
    cells: Counter[tuple[str, str]] = Counter()
    for row in level.labels:
        name = row.label if row.label in names else _REST
        cells[name, name] += row.rows
    for gold, said, count in level.confusion:
        own = gold if gold in names else _REST
        other = said if said in names else _REST
        cells[own, own] -= count
        cells[own, other] += count
    return cells


def _heat_row(gold: str, shown: Sequence[str], cells: Mapping[tuple[str, str], int]) -> list[Html]:
    total = max(sum(cells[gold, said] for said in shown), 1)
    return [
        el(
            "td",
            number(cells[gold, said]) if cells[gold, said] else "",
            class_="same" if said == gold != _REST else None,
            style=f"--s:{round(60 * cells[gold, said] / total)}%",
            title=f"{gold} → {said}",
        )
        for said in shown
    ]


def shares(evaluation: Evaluation, review: Mapping[str, float]) -> Html:
    """Show for each precision what share keeps it, and from which confidence of the group on."""
    second = evaluation.second.curves.shares if evaluation.second else ()
    body = []
    for at, (precision, share) in enumerate(evaluation.first.curves.shares):
        below = review.get(f"{precision:.2f}")
        border = f"{below:.2f}".replace(".", ",") if below is not None and below <= 1 else "—"
        found = [percent(precision), percent(share), border]
        body.append((*found, *([percent(second[at][1])] if second else [])))
    head = (
        "Верных",
        "Без человека",
        "Порог уверенности",
        *(["Без человека, второй уровень"] if second else []),
    )
    return table(head, body)


def bins(evaluation: Evaluation) -> Html:
    """Tell the calibration plot in numbers, folded away."""
    levels = [("первый", evaluation.first)]
    levels += [("второй", evaluation.second)] if evaluation.second else []
    body = [row for name, level in levels for row in _bins(name, level.curves.bins)]
    head = ("Уровень", "Строк", "Уверенность", "Верных")
    return el("details", el("summary", "Числа графика"), table(head, body))


def _bins(name: str, parts: Sequence[Bin]) -> list[tuple[str, ...]]:
    return [
        (name, number(part.rows), percent(part.confidence, 1), percent(part.right, 1))
        for part in parts
    ]


def rare(rows: Sequence[tuple[str, int]], measured: Sequence[LabelFigures]) -> Html:
    """List the rare labels and how many of their rows were recognised."""
    found = {row.label: row for row in measured}
    body = []
    for name, count in rows:
        row = found.get(name)
        right = f"{round(row.recall * row.rows)} из {row.rows}" if row else "не измерялось"
        body.append((name, number(count), right))
    return _folded(("Метка", "Разных строк", "Узнано"), body)


def _folded(head: Sequence[str], body: Sequence[Sequence[object]]) -> Html:
    """Show a table whole where it is short, its end folded away where it is long."""
    first, rest = body[:_SHOWN], body[_SHOWN:]
    more = el("summary", f"Ещё {counted(len(rest), _LABELS)}")
    return el("div", table(head, first), el("details", more, table(head, rest)) if rest else None)


def table(head: Sequence[str], body: Sequence[Sequence[object]], *, words: int = 1) -> Html:
    """Build a table; the first ``words`` columns are text, the others numbers."""
    heads = [
        el("th", name, scope="col", class_="n" if at >= words else None)
        for at, name in enumerate(head)
    ]
    rows = [
        el(
            "tr",
            el("th", row[0], scope="row"),
            [el("td", cell, class_="n" if at >= words else None) for at, cell in _after(row)],
        )
        for row in body
    ]
    inside = el("table", el("thead", el("tr", heads)), el("tbody", rows), class_="marks")
    return _scroll(inside, str(head[0]))


def _after(row: Sequence[object]) -> list[tuple[int, object]]:
    return list(enumerate(row))[1:]


def _scroll(inside: Html, label: str) -> Html:
    return el("div", inside, class_="scroll", tabindex=0, role="group", aria_label=label)
