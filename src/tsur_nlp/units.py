"""The units of a territory: one name each, none of another region, with their residents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import pandas as pd

    from tsur_nlp.locate import Unit

UNITS = ("municipality", "district")

# A region that fewer messages name, of all and of those that name one, is a mention, no home.
_HOME_SHARE, _HOME_PART = 0.01, 0.1
_MOST = 0.5


def tidy(known: pd.DataFrame, given: pd.DataFrame | None = None) -> pd.DataFrame:
    """Return the facts with units of this territory only, each under one name.

    «Поеду жаловаться в Москву» makes no unit, and «Губаха», «городской округ Губаха» and
    «Губахинский муниципальный округ» are one: it keeps the name that most messages give it.

    ``given`` is what the export itself says in the columns `UNITS`. Where it fills most rows of a
    column, texts add no other names: «Петроградка» is nobody's district there. A municipality that
    the gazetteer knows at home stays, whoever names it.
    """
    homes = _homes(known)
    for column in UNITS if homes else ():
        known.loc[known[column].isin(_foreign(known, column, homes)), column] = ""
    home = _home(homes, known["municipality"])
    shown = _shown(known["municipality"], home)
    _rename(known, "municipality", shown)
    if given is not None:
        own = given["municipality"].map(lambda name: shown.get(name, name))
        called = _own_names(known["municipality"], own)
        _rename(known, "municipality", _but_units_of(home, called))
        _rename(known, "district", _own_names(known["district"], given["district"]))
    return known


def populations(known: pd.DataFrame) -> dict[str, int]:
    """Return the residents of the municipalities that the gazetteer knows for certain."""
    home = _home(_homes(known), known["municipality"])
    names = sorted(set(known["municipality"]) - {""})
    units = ((name, _unit(name, home)) for name in names if home)
    return {name: unit.population for name, unit in units if unit and unit.population}


def _homes(known: pd.DataFrame) -> list[str]:
    """Return the regions that a sensible part of the messages is of, the commonest first.

    Three messages of tens of thousands that name a region do not say where the others are from.
    """
    named = known["region"].value_counts().drop("", errors="ignore")
    least = max(_HOME_SHARE * len(known), _HOME_PART * named.sum())
    return sorted(named.index[named >= least], key=lambda name: (-named[name], name))


def _home(homes: Sequence[str], municipalities: pd.Series[str]) -> str:
    """Return the region to look municipalities up in; an empty string where it is not known.

    Where messages do not name it, most of the municipalities do: one alone may have a namesake.
    """
    if homes:
        return homes[0]
    names = set(municipalities) - {""}
    found = Counter(unit.region for name in names if (unit := _unit(name)))
    region, times = min(found.items(), key=lambda item: (-item[1], item[0]), default=("", 0))
    return region if times > _MOST * len(names) else ""


def _foreign(known: pd.DataFrame, column: str, homes: Iterable[str]) -> list[str]:
    """Return the units of which most messages name another region; to name none is no sign."""
    away = ~known["region"].isin(["", *homes])
    share = away.groupby(known[column]).mean()
    return list(share.index[share > _MOST])


def _shown(column: pd.Series[str], home: str) -> dict[str, str]:
    """Return the name that each municipality is shown under."""
    times = column.value_counts().drop("", errors="ignore")
    first: dict[tuple[str, str], str] = {}
    shown: dict[str, str] = {}
    for name in sorted(times.index, key=lambda n: (-times[n], n)):
        unit = _unit(name, home) if home else None
        shown[name] = first.setdefault((unit.region, unit.name), name) if unit else name
    return shown


def _own_names(column: pd.Series[str], own: pd.Series[str]) -> dict[str, str]:
    """Return how the export calls each name that is not its own; nothing for one it never uses.

    Of all rows, not of those that name something: what is left then still fills most of them, so
    that the column stays the one that the territory is divided by.
    """
    said, filled = column.to_numpy() != "", own.to_numpy() != ""
    if not _MOST * len(column) <= (said & filled).sum() < said.sum():
        return {}
    times = own.value_counts().drop("", errors="ignore")
    called: dict[str, str] = {}
    for name in sorted(times.index, key=lambda n: (-times[n], n)):
        called.setdefault(_bare(name), name)
    others = set(column) - set(times.index) - {""}
    return {name: called.get(_bare(name), "") for name in others}


def _but_units_of(home: str, called: Mapping[str, str]) -> dict[str, str]:
    """Leave out the names that are municipalities of their own in the home region.

    The export does not name those: what it does name is under one name by then. Their like name in
    the export may be of the town inside them: «Пермский район», «Пермский городской округ».
    """

    def known(name: str) -> bool:
        return bool(home and _unit(name, home))

    return {n: to for n, to in called.items() if not known(n) or (to and not known(to))}


def _rename(known: pd.DataFrame, column: str, names: Mapping[str, str]) -> None:
    import pandas as pd

    if not names:
        return
    codes, called = pd.factorize(known[column])
    told = np.array([names.get(name, name) for name in map(str, called)], dtype=np.object_)
    known[column] = pd.Series(told[codes], index=known.index, dtype=object)


def _bare(name: str) -> str:
    from tsur_nlp.locate.gazetteer.unit_names import bare

    return bare(name)


def _unit(name: str, region: str = "") -> Unit | None:
    from tsur_nlp.locate import Gazetteer

    return Gazetteer.load().municipality(name, region)
