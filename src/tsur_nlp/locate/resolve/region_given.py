"""The region that the user gives: its official name, or an error that names the closest one."""

from __future__ import annotations

from difflib import get_close_matches

from tsur_nlp.errors import InputError
from tsur_nlp.locate.gazetteer import Gazetteer
from tsur_nlp.text.tokens import fold

_ALIKE = 0.7
"""How alike two names are of which one may be meant for the other (difflib's ratio)."""


def official(name: str) -> str:
    """Return the official name of a region.

    >>> official("хмао")
    'Ханты-Мансийский автономный округ — Югра'

    Raises:
        InputError: no region is called so, or it is no text.
    """
    gazetteer = Gazetteer.load()
    if not _is_text(name):
        raise InputError(f"region is the name of a region of Russia, not {name!r}")
    unit = gazetteer.region(name)
    if unit is not None:
        return unit.name
    raise InputError(
        f"no region is called «{name}»: give a region of Russia by its name or a usual short "
        f"form{_hint(name, gazetteer)}"
    )


def _is_text(name: object) -> bool:
    """Whether it is a name at all: a region's number, 59, is none."""
    return isinstance(name, str)


def _hint(name: str, gazetteer: Gazetteer) -> str:
    """Name the region that may be meant: that of the town, or the one that is spelt alike."""
    town = gazetteer.settlement(name)
    if town is not None and town.region:
        return f"; {town.name} is in «{town.region}»"
    close = get_close_matches(fold(name), gazetteer.region_forms, n=1, cutoff=_ALIKE)
    if not close:
        return ""
    return f"; the closest is «{gazetteer.region_name(gazetteer.region_forms[close[0]])}»"
