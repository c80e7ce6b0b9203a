"""The units of a territory: one name each, none of another region, with their residents."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import pandas as pd

    from tsur_nlp.locate import Unit


def tidy(known: pd.DataFrame) -> pd.DataFrame:
    """Return the facts with units of this territory only, each under one name.

    «Поеду жаловаться в Москву» makes no unit, and «Губаха», «городской округ Губаха» and
    «Губахинский муниципальный округ» are one: it keeps the name that most messages give it.
    """
    import pandas as pd

    home = _home(known)
    for column in ("municipality", "district") if home else ():
        known.loc[known[column].isin(_foreign(known, column, home)), column] = ""
    names = known["municipality"].value_counts().drop("", errors="ignore")
    shown: dict[tuple[str, str], str] = {}
    renamed: dict[str, str] = {}
    for name in sorted(names.index, key=lambda n: (-names[n], n)):
        unit = _unit(name, home)
        renamed[name] = shown.setdefault((unit.region, unit.name), name) if unit else name
    codes, called = pd.factorize(known["municipality"])
    told = np.array([renamed.get(str(name), "") for name in called], dtype=np.object_)
    known["municipality"] = pd.Series(told[codes], index=known.index, dtype=object)
    return known


def populations(known: pd.DataFrame) -> dict[str, int]:
    """Return the residents of the municipalities that the gazetteer knows for certain."""
    home = _home(known)
    names = sorted(set(known["municipality"]) - {""})
    units = ((name, _unit(name, home)) for name in names)
    return {name: unit.population for name, unit in units if unit and unit.population}


def _home(known: pd.DataFrame) -> str:
    """Return the region that most messages name; an empty string where none does."""
    named = known.loc[known["region"].ne(""), "region"]
    return str(named.mode().iloc[0]) if len(named) else ""


def _foreign(known: pd.DataFrame, column: str, home: str) -> list[str]:
    named = known.loc[known["region"].ne(""), [column, "region"]]
    regions = named.groupby(column)["region"].agg(lambda part: part.mode().iloc[0])
    return list(regions.index[regions.ne(home)])


def _unit(name: str, region: str) -> Unit | None:
    from tsur_nlp.locate import Gazetteer

    return Gazetteer.load().municipality(name, region)
