"""Fixtures every test may use."""

from pathlib import Path

import pytest

_REAL_DATA = Path(__file__).parents[2] / "shared" / "data"


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of real data beside the checkout; the test is skipped where it is absent."""
    if not _REAL_DATA.is_dir():
        pytest.skip("no real data beside the checkout (../shared/data)")
    return _REAL_DATA
