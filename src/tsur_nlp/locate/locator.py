"""Places of a message: the grammar reads, the assembly groups, the resolver places on the map."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import repeat
from pathlib import Path

from tsur_nlp.locate.assemble import assemble
from tsur_nlp.locate.grammar import Trace, read
from tsur_nlp.locate.reading import Found, Reading
from tsur_nlp.locate.resolve.confidence import weights
from tsur_nlp.locate.resolve.evidence import Signs
from tsur_nlp.locate.resolve.resolver import Resolver
from tsur_nlp.records import PRECISIONS, Place, PlaceChoice


class Locator:
    """Finds the places a citizen writes.

    ``region`` is where the messages come from: it settles which of two settlements of one name is
    meant and fills what is above a place. Without it a place holds only what
    the text names. ``addresses`` is a register of houses (a CSV or GeoJSON file, the XML of the
    ГАР), by which misspelt streets are repaired too; ``boundaries`` is a GeoJSON of polygons.

    >>> place = Locator()("Возле дома №15 по Пушкина в Кунгуре третий день нет воды")[0]
    >>> place.settlement, place.street, place.house, place.precision
    ('Кунгур', 'Пушкина', '15', 'house')
    """

    def __init__(
        self,
        *,
        region: str = "",
        addresses: str | Path | None = None,
        boundaries: str | Path | None = None,
    ) -> None:
        self.region = region
        self.addresses = addresses
        self.boundaries = boundaries
        self._resolver = Resolver(region=region, addresses=addresses, boundaries=boundaries)

    def __call__(self, text: str, *, area: str = "") -> tuple[Place, ...]:
        """Return the places of one message, the main one first."""
        return next(self.map([text], areas=[area]))

    def map(
        self, texts: Iterable[str], *, areas: Iterable[str] | None = None
    ) -> Iterator[tuple[Place, ...]]:
        """Return the places of each text, in order.

        ``areas`` is what the export says beside each text (a municipality, a district, a
        settlement, or nothing): among streets of one name in the register, that one is taken.
        """
        pairs = zip(texts, repeat("")) if areas is None else zip(texts, areas, strict=True)
        for text, area in pairs:
            reading = self._read(text, area)
            if reading is None or not reading.found:
                yield ()
                continue
            places = self._resolver.places(assemble(reading), text, area=area)
            yield tuple(sorted(places, key=self._rank)) if len(places) > 1 else tuple(places)

    def weighed(self, text: str, *, area: str = "") -> list[tuple[Place, Signs]]:
        """Return the places of one message, each with the signs that make its confidence."""
        reading = self._read(text, area)
        if reading is None:
            return []
        found = self._resolver.weighed(assemble(reading), text, area=area)
        return sorted(found, key=lambda pair: self._rank(pair[0]))

    def explain(self, text: str, *, area: str = "") -> str:
        """Tell which rule read what, what became of it, and what its confidence is made of."""
        trace: Trace = []
        reading = self._read(text, area, trace)
        if reading is None:
            return "ничего похожего на место"
        lines = [
            f"{rule:24} {found.kind}: {_shown(found)}  «{text[found.start : found.end]}»"
            for rule, found in trace
        ]
        for place, signs in self.weighed(text, area=area):
            lines += [_told(place), _why(signs), *map(_other, place.alternatives)]
        return "\n".join(lines)

    def _rank(self, place: Place) -> tuple[bool, int, int]:
        """The place in the messages' region first: «в Москве чистят, а у нас в Чусовом нет»."""
        elsewhere = bool(self.region and place.region) and place.region != self._resolver.region
        return elsewhere, PRECISIONS.index(place.precision), place.start

    def _read(self, text: str, area: str, trace: Trace | None = None) -> Reading | None:
        context = self._resolver.context
        return read(text, context=replace(context, area=area) if area else context, trace=trace)

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return _rebuild, (self.region, self.addresses, self.boundaries)


def _rebuild(region: str, addresses: str | Path | None, boundaries: str | Path | None) -> Locator:
    return Locator(region=region, addresses=addresses, boundaries=boundaries)


def _told(place: Place) -> str:
    hidden = ("start", "end", "text", "alternatives")
    values = {k: v for k, v in place.as_dict().items() if v not in ("", None) and k not in hidden}
    return "→ " + ", ".join(f"{k}={v}" for k, v in values.items())


def _why(signs: Signs) -> str:
    """The signs that weigh most, as shifts of the logit."""
    _, known = weights()
    heavy = sorted(signs, key=lambda sign: (-abs(known.get(sign, 0.0)), sign))[:4]
    return "  уверенность: " + ", ".join(f"{sign} {known.get(sign, 0.0):+.1f}" for sign in heavy)


def _other(choice: PlaceChoice) -> str:
    return "  или " + ", ".join(f"{k}={v}" for k, v in choice.as_dict().items())


def _shown(found: Found) -> str:
    return " ".join(part for part in (found.type, found.value, found.house) if part)
