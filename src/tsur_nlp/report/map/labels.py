"""Names on the heat map: as short as they stay clear, each where it covers nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from tsur_nlp.report.html.markup import Html, el
from tsur_nlp.report.html.svg import text
from tsur_nlp.report.map.marks import WIDTH, Spot
from tsur_nlp.report.names import short, unit_name
from tsur_nlp.text import fold

# Drawn twice: small for a page, few but large for a phone. The map is 1000 units wide: 620 pixels
# of a page, 290 of a phone, so that letters are never under 12 pixels.
_SIZES = (("wide", 20.0, 40), ("narrow", 42.0, 8))
_OVERHANG = 1.5
_CALM = ("green", "grey")
_LETTER = 0.56
"""Width of a letter in shares of its height."""

_Box = tuple[float, float, float, float]


def labels(found: Sequence[Spot], height: float) -> list[Html]:
    """Write the names of the spots, the most important first, on a map of this height."""
    names = brief([spot.unit.heat.unit for spot in found])
    drawn = []
    for size, font, limit in _SIZES:
        sheet = _Sheet(height, font, found)
        words = [sheet.write(place, name) for place, name in enumerate(names[:limit])]
        drawn.append(el("g", words, class_=f"labels {size}", font_size=font))
    return drawn


def brief(names: Sequence[str]) -> list[str]:
    """Leave out what kind of unit each is, but where two would look the same.

    >>> brief(["Пермский городской округ", "Пермский муниципальный округ", "г. Кизел"])
    ['Пермский г.\\xa0о.', 'Пермский м.\\xa0о.', 'Кизел']
    """
    own = [_own_words(name) for name in names]
    times = Counter(map(fold, own))
    return [
        word if times[fold(word)] == 1 else short(name)
        for name, word in zip(names, own, strict=True)
    ]


def _own_words(name: str) -> str:
    core = set(unit_name(name).core)
    kept = [word for word in name.split() if fold(word.strip("«».,()\"'")) in core]
    return " ".join(kept) or short(name)


class _Sheet:
    """The room that is left on the map while names are written on it."""

    def __init__(self, height: float, font: float, found: Sequence[Spot]) -> None:
        self._height, self._font, self._found = height, font, found
        # the scale stands in the lower left corner
        self._taken = [(0.0, height - 14 - 2 * font, 6 * font, height)]

    def write(self, place: int, name: str) -> Html | None:
        """Write the name of a spot where there is room; ``None`` where there is none."""
        spot, wide = self._found[place], _LETTER * self._font * len(name)
        calm = spot.unit.level in _CALM
        # on a map of small polygons a name far wider than its own says nothing
        if wide > _OVERHANG * spot.wide and calm:
            return None
        for signs in self._to_spare(place, calm=calm):
            for x, y in _beside(spot, wide, self._font):
                box = _box(x, y, wide, self._font)
                if self._within(box) and not any(
                    _meet(box, b) for b in (*self._taken, *_of(signs))
                ):
                    self._taken.append(box)
                    return text(x, y + self._font * 0.35, name, anchor="middle")
        return None

    def _to_spare(self, place: int, *, calm: bool) -> list[list[Spot]]:
        """Return what a name may not cover, less and less: what is hot is named at any price.

        The middle of a polygon without a sign is no more than a place to keep clear of.
        """
        others = [*self._found[:place], *self._found[place + 1 :]]
        if calm:
            return [others]
        drawn = [other for other in others if other.radius]
        known = [other for other in drawn if other.unit.level != "grey"]
        hot = [other for other in known if other.unit.level not in _CALM]
        return [others, drawn, known, hot]

    def _within(self, box: _Box) -> bool:
        return box[0] > 2 and box[2] < WIDTH - 2 and box[1] > 2 and box[3] < self._height - 2


def _of(signs: Sequence[Spot]) -> list[_Box]:
    return [_box(s.x, s.y, 2 * s.radius, 2 * s.radius) for s in signs]


def _beside(spot: Spot, wide: float, font: float) -> list[tuple[float, float]]:
    """Below, above, to the right, to the left, between them, inside: where a name may stand."""
    down, side = spot.radius + font * 0.6, spot.radius + wide / 2 + 5
    within = [] if spot.radius else [(0.0, 0.0)]
    straight = [(0.0, down), (0.0, -down), (side, 0.0), (-side, 0.0)]
    across = [(i * wide / 2, j * down) for j in (1, -1) for i in (1, -1)]
    # last of all, a large circle bears its name itself
    inside = [(0.0, spot.radius * 0.55)] if wide < 2 * spot.radius else []
    return [(spot.x + x, spot.y + y) for x, y in (*within, *straight, *across, *inside)]


def _box(x: float, y: float, wide: float, tall: float) -> _Box:
    return x - wide / 2, y - tall / 2, x + wide / 2, y + tall / 2


def _meet(a: _Box, b: _Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


__all__ = ["brief", "labels"]
