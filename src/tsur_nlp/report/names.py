"""One unit under two names: «Пермский городской округ» and «город Пермь»."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from tsur_nlp.text import fold

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class UnitName:
    """A unit's name taken apart: its own words, their stems, and the kind: town or rural."""

    full: str
    core: tuple[str, ...]
    stems: tuple[frozenset[str], ...]
    kind: str


@lru_cache(maxsize=1)
def _tables() -> dict[str, Any]:
    path = Path(__file__).with_name("data") / "unit_types.json"
    tables: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return tables


def unit_name(text: str) -> UnitName:
    """Take a name apart.

    >>> unit_name("Городской округ Пермский").core, unit_name("г. Пермь").kind
    (('пермский',), 'city')
    """
    tables = _tables()
    found = _WORD.findall(fold(text))
    core = tuple(w for w in found if w not in tables["words"]) or tuple(found)
    kinds = [kind for kind in ("rural", "city") if any(w in tables[kind] for w in found)]
    return UnitName(" ".join(found), core, tuple(map(_stems, core)), kinds[0] if kinds else "")


def _stems(word: str) -> frozenset[str]:
    """Return every stem: Александровский may be of Александровск, or of Александр."""
    ends = [s for s in _tables()["suffixes"] if word.endswith(s) and len(word) - len(s) >= 3]
    return frozenset({word, *(word[: -len(end)] for end in ends)})


def _kin(a: UnitName, b: UnitName) -> bool:
    return len(a.stems) == len(b.stems) and all(
        not x.isdisjoint(y) for x, y in zip(a.stems, b.stems, strict=True)
    )


def _agree(a: UnitName, b: UnitName) -> bool:
    return not a.kind or not b.kind or a.kind == b.kind


TESTS: tuple[Callable[[UnitName, UnitName], bool], ...] = (
    lambda a, b: a.full == b.full,
    lambda a, b: a.core == b.core and a.kind == b.kind,
    lambda a, b: a.core == b.core and _agree(a, b),
    lambda a, b: _kin(a, b) and a.kind == b.kind,
    lambda a, b: _kin(a, b) and _agree(a, b),
    lambda a, b: a.core == b.core,
    lambda a, b: _kin(a, b),
)
"""From the strictest to the loosest; a pair is taken where a test leaves neither another choice."""


def match(wanted: Sequence[str], known: Iterable[str]) -> dict[str, str]:
    """Pair the names of two sources; each is used once, doubtful ones are left out.

    >>> match(["г. Кунгур", "Кунгурский муниципальный округ"], ["Кунгурский район", "город Кунгур"])
    {'г. Кунгур': 'город Кунгур', 'Кунгурский муниципальный округ': 'Кунгурский район'}
    """
    left = {name: unit_name(name) for name in wanted}
    free = {name: unit_name(name) for name in known}
    pairs: dict[str, str] = {}
    for test in TESTS:
        fits = {
            n: [o for o, known in free.items() if test(unit, known)] for n, unit in left.items()
        }
        claims = Counter(other for others in fits.values() for other in others)
        for name, others in fits.items():
            if len(others) == 1 and claims[others[0]] == 1:
                pairs[name] = others[0]
                del left[name], free[others[0]]
    return {name: pairs[name] for name in wanted if name in pairs}


def short(text: str) -> str:
    """Shorten the kind of a unit for a label on the map.

    >>> short("Чайковский городской округ"), short("муниципальный округ Коломна")
    ('Чайковский г.\xa0о.', 'м.\xa0о. Коломна')
    """
    for long, brief in _tables()["short"]:
        text = re.sub(rf"\b{long}\b", brief, text, flags=re.IGNORECASE)
    return text
