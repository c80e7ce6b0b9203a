"""One territory, and the key by which a name is looked up."""

from __future__ import annotations

from dataclasses import dataclass

from tsur_nlp.text.tokens import fold


@dataclass(frozen=True, slots=True)
class Unit:
    """A region, municipality or settlement: official name, region, OKTMO, point, population."""

    kind: str
    name: str
    region: str
    oktmo: str = ""
    lat: float | None = None
    lon: float | None = None
    population: int = 0


def point(lat: float, lon: float) -> tuple[float, float]:
    """Return degrees as they are written: five digits are a metre, float32 has no more."""
    return round(float(lat), 5), round(float(lon), 5)


def key(name: str) -> str:
    """Return a name as forms are stored: folded words joined by a space.

    >>> key("Ростов-на-Дону")
    'ростов на дону'
    """
    return " ".join(fold(name).replace("-", " ").split())
