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
    disk = number("topics-artifact", "size", 1), number("registers", "compiled", 1)
    memory = number("topics-artifact", "memory that it adds", 1)
    yield f"темы — {disk[0]:.0f} МБ на диске и {memory:.0f} МБ в памяти"
    yield f"реестр на миллион домов — {disk[1]:.0f} МБ на диске"
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


STREAMS = (("flat", "true"), ("flat", "predicted"), ("hard", "true"), ("hard", "predicted"))
"""Stream and topics of the two tables of detection, in the order in which pages tell them."""


def _false_alarms(stream: str, topics: str) -> str:
    """Return «1,4 [0,6; 2,7]», or nothing where it was not measured."""
    rows = _rows()["detection-null"]
    told = [cells[4] for cells in rows if cells[:2] == [stream, topics] and "(" in cells[4]]
    if not told:
        return ""
    asked, low, high = (decimal(float(n), 1) for n in re.findall(r"[\d.]+", told[0]))
    return f"{asked} [{low}; {high}]"


def _found(stream: str, topics: str) -> list[str]:
    """Return the shares found at 1e-8, at 1e-6 and of the close ones."""
    begin = RESULTS.index(f"### {stream}, {topics} topics:")
    part = RESULTS[begin:].split("\n### ")[0]
    shares = re.findall(r"^\| \*\*.*?\*\* \| all \| \d+ \| ([\d.]+)", part, re.M)
    return [share.replace(".", ",") for share in shares]


def _limits() -> Iterator[str]:
    for stream, topics in STREAMS:
        alarms = _false_alarms(stream, topics) or "не измерено"
        yield f"| {alarms} | " + " | ".join(_found(stream, topics)) + " |"


def _readme() -> Iterator[str]:
    for stream, topics in STREAMS:
        alarms = _false_alarms(stream, topics)
        if alarms:
            yield f"| {alarms} |"
        yield f"| {' / '.join(_found(stream, topics))} |"
    error = number("topics-perm", "Perm, operator-group: group / tsur_nlp", 7)
    yield f"на 2 618 — {decimal(error)}."


def _analyst() -> Iterator[str]:
    flat, predicted, hard = (_false_alarms(*stream) for stream in STREAMS[:3])
    yield f"вышло {flat.replace(' [', ' в год [')}"
    yield f"определяла модель — {predicted.split()[0]}"
    yield f"пачками — {hard.split()[0]}"


def _english() -> Iterator[str]:
    flat, predicted, hard = (_false_alarms(*stream).replace(",", ".") for stream in STREAMS[:3])
    asked, low, high = re.findall(r"[\d.]+", flat)
    yield f"{asked} ({low}–{high}) were measured"
    yield f"{predicted.split()[0]} with the model's own topics, {hard.split()[0]} where counts"
    shares = [_found(*stream)[0].replace(",", ".") for stream in STREAMS]
    yield f"{shares[0]} are found in a quiet"
    yield f"{shares[1]} with the model's topics; in the stream of bursts"
    yield f"stream of bursts {shares[2]} and {shares[3]}."


def _scientist() -> Iterator[str]:
    given, predicted = (_found(*stream)[0] for stream in STREAMS[:2])
    yield f"находится {given} подсаженных («1 : 100 млн»), с предсказанными — {predicted}"


QUOTED = [
    (page, phrase)
    for page, phrases in (
        ("concepts/confidence.md", _confidence()),
        ("concepts/p-value.md", _p_value()),
        ("performance.md", _performance()),
        ("privacy.md", _privacy()),
        ("regions.md", _regions()),
        ("detection.md", _limits()),
        ("../README.md", _readme()),
        ("guides/analyst.md", _analyst()),
        ("guides/scientist.md", _scientist()),
        ("en.md", _english()),
    )
    for phrase in phrases
]


@pytest.mark.parametrize(("page", "phrase"), QUOTED)
def test_a_page_quotes_what_was_measured(page: str, phrase: str) -> None:
    text = " ".join((DOCS / page).read_text(encoding="utf-8").split())
    assert " ".join(phrase.split()) in text
