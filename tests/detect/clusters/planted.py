"""Messages within some metres of a place of the invented town."""

from __future__ import annotations

import numpy as np
import pandas as pd

from tsur_nlp.detect.counts.series import build
from tsur_nlp.detect.scan.windows import Scan, scan
from tsur_nlp.detect.settings import DetectSettings
from tsur_nlp.detect.stream.messages import Stream, prepare

SETTINGS = DetectSettings()
TOPIC = ("ЖКХ", "Уборка подъезда")
PLACE = (58.035, 56.215)
_DEGREE = 111_195.0


def at(rows: list[dict], metres: float, seed: int = 5, place=PLACE) -> list[dict]:
    """Return the rows moved to within so many metres of a place, without their houses."""
    rng = np.random.default_rng(seed)
    angle, apart = rng.uniform(0, 2 * np.pi, len(rows)), metres * rng.uniform(size=len(rows)) ** 0.5
    north, east = apart * np.sin(angle) / _DEGREE, apart * np.cos(angle) / _DEGREE
    return [
        row | {"lat": place[0] + y, "lon": place[1] + x / np.cos(np.radians(place[0])), "house": ""}
        for row, y, x in zip(rows, north, east, strict=True)
    ]


def scanned(facts: pd.DataFrame, unit: str | None = None) -> tuple[Stream, Scan]:
    stream = prepare(facts, unit, SETTINGS)
    return stream, scan(build(stream, int(stream.day.max()), SETTINGS.span), SETTINGS)
