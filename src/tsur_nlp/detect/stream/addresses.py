"""The address of every message; its point serves where it has none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from tsur_nlp.detect.stream.arrays import Ints, Texts

_CELLS = 1e4


def addresses(columns: Mapping[str, Any]) -> tuple[Texts, Ints]:
    """Return the address of every message and its code; empty and −1 where there is none.

    A house is «settlement|street|house», a point «lat|lon», rounded to about ten metres.
    """
    names = [columns[name] for name in ("settlement", "street", "house")]
    housed = np.flatnonzero((names[1] != "") & (names[2] != ""))
    placed = ~np.isnan(columns["lat"]) & ~np.isnan(columns["lon"])
    placed[housed] = False
    address = np.full(len(placed), "", dtype=object)
    code = np.full(len(placed), -1, dtype=np.int64)
    address[housed], code[housed] = _houses([name[housed] for name in names])
    address[placed], code[placed] = _points(columns["lat"][placed], columns["lon"][placed])
    code[placed] += len(housed)
    return address, code


def _houses(parts: list[Texts]) -> tuple[Texts, Ints]:
    joint = np.zeros(len(parts[0]), dtype=np.int64)
    for part in parts:
        code, names = pd.factorize(part)
        joint = joint * len(names) + code
    _, row, place = np.unique(joint, return_index=True, return_inverse=True)
    texts = ["|".join(words) for words in zip(*(part[row] for part in parts), strict=True)]
    return np.array(texts, dtype=object)[place], place


def _points(lat: Any, lon: Any) -> tuple[Texts, Ints]:
    north, east = (np.rint(axis * _CELLS).astype(np.int64) for axis in (lat, lon))
    code, _ = pd.factorize(north * int(1000 * _CELLS) + east)
    pairs = zip((north / _CELLS).tolist(), (east / _CELLS).tolist(), strict=True)
    return np.array([f"{n:.4f}|{e:.4f}" for n, e in pairs], dtype=object), code
