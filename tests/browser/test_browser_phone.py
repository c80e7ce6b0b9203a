"""A phone shows the page without scrolling sideways, in letters and targets large enough."""

from typing import Any

import pytest
from browser.visits import DESKTOP, PHONE, SMALL_PHONE, Open, Pages

SIZES = pytest.mark.parametrize(
    "size", [DESKTOP, (768, 1024), PHONE, SMALL_PHONE], ids=["1400", "768", "390", "320"]
)
OUTSIDE = """() => [...document.querySelectorAll("body *")].filter(node => {
  const box = node.getBoundingClientRect();
  return box.width > 1 && box.right > screen.width + 1 && !node.closest(".scroll, nav");
}).map(node => node.outerHTML.slice(0, 120))"""
SMALL = """() => {
  const found = new Map();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !node.getClientRects().length) continue;
    if (node.closest(".sr, script, style, .sign")) continue;
    const ratio = node.ownerSVGElement ? node.getScreenCTM().a : 1;
    const size = parseFloat(getComputedStyle(node).fontSize) * ratio;
    if (size < 11.95) found.set(node.outerHTML.slice(0, 100), size);
  }
  return [...found];
}"""
TARGETS = """() => [...document.querySelectorAll("a, button, summary")].filter(node => {
  const box = node.getBoundingClientRect();
  return node.checkVisibility() && !node.closest(".map, .skip") && Math.min(box.width, box.height) < 23.9;
}).map(node => node.outerHTML.slice(0, 120))"""  # noqa: E501


@SIZES
def test_nothing_stands_outside_the_screen(
    visit: Open, pages: Pages, size: tuple[int, int]
) -> None:
    for path in (pages.report, pages.responses, pages.training):
        page = opened(visit(path, size=size).page)
        assert page.evaluate(OUTSIDE) == []
        assert page.evaluate("document.scrollingElement.scrollWidth") <= size[0]


@SIZES
def test_letters_and_targets_are_large_enough(
    visit: Open, pages: Pages, size: tuple[int, int]
) -> None:
    page = opened(visit(pages.report, size=size).page)
    assert page.evaluate(SMALL) == []
    assert page.evaluate(TARGETS) == []
    page.evaluate("location.hash = '#unit-1'")
    page.locator("#unit-1 h3").wait_for()
    assert page.evaluate(SMALL) == []
    assert page.evaluate(TARGETS) == []


def test_a_wide_table_scrolls_in_its_own_box(visit: Open, pages: Pages) -> None:
    page = opened(visit(pages.responses, size=SMALL_PHONE).page)
    boxes = page.locator(".scroll").evaluate_all(
        "all => all.map(box => [box.scrollWidth, box.clientWidth, box.tabIndex])"
    )
    wide = [box for box in boxes if box[0] > box[1]]
    assert wide
    assert all(index == 0 for *_, index in wide)


def test_the_map_leads_where_the_list_beside_it_leads(visit: Open, pages: Pages) -> None:
    """Marks of the map may be small: each has an equal in the list of units."""
    page = visit(pages.report, size=PHONE).page
    marks = page.locator(".map .place").evaluate_all("all => all.map(m => m.dataset.unit)")
    listed = page.locator(".units [data-unit], .units a[href^='#unit-']").evaluate_all(
        "all => all.map(m => m.dataset.unit || m.hash.slice(6))"
    )
    assert marks
    assert set(marks) <= set(listed)


def opened(page: Any) -> Any:
    """Open all that is folded."""
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    return page
