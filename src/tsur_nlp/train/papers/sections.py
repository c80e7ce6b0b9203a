"""Sections of the training report: what a number means, then the numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tsur_nlp.report.html.markup import Html, el
from tsur_nlp.report.words import counted, number
from tsur_nlp.train.card import RARE_SAID
from tsur_nlp.train.evaluate import Evaluation
from tsur_nlp.train.papers import charts, tables
from tsur_nlp.train.papers.learning_curve import Point

_ROWS = ("строка", "строки", "строк")
_GROWING = "новая разметка ещё окупается."
_UNSURE = "похоже, новая разметка ещё окупается, но это может быть и случайностью."
_FLAT = "новые строки почти ничего не добавят, полезнее перечитать сомнительные."
_WORTH = 1.0


def decided(evaluation: Evaluation, review: Mapping[str, float]) -> Html:
    """Tell what share can be left to the model, and at which precision."""
    said = (
        "Обращения упорядочены по уверенности модели. Чем больше доля, которую модель решает "
        "одна, тем больше среди решённого ошибок. Остальное помечается «нужна проверка»."
    )
    if doubt := evaluation.decided.doubt() if evaluation.decided else "":
        said += f" При 95 %: {doubt}."
    told = tables.shares(evaluation, review)
    return _pair(said, charts.decided(evaluation), told)


def calibration(evaluation: Evaluation) -> Html:
    """Tell whether the model knows how often it is right."""
    said = (
        "Если модель уверена на 80 %, она должна быть права в 80 случаях из 100: точки лежат на "
        "диагонали. Ниже диагонали — слишком самоуверенна, выше — осторожничает. Каждая точка — "
        "пятнадцатая часть строк; уверенность проверена на строках, по которым её не настраивали."
    )
    return _pair(said, charts.calibration(evaluation), tables.bins(evaluation))


def _pair(said: str, left: Html, right: Html) -> Html:
    return el("div", el("p", said, class_="said"), el("div", left, right, class_="pair"))


def labels(evaluation: Evaluation) -> Html:
    """Tell the figures of every label of both levels."""
    said = (
        "Точность — какая доля из названного моделью верна. Полнота — какую долю строк метки "
        "модель нашла. F1 — среднее из двух, которое тянет вниз худшее из них."
    )
    first = tables.labels(evaluation.first.labels)
    if not evaluation.second:
        return el("div", el("p", said, class_="said"), first)
    titles = [
        el("h3", name, class_="section-title") for name in ("Первый уровень", "Второй уровень")
    ]
    second = tables.labels(evaluation.second.labels)
    return el("div", el("p", said, class_="said"), titles[0], first, titles[1], second)


def confusion(evaluation: Evaluation) -> Html:
    """Tell what is taken for what."""
    parts = [
        el("p", "Строка — метка в разметке, столбец — что сказала модель.", class_="said"),
        tables.heat(evaluation.first),
        el("h3", "Самые частые ошибки", class_="section-title"),
        tables.confusion(evaluation.first),
    ]
    if evaluation.second:
        parts.append(el("h3", "Второй уровень", class_="section-title"))
        parts.append(tables.confusion(evaluation.second))
    return el("div", parts)


def learning(curve: Sequence[Point]) -> Html | None:
    """Tell what the last doubling of the rows gave; ``None`` where it was not measured."""
    if len(curve) < 2:
        return None
    half, full = curve[-2:]
    gained = 100 * (full.accuracy - half.accuracy)
    chance = 196 * (full.accuracy * (1 - full.accuracy) / full.measured) ** 0.5
    worth = _GROWING if gained >= max(chance, _WORTH) else _UNSURE if gained >= _WORTH else _FLAT
    said = (
        "Модель учили на части строк и мерили на одних и тех же отложенных "
        f"({number(full.measured)}). Последнее удвоение разметки (с {number(half.rows)} до "
        f"{number(full.rows)} разных строк) дало {number(gained, 1)} п. п. верных при случайном "
        f"разбросе до {number(chance, 1)}: {worth}"
    )
    return el("div", el("p", said, class_="said"), charts.learning(curve))


def rare(rows: Sequence[tuple[str, int]], evaluation: Evaluation) -> Html:
    """List the rare labels and tell what was done with them."""
    if not rows:
        return el("p", "Меток, у которых меньше трёх разных строк, нет.", class_="empty")
    second = evaluation.second
    measured = [*evaluation.first.labels, *(second.labels if second else ())]
    return el("div", el("p", RARE_SAID, class_="said"), tables.rare(rows, measured))


def suspicious(evaluation: Evaluation) -> Html:
    """Tell what is in the file for review."""
    if not evaluation.suspicious:
        return el("p", "Строк, где модель спорит с разметкой, не нашлось.", class_="empty")
    said = (
        f"В файле suspicious.csv — {counted(len(evaluation.suspicious), _ROWS)}, где модель "
        "увереннее всего не согласна с разметкой; этих строк она при обучении не видела. Стоит "
        "перечитать: часть — ошибки разметки. Тексты там замаскированы; здесь их нет вовсе."
    )
    return el("p", said, class_="said")
