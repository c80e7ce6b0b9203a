"""The kinds of arrays that the detection counts with; one value a message, or a series."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Texts = NDArray[np.object_]
Dates = NDArray[np.datetime64]
