"""The site is built without a warning, and opens without a network."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from docs.blocks import DOCS, ROOT

for needed in ("mkdocs", "material", "mkdocstrings"):
    pytest.importorskip(needed, reason="the site is built with the extra docs")

LOADED = {"script", "link", "img", "source", "iframe", "video", "audio", "embed", "object"}
POINTERS = ("src", "href", "srcset", "poster", "data")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site; a broken link, anchor or name in the nav stops the build."""
    folder = tmp_path_factory.mktemp("site")
    # Not quiet: what is not printed is not counted, and --strict would let it pass.
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)],
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr[-4_000:]
    return folder


class _Loaded(HTMLParser):
    """Collects what a browser fetches by itself when it opens a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in LOADED:
            self.found += [value or "" for name, value in attrs if name in POINTERS]


def _fetched(site: Path) -> Iterator[tuple[str, str]]:
    for page in site.rglob("*.html"):
        parser = _Loaded()
        parser.feed(page.read_text(encoding="utf-8"))
        yield from ((page.name, address) for address in parser.found)
    for sheet in site.rglob("*.css"):
        text = sheet.read_text(encoding="utf-8")
        yield from ((sheet.name, a) for a in re.findall(r"url\(\s*[\"']?([^\"')]+)", text))
        yield from ((sheet.name, a) for a in re.findall(r"@import\s+[\"']([^\"']+)", text))


def test_nothing_is_fetched_from_another_machine(site: Path) -> None:
    fetched = list(_fetched(site))
    assert len(fetched) > 100
    assert [pair for pair in fetched if re.match(r"(https?:)?//", pair[1])] == []


def test_every_page_is_in_the_site_and_its_search(site: Path) -> None:
    index = json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))
    found = {entry["location"].split("#")[0] for entry in index["docs"]}
    for page in DOCS.rglob("*.md"):
        name = page.relative_to(DOCS).with_suffix(".html").as_posix()
        name = name.replace("README.html", "index.html")
        assert (site / name).is_file(), name
        assert name in found, name
    assert index["config"]["lang"] == ["ru", "en"]


def test_pages_are_russian_and_say_what_they_are(site: Path) -> None:
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert '<html lang="ru"' in text, page
        assert re.search(r"<h1[ >].*?\w", text), page


def test_doctests_of_docstrings_are_code(site: Path) -> None:
    page = (site / "reference" / "pipeline.html").read_text(encoding="utf-8")
    assert '<span class="gp">&gt;&gt;&gt; </span>' in page
    assert "<blockquote>" not in page


def test_the_search_works_in_a_folder(site: Path) -> None:
    playwright = pytest.importorskip("playwright.sync_api")
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if not chromium:
        pytest.skip("no browser on this machine")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1300, "height": 900})
        failed: list[str] = []
        page.on("requestfailed", lambda request: failed.append(request.url))
        page.goto((site / "concepts" / "p-value.html").as_uri())
        page.click(".md-search__input")
        page.keyboard.type("ложная тревога", delay=10)
        page.wait_for_selector(".md-search-result__item")
        assert "Что такое p для руководителя" in page.inner_text(".md-search-result__list")
        assert failed == []
        browser.close()
