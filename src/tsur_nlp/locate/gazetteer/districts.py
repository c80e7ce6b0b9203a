"""Parts of cities: administrative districts, and microdistricts as people call them."""

from __future__ import annotations

from collections.abc import Mapping

from tsur_nlp.locate.words.lexicon import table
from tsur_nlp.text.tokens import fold


class Districts:
    """What cities are divided into.

    ``named`` maps the folded name of an administrative district to its (city, type, name) in every
    city that has one; ``forms`` every case of a microdistrict to its name; ``typed_forms`` those of
    the names that are villages, streets or words as well: they are read beside «мкр» only.
    """

    def __init__(self, microdistricts: Mapping[str, Mapping[str, list[str]]]) -> None:
        self.named = _named()
        self.forms = _by_form(microdistricts["alone"])
        self.typed_forms = _by_form(microdistricts["beside_type_word"])
        self._cities: dict[str, tuple[str, ...]] | None = None

    def cities(self, name: str) -> tuple[str, ...]:
        """Return the cities that have a microdistrict of that name."""
        if self._cities is None:
            self._cities = _cities()
        return self._cities.get(name, ())


def _by_form(cases: Mapping[str, list[str]]) -> dict[str, str]:
    return {form: name for name, forms in cases.items() for form in forms}


def _named() -> dict[str, list[tuple[str, str, str]]]:
    found: dict[str, list[tuple[str, str, str]]] = {}
    for row in table("city_districts"):
        for name in row["names"].split("|"):
            found.setdefault(fold(name), []).append((row["city"], row["type"], name))
    return found


def _cities() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for row in table("microdistricts"):
        for name in row["names"].split("|"):
            found[name] = (*found.get(name, ()), row["city"])
    return found
