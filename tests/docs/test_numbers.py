"""The numbers that pages quote are those that the benchmarks wrote."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import lru_cache

import pytest
from docs.blocks import DOCS, ROOT

RESULTS = (ROOT / "benchmarks" / "results.md").read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def _rows() -> dict[str, list[list[str]]]:
    """The rows of all tables by their section."""
    parts = re.findall(r"<!-- ([\w-]+):begin -->(.*?)<!-- \1:end -->", RESULTS, re.S)
    lines = {name: re.findall(r"^\|(.+)\|$", text, re.M) for name, text in parts}
    return {
        name: [[c.strip(" *") for c in row.split("|")] for row in lines[name]] for name in lines
    }


def number(section: str, row: str, column: int) -> float:
    """A number of the first row that begins so (its cells joined by « / »)."""
    found = next(cells for cells in _rows()[section] if " / ".join(cells).startswith(row))
    return float(re.sub(r"[^\d.]", "", found[column].split("(")[0].replace(" ", "")))


def percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def decimal(value: float, digits: int = 2) -> str:
    return f"{value:.{digits}f}".replace(".", ",")


def thousands(value: float, step: int = 1) -> str:
    return f"{round(value / step) * step:,}".replace(",", " ")


def _confidence() -> Iterator[str]:
    for row, section in (
        ("Perm, operator-group: group / tsur_nlp", "topics-perm"),
        ("Perm, operator: group / tsur_nlp", "topics-perm"),
        ("Perm, operator, consensus: group / tsur_nlp", "topics-perm"),
        ("St Petersburg, February: group / tsur_nlp", "topics-petersburg"),
    ):
        size, right, error = (number(section, row, column) for column in (2, 3, 7))
        yield f"| {thousands(size)} | {percent(right)} | {decimal(error)} |"
    agreed = "Perm, operator, same topic: topic / tsur_nlp"
    first = number("topics-perm", "Perm, operator: topic / tsur_nlp", 3)
    both, three = (number("topics-perm", agreed, column) for column in (3, 6))
    yield f"в {percent(first)} случаев"
    yield f"в {percent(both)}, а среди первых трёх она есть в {percent(three)}"
    own = number("topics-petersburg", "St Petersburg, February: group / tsur_nlp", 8)
    yield f"решила бы сама {percent(own)}"
    review = next(c for c in _rows()["drift"] if c[0] == "St Petersburg, random halves")[6]
    yield f"({float(review.split('%')[0]):.0f} %)"
    thresholds = json.loads((ROOT / "models" / "topics-ru" / "review.json").read_text("utf-8"))
    for share, sure in thresholds.items():
        yield f"| {percent(float(share))} | {decimal(sure)} |"


def _p_value() -> Iterator[str]:
    flat = next(cells for cells in _rows()["detection-null"] if cells[:2] == ["flat", "true"])
    asked, low, high = re.findall(r"[\d.]+", flat[4])
    yield f"{decimal(float(asked), 1)} [{decimal(float(low), 1)}; {decimal(float(high), 1)}]"
    yield f"за {thousands(float(flat[3]))} дней"
    hard = number("detection-null", "hard / true", 4)
    predicted = number("detection-null", "flat / predicted", 4)
    yield f"{hard:.0f} и {predicted:.0f} в год"
    rule = number("detection-null", "flat / twice last week", 3)
    yield f"дало {thousands(rule, 100)} тревог в год"


def _performance() -> Iterator[str]:
    line = next(c for c in _rows()["speed"] if c[0].startswith("all of it"))
    spb, kursk, perm = (float(c.split("(")[0].replace(" ", "")) for c in line[1:])
    yield f"| {thousands(spb, 100)} в секунду; 100 000 — {1e5 / spb:.0f} с |"
    yield f"| {thousands(kursk, 100)}–{thousands(perm, 100)} в секунду"
    sizes = ("10,000", "100,000", "1,000,000")
    problems = [number("detection-growth", size, 1) for size in sizes]
    yield f"| {decimal(problems[0], 1)} с, {decimal(problems[1], 1)} с, {problems[2]:.0f} с |"
    yield "| " + ", ".join(f"{decimal(number('detection-growth', s, 2), 1)} с" for s in sizes)
    peak = number("detection-growth", "1,000,000", 3)
    yield f"{decimal(peak, 1)} ГБ на пике"
    yield f"{number('registers', 'first start: compile', 1):.0f} с, потом"
    yield f"| {number('responses-speed', 'responses of 200,000', 1):.0f} с |"
    yield f"{number('responses-speed', 'reading 38,395', 1):.0f} с |"


def _regions() -> Iterator[str]:
    own = number("topics-petersburg", "St Petersburg, February: group / tsur_nlp", 8)
    few = number("topics-kursk", "Kursk, topic: group / tsur_nlp", 8)
    yield f"решает сама {percent(own)} обращений"
    yield f"с его рубриками — {percent(few)}"


def _privacy() -> Iterator[str]:
    row = next(c for c in _rows()["personal"] if c[0] == "all")
    yield f"| {decimal(100 * float(row[2]), 1)} % | {100 * float(row[5]):.0f} % |"


QUOTED = [
    (page, phrase)
    for page, phrases in (
        ("concepts/confidence.md", _confidence()),
        ("concepts/p-value.md", _p_value()),
        ("performance.md", _performance()),
        ("privacy.md", _privacy()),
        ("regions.md", _regions()),
    )
    for phrase in phrases
]


@pytest.mark.parametrize(("page", "phrase"), QUOTED)
def test_a_page_quotes_what_was_measured(page: str, phrase: str) -> None:
    text = " ".join((DOCS / page).read_text(encoding="utf-8").split())
    assert " ".join(phrase.split()) in text
