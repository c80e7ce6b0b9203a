import pandas as pd
import pytest
from detect.permutation.town import yards


@pytest.fixture(scope="session")
def grid() -> pd.DataFrame:
    return yards()
