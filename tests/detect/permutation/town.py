"""An invented town of 6 × 6 places, 200 m apart, with cases dealt to days by chance."""

from __future__ import annotations

import numpy as np
import pandas as pd

SIDE, STEP_M, DAYS = 6, 200.0, 40


def yards() -> pd.DataFrame:
    rows = [(f"двор {x}-{y}", x * STEP_M, y * STEP_M) for x in range(SIDE) for y in range(SIDE)]
    return pd.DataFrame(rows, columns=["place", "x", "y"])


def quiet(grid: pd.DataFrame, seed: int, cases: int = 240) -> pd.DataFrame:
    """Places differ by a factor of six and days by two; place and day do not depend."""
    rng = np.random.default_rng(seed)
    share = np.linspace(1, 6, len(grid))
    busy = np.linspace(1, 2, DAYS)
    return pd.DataFrame(
        {
            "place": rng.choice(grid["place"].to_numpy(), cases, p=share / share.sum()),
            "day": rng.choice(DAYS, cases, p=busy / busy.sum()),
        }
    )
