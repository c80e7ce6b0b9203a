"""The accessibility rules of axe-core (WCAG 2.2 AA and best practices) find nothing to mend."""

from typing import Any

import pytest
from browser.visits import DESKTOP, PHONE, Open, Pages

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")


def found(page: Any) -> list[str]:
    """Return what axe found: its rule, how grave, where."""
    result = axe.Axe().run(page, options={"resultTypes": ["violations"]})
    return [
        f"{rule['impact']} {rule['id']}: {node['target']} {node.get('failureSummary', '')[:300]}"
        for rule in result.response["violations"]
        for node in rule["nodes"][:3]
    ]


@pytest.mark.parametrize(
    ("size", "scheme"),
    [(DESKTOP, "light"), (DESKTOP, "dark"), (PHONE, "light")],
    ids=["light", "dark", "phone"],
)
def test_the_report_and_a_district(
    visit: Open, pages: Pages, size: tuple[int, int], scheme: str
) -> None:
    page = visit(pages.report, size=size, scheme=scheme).page
    page.locator("button[data-level=red]").click()
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert found(page) == []
    page.evaluate("location.hash = '#unit-1'")
    page.locator("#unit-1 h3").wait_for()
    assert found(page) == []


@pytest.mark.parametrize("name", ["responses", "training"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_other_pages(visit: Open, pages: Pages, name: str, scheme: str) -> None:
    page = visit(getattr(pages, name), scheme=scheme).page
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert found(page) == []
