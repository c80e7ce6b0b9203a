"""``report.html`` of a trained model: one page in Russian, without a single text of a message."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import Any

from tsur_nlp.report.html.markup import Html, el, esc, join
from tsur_nlp.report.words import number, percent
from tsur_nlp.train.evaluate import Evaluation
from tsur_nlp.train.papers import sections as parts
from tsur_nlp.train.papers.learning_curve import Point


@dataclass(frozen=True, slots=True)
class Material:
    """What the page is written from.

    ``measured`` says in Russian on which rows the figures are; ``rare`` are labels of few rows;
    ``meta`` is that of the model's folder, ``review`` its thresholds by precision.
    """

    name: str
    meta: Mapping[str, Any]
    evaluation: Evaluation
    review: Mapping[str, float]
    rare: tuple[tuple[str, int], ...]
    measured: str
    curve: tuple[Point, ...] = ()


def write_page(path: Path, material: Material) -> Path:
    """Write the page of `render`."""
    path.write_text(render(material), encoding="utf-8", newline="\n")
    return path


def render(material: Material) -> str:
    """Return the page as one HTML text that needs no network and no script."""
    sections = [(key, name, body) for key, name, body in _sections(material) if body]
    links = [el("li", el("a", name, href=f"#{key}")) for key, name, _ in sections]
    template = Template(_data("tsur_nlp.train", "data", "page.html"))
    style = _data("tsur_nlp.report.html", "templates", "style.css")
    return template.substitute(
        title=esc(f"Модель «{material.name}»: что она умеет"),
        style=style + _data("tsur_nlp.train", "data", "page.css"),
        subtitle=esc(" · ".join(material.meta["data"]["sources"])),
        verdict=esc(_verdict(material.evaluation)),
        tiles=_tiles(material),
        links=join(links),
        sections=join(_section(key, name, body) for key, name, body in sections),
    )


def _data(package: str, *path: str) -> str:
    return files(package).joinpath(*path).read_text(encoding="utf-8")


def _verdict(evaluation: Evaluation) -> str:
    first = evaluation.group
    said = f"Из 100 обращений, которых модель не видела, метка верна у {100 * first.accuracy:.0f}"
    if evaluation.topic:
        said += f", метка второго уровня вместе с первой — у {100 * evaluation.topic.accuracy:.0f}"
    if first.coverage95 <= 0:
        return f"{said}. 95 % верных решений без человека на проверке не достигнуто."
    alone = percent(first.coverage95)
    return f"{said}. Без человека можно решать {alone}: на проверке верны 95 %."


def _tiles(material: Material) -> Html:
    data, first, second = (
        material.meta["data"],
        material.evaluation.group,
        material.evaluation.topic,
    )
    distinct = f"разных текстов {number(data['distinct'])}"
    values = [
        (number(data["rows"]), "строк в разметке", distinct),
        (
            percent(first.accuracy, 1),
            "верных, первый уровень",
            f"измерено строк {number(first.rows)}",
        ),
        (_two(first.weighted_f1), "F1 взвешенная", f"макро {_two(first.macro_f1)}"),
        (percent(first.coverage95), "без человека", "при 95 % верных"),
        (percent(first.ece, 1), "ошибка калибровки", "расхождение уверенности и правоты"),
    ]
    if second:
        values.insert(2, (percent(second.accuracy, 1), "верных, второй уровень", ""))
    return join(_tile(*value) for value in values)


def _tile(value: str, name: str, note: str) -> Html:
    said = el("p", value, class_="tile-value"), el("p", name, class_="tile-name")
    return el("div", *said, el("p", note, class_="tile-note") if note else None, class_="tile")


def _two(value: float) -> str:
    return f"{value:.2f}".replace(".", ",")


def _sections(material: Material) -> list[tuple[str, str, Html | None]]:
    found = material.evaluation
    return [
        ("how", "Как измерено", el("p", material.measured, class_="said")),
        ("decided", "Что решать без человека", parts.decided(found, material.review)),
        ("calibration", "Честность уверенности", parts.calibration(found)),
        ("labels", "По меткам", parts.labels(found)),
        ("confusion", "Что с чем путает", parts.confusion(found)),
        ("learning", "Поможет ли больше разметки", parts.learning(material.curve)),
        ("rare", "Редкие метки", parts.rare(material.rare, found)),
        ("suspicious", "Сомнительные метки", parts.suspicious(found)),
    ]


def _section(key: str, name: str, body: Html) -> Html:
    head = el("h2", name, id=f"{key}-title")
    return el("section", head, body, class_="card", id=key, aria_labelledby=f"{key}-title")
