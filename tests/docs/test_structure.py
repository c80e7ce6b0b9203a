"""Pages hang together: in the navigation, with their titles, their API, their pictures."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from docs.blocks import DOCS, ROOT

import tsur_nlp

PAGES = sorted(DOCS.rglob("*.md"))
# The configuration has tags that only mkdocs resolves, so it is read as text.
NAV = re.search(r"^nav:\n(.*?)^\w", (ROOT / "mkdocs.yml").read_text("utf-8"), re.M | re.S)


def _in_nav() -> list[str]:
    assert NAV
    return re.findall(r"([\w/.-]+\.md)$", NAV[1], re.M)


def test_every_page_is_in_the_nav_once() -> None:
    listed = _in_nav()
    decisions = {page for page in PAGES if re.match(r"\d{4}-", page.name)}
    assert sorted(listed) == sorted(
        page.relative_to(DOCS).as_posix() for page in PAGES if page not in decisions
    )


def test_every_decision_is_in_the_list_of_decisions() -> None:
    folder = DOCS / "decisions"
    text = (folder / "README.md").read_text(encoding="utf-8")
    written = sorted(page.name for page in folder.glob("0*.md"))
    assert re.findall(r"\]\((\d{4}-[^)]+)\)", text) == written


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(DOCS).as_posix())
def test_a_page_has_one_title(page: Path) -> None:
    text = re.sub(r"^ *```.*?^ *```", "", page.read_text(encoding="utf-8"), flags=re.M | re.S)
    assert len(re.findall(r"^# \S", text, re.M)) == 1


def test_every_public_name_is_in_the_reference() -> None:
    text = "".join(page.read_text("utf-8") for page in (DOCS / "reference").glob("*.md"))
    shown = {path.rsplit(".", 1)[-1] for path in re.findall(r"^::: (tsur_nlp\.\S+)", text, re.M)}
    assert set(tsur_nlp.__all__) - shown == set()


def test_every_picture_is_there_and_named() -> None:
    for page in PAGES:
        for words, target in re.findall(r"!\[([^]]*)\]\(([^)]+)\)", page.read_text("utf-8")):
            assert words, f"{page.name}: {target} has no words for those who do not see it"
            assert (page.parent / target).is_file(), f"{page.name}: no picture {target}"
