"""Every code block of the documentation is run, page by page, in the order of the page."""

from __future__ import annotations

from pathlib import Path

import pytest
from docs.blocks import DOCS, ROOT, blocks
from docs.reader import RUN, Reader

PAGES = [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]
WITH_CODE = [page for page in PAGES if any(blocks(page))]
MOST_EXCUSED = 6


def _name(page: Path) -> str:
    return str(page.relative_to(ROOT))


@pytest.mark.parametrize("page", WITH_CODE, ids=_name)
def test_the_blocks_run(page: Path, reader: Reader) -> None:
    for block in blocks(page):
        assert block.language in RUN, f"{block.where}: {block.language!r} is none of {list(RUN)}"
        if not block.excuse:
            reader.run(block)


def test_few_blocks_are_excused() -> None:
    excused = [block.where for page in PAGES for block in blocks(page) if block.excuse]
    assert len(excused) <= MOST_EXCUSED, excused
