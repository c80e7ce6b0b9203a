"""The printed page: the first sheet tells the day, nothing is cut, nothing asks to be pressed."""

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from browser.visits import Open, Pages

# Boxes that must stay whole on one sheet.
WHOLE = ".verdict, .tile, .map, blockquote, .timeline, tr, .bars li"


@pytest.fixture
def page(visit: Open, pages: Pages) -> Any:
    return visit(pages.report).page


def sheets(page: Any, path: Path) -> list[str]:
    """Print to a file and return the words of its sheets."""
    page.pdf(path=path, prefer_css_page_size=True)
    if shutil.which("pdftotext") is None:
        pytest.skip("no pdftotext on this machine (apt: poppler-utils)")
    done = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True)
    return re.sub(r"[\xa0\u2060]", " ", done.stdout.decode()).split("\f")[:-1]


def test_the_first_sheet_holds_the_day(page: Any, tmp_path: Path) -> None:
    first, *rest = sheets(page, tmp_path / "report.pdf")
    told = " ".join(first.split())
    for said in ("Требуется вмешательство", "сообщений за период", "отвечено в срок"):
        assert said in told
    assert "Тепловая карта" in told
    assert "недостаточно данных" in told
    assert 3 <= len(rest) <= 9
    for pressed in ("К содержанию", "Красные (", "все территории"):
        assert pressed not in first + " ".join(rest)


def test_a_sheet_is_a4(page: Any, tmp_path: Path) -> None:
    page.pdf(path=tmp_path / "report.pdf", prefer_css_page_size=True)
    boxes = re.findall(rb"/MediaBox \[([\d. ]+)\]", (tmp_path / "report.pdf").read_bytes())
    sizes = {tuple(round(float(n)) for n in box.split()) for box in boxes}
    assert sizes == {(0, 0, 595, 842)}


def test_what_is_folded_is_printed_open(page: Any, tmp_path: Path) -> None:
    page.locator("#problem-list").evaluate(
        "node => node.insertAdjacentHTML('afterend', "
        "'<details><summary>Ещё</summary><p>Свёрнутое видно</p></details>')"
    )
    assert "Свёрнутое видно" in "".join(sheets(page, tmp_path / "report.pdf"))
    assert page.locator("details[open]").count() == 0


def test_boxes_are_not_torn(page: Any) -> None:
    page.emulate_media(media="print")
    torn = page.locator(WHOLE).evaluate_all(
        "all => all.filter(n => n.checkVisibility() && getComputedStyle(n).breakInside === 'auto')"
        ".map(n => n.outerHTML.slice(0, 80))"
    )
    assert torn == []
    cards = page.locator(".problem").evaluate_all(
        "all => all.map(n => getComputedStyle(n).breakInside)"
    )
    assert set(cards) == {"avoid-page"}


def test_colours_that_mean_something_are_printed(page: Any) -> None:
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).printColorAdjust") == "exact"
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert paper == "rgb(255, 255, 255)"
    assert page.locator("nav, .filters button, .skip").evaluate_all(
        "all => all.every(n => !n.checkVisibility())"
    )


def test_an_open_district_is_printed_alone(visit: Open, pages: Pages, tmp_path: Path) -> None:
    page = visit(pages.report, anchor="#unit-1").page
    name = page.locator("#unit-1 h3").inner_text().strip()
    printed = sheets(page, tmp_path / "unit.pdf")
    told = " ".join(" ".join(printed).split())
    assert name in told
    assert "О чём пишут" in told
    for other in ("Качество данных", "Источники", "сообщений за период", "все территории"):
        assert other not in told
