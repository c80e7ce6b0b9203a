"""A locator over the invented register of a test module."""

from pathlib import Path

import pytest

from tsur_nlp.locate import Locator


@pytest.fixture
def locator(request: pytest.FixtureRequest, tmp_path: Path) -> Locator:
    """A locator that knows the houses which the module lists in ``ROWS``."""
    path = tmp_path / "a.csv"
    path.write_text(request.module.ROWS, encoding="utf-8")
    return Locator(addresses=path)
