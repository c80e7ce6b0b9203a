"""A page opens without a network, a complaint or a script."""

import itertools
import re

import pytest
from browser.visits import DESKTOP, PHONE, Open, Pages

NAMES = ("report", "responses", "training", "heat")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_nothing_is_asked_for_and_nothing_complained_of(
    visit: Open, pages: Pages, name: str, size: tuple[int, int]
) -> None:
    path = getattr(pages, name)
    opened = visit(path, size=size)
    opened.page.mouse.wheel(0, 5000)
    assert opened.asked == [path.as_uri()]
    assert opened.said == []


def test_a_complaint_would_be_heard(visit: Open, pages: Pages) -> None:
    opened = visit(pages.report)
    opened.page.evaluate("""() => {
        const script = document.createElement("script");
        script.textContent = "window.got = 1";
        document.head.append(script);
    }""")
    opened.page.evaluate("fetch('https://example.org/').catch(() => 0)")
    assert opened.page.evaluate("window.got") is None
    assert sum("Content Security Policy" in said for said in opened.said) >= 2


def test_everything_is_there_without_a_script(visit: Open, pages: Pages) -> None:
    told = [visit(pages.report, script=on).page for on in (True, False)]
    words = [_words(page.locator("main").inner_text()) for page in told]
    assert len(words[0]) > 1500
    assert set(words[0]) <= set(words[1])
    assert told[1].locator(".map svg").first.is_visible()


def test_without_a_script_a_district_opens_by_its_link(visit: Open, pages: Pages) -> None:
    page = visit(pages.report, script=False).page
    page.locator("#unit-1").wait_for(state="hidden")
    page.locator('.map a[href="#unit-1"]').click(force=True)
    assert page.locator("#unit-1 h3").is_visible()
    page.locator("#unit-2").wait_for(state="hidden")


def test_the_page_says_its_language_title_and_landmarks(visit: Open, pages: Pages) -> None:
    for path in (pages.report, pages.responses, pages.training):
        page = visit(path).page
        assert page.evaluate("document.documentElement.lang") == "ru"
        assert page.title()
        for landmark in ("header", "nav", "main"):
            assert page.locator(landmark).count() == 1
        levels = [int(name[1]) for name in page.locator("h1, h2, h3, h4").evaluate_all(
            "all => all.filter(h => h.offsetParent).map(h => h.tagName)")]  # fmt: skip
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(below - above <= 1 for above, below in itertools.pairwise(levels))


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)
