"""The regions of Russia: official names, OKTMO, and every form in which they are written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tsur_nlp.locate.gazetteer.unit import key


class Regions:
    """Looks regions up; a region is known by its number."""

    def __init__(self, rows: Sequence[Sequence[str]], forms: Mapping[str, int]) -> None:
        self._rows = rows
        self._keys = {key(form): i for form, i in forms.items()}

    def find(self, name: str) -> int | None:
        """Return the number of the region of that name or alias, in any case form."""
        return self._keys.get(key(name.split("—")[0].split("(")[0]))

    def name(self, i: int) -> str:
        """Return the official name of region number ``i``."""
        return self._rows[i][0]

    def oktmo(self, i: int) -> str:
        """Return the code of region number ``i``: eight digits."""
        return self._rows[i][1]
