"""Fixtures every test may use."""

from collections.abc import Iterator
from pathlib import Path

import pytest

_REAL_DATA = Path(__file__).parents[2] / "shared" / "data"


@pytest.fixture(autouse=True, scope="session")
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Compiled registers of tests go to a folder of their own, not to the user's cache."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TSUR_NLP_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of real data beside the checkout; the test is skipped where it is absent."""
    if not _REAL_DATA.is_dir():
        pytest.skip("no real data beside the checkout (../shared/data)")
    return _REAL_DATA
