"""The page of a district: its link, its title, the way there and back by keyboard and by mouse."""

from typing import Any

import pytest
from browser.visits import PHONE, Open, Pages


@pytest.fixture
def page(visit: Open, pages: Pages) -> Any:
    return visit(pages.report).page


def focus(page: Any) -> str:
    return page.evaluate("(document.activeElement.closest('[id]') || {}).id || ''")


def first_mark(page: Any) -> Any:
    return page.locator('.map a[href="#unit-1"]')


def test_the_first_tab_leads_past_the_links(page: Any) -> None:
    page.keyboard.press("Tab")
    skip = page.locator(".skip")
    assert skip.evaluate("node => node === document.activeElement")
    assert skip.bounding_box()["x"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#main"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_tab_reaches_marks_filters_and_lists_and_shows_where_it_is(page: Any) -> None:
    reached, unseen = set(), []
    for _ in range(160):
        page.keyboard.press("Tab")
        at, seen = page.evaluate("""() => {
            const node = document.activeElement, shape = node.querySelector(".place :is(path, circle)")
            const style = getComputedStyle(node.matches(".place") ? shape || node.firstChild : node);
            const seen = node.matches(".place") ? parseFloat(style.strokeWidth) >= 3
                : style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
            return [node.matches(".place") ? "mark" : node.matches("button[data-level]") ? "filter"
                : node.matches(".scroll") ? "list" : node.tagName, seen];
        }""")  # noqa: E501
        reached.add(at)
        if not seen and at != "BODY":
            unseen.append(at)
    assert {"mark", "filter", "list", "A"} <= reached
    assert unseen == []


def test_enter_opens_a_district_and_escape_returns(page: Any) -> None:
    whole, top = page.title(), 350
    page.evaluate(f"scrollTo(0, {top})")
    first_mark(page).focus()
    top = page.evaluate("scrollY")
    page.keyboard.press("Enter")
    page.locator("html.district").wait_for()
    name = page.locator("#unit-1 h3").inner_text().strip()
    assert page.evaluate("location.hash") == "#unit-1"
    assert page.title() == f"{name} — {whole}"
    assert page.evaluate("document.activeElement.matches('#unit-1 h3')")
    assert page.evaluate("scrollY") == 0
    for hidden in (".verdict", ".tiles", "nav", "#topics", "#method", ".ranking"):
        assert not page.locator(hidden).first.is_visible()
    page.keyboard.press("Escape")
    page.locator("html:not(.district)").wait_for()
    assert page.title() == whole
    assert page.evaluate("document.activeElement.matches('.map a[href=\"#unit-1\"]')")
    assert abs(page.evaluate("scrollY") - top) < 2
    page.locator(".verdict").wait_for(state="visible")


def test_the_browser_goes_back_and_forth(page: Any) -> None:
    page.locator(".units [data-unit='2'], .units a[href='#unit-2']").first.click()
    page.locator("html.district").wait_for()
    assert page.locator("#unit-2 h3").is_visible()
    page.go_back()
    page.locator("html:not(.district)").wait_for()
    assert page.locator("#topics").is_visible()
    page.go_forward()
    page.locator("#unit-2 h3").wait_for()
    page.locator("#unit-1").wait_for(state="hidden")


def test_from_one_district_to_another(page: Any) -> None:
    page.evaluate("location.hash = '#unit-1'")
    page.locator("#unit-1 h3").wait_for()
    page.locator('.map a[href="#unit-3"]').click(force=True)
    page.locator("#unit-3 h3").wait_for()
    page.locator("#unit-1").wait_for(state="hidden")
    marked = page.locator(".place[aria-current]")
    assert [marked.count(), marked.get_attribute("data-unit")] == [1, "3"]
    page.locator("#unit-3").get_by_text("все территории").click()
    page.locator(".verdict").wait_for()
    assert page.locator(".place[aria-current]").count() == 0


@pytest.mark.parametrize("size", [None, PHONE], ids=["desktop", "phone"])
def test_a_link_opens_it_at_its_top(
    visit: Open, pages: Pages, size: tuple[int, int] | None
) -> None:
    page = visit(pages.report, anchor="#unit-2", **({"size": size} if size else {})).page
    page.wait_for_timeout(150)
    assert page.locator("#unit-2 h3").is_visible()
    assert page.evaluate("scrollY") == 0
    assert page.locator("#unit-2 h3").bounding_box()["y"] < 400
    page.keyboard.press("Escape")
    page.locator(".verdict").wait_for(state="visible")


def test_only_its_own_problems_are_shown(page: Any) -> None:
    units = page.locator(".problem").evaluate_all("all => all.map(p => p.dataset.units || '')")
    known = sorted({unit for one in units for unit in one.split()}, key=int)
    none = page.locator(".unit-block").count()
    for unit in (*known[:2], str(none)):
        page.evaluate(f"location.hash = '#unit-{unit}'")
        page.locator(f"#unit-{unit} h3").wait_for()
        own = sum(unit in one.split() for one in units)
        assert page.locator(".problem:visible").count() == own
        assert page.get_by_text("Системных проблем здесь не выявлено.").count() == (own == 0)
    assert len(units) > 2
    assert str(none) not in known


def test_the_link_to_a_problem_keeps_its_district_and_leaves_another(page: Any) -> None:
    units = page.locator(".problem").evaluate_all("all => all.map(p => p.dataset.units || '')")
    unit = next(u for one in units for u in one.split() if any(u not in o.split() for o in units))
    page.evaluate(f"location.hash = '#unit-{unit}'")
    link = page.locator(f"#unit-{unit} a[href^='#problem-']").first
    link.click()
    assert page.locator(f"#unit-{unit} h3").is_visible()
    assert page.locator(page.evaluate("location.hash")).is_visible()
    other = page.locator(".problem").evaluate_all(
        f"all => all.find(p => !(p.dataset.units || '').split(' ').includes('{unit}')).id"
    )
    page.evaluate(f"location.hash = '#{other}'")
    page.locator(f"#{other}").wait_for()
    page.locator(".verdict").wait_for(state="visible")


def test_levels_are_filtered_and_counted(page: Any) -> None:
    total = page.locator(".problem").count()
    red = page.locator(".problem.red").count()
    assert 0 < red < total
    button = page.locator("button[data-level=red]")
    button.click()
    assert page.locator(".problem:visible").count() == red
    assert button.get_attribute("aria-pressed") == "true"
    assert page.locator("[role=status]").inner_text() == f"Показано {red} из {total}"
    hidden = page.locator(".problem.orange").first.get_attribute("id")
    page.evaluate(f"location.hash = '#{hidden}'")
    page.locator(f"#{hidden}").wait_for()
    assert page.locator(".problem:visible").count() == total
    page.locator("[role=status]").wait_for(state="hidden")
