"""The rules in their order: the list is the algorithm.

Each rule reads what the rules before it left free, and takes what it finds.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from tsur_nlp.locate.by_bare import name_and_house
from tsur_nlp.locate.by_crossing import crossing, joined_names, list_of_names
from tsur_nlp.locate.by_district import abbreviated_municipality, typed_district
from tsur_nlp.locate.by_entrance import apartment, entrance
from tsur_nlp.locate.by_following import following_streets
from tsur_nlp.locate.by_landmark import landmark
from tsur_nlp.locate.by_marked_house import marked_house
from tsur_nlp.locate.by_microdistrict import known_district
from tsur_nlp.locate.by_misspelling import misspelt_street
from tsur_nlp.locate.by_nickname import nickname
from tsur_nlp.locate.by_preposition import name_after_house, name_after_preposition
from tsur_nlp.locate.by_region import region
from tsur_nlp.locate.by_settlement import known_settlement, unknown_settlement
from tsur_nlp.locate.by_street import typed_street
from tsur_nlp.locate.by_typed_settlement import typed_settlement
from tsur_nlp.locate.gate import TRIGGERS, has_capitals, may_hold_a_place
from tsur_nlp.locate.lexicon import Kind
from tsur_nlp.locate.reading import EMPTY, Context, Found, Reading, folded
from tsur_nlp.locate.vocabulary import vocabulary

ANY = 1 << 20
IN_CAPITAL = re.compile(r"(?:^|[^а-яё])(?:[Вв]|из|до) [А-ЯЁ]")
Trace = list[tuple[str, Found]]
Rule = Callable[[Reading], None]

# Each rule with the kinds of words without which it has nothing to do.
RULES: list[tuple[int, Rule]] = [
    (Kind.NAME, region),
    (Kind.LANDMARK, landmark),
    (Kind.STREET, typed_street),
    (Kind.STREET, following_streets),
    (Kind.NAME, nickname),
    (Kind.DISTRICT, typed_district),
    (ANY, abbreviated_municipality),
    (Kind.SETTLEMENT, typed_settlement),
    (Kind.CROSSING, crossing),
    (Kind.ENTRANCE, entrance),
    (Kind.NUMBER, name_and_house),
    (Kind.HOUSE, marked_house),
    (ANY, joined_names),
    (ANY, list_of_names),
    (Kind.HOUSE, name_after_house),
    (Kind.NAME | Kind.BESIDE, known_settlement),
    (Kind.STREET, unknown_settlement),
    (Kind.NAME, known_district),
    (Kind.PREPOSITION, name_after_preposition),
    (Kind.NUMBER | Kind.PREPOSITION, following_streets),
    (Kind.APARTMENT, apartment),
    (Kind.NUMBER | Kind.STREET, misspelt_street),
]


def read(text: str, *, context: Context = EMPTY, trace: Trace | None = None) -> Reading | None:
    """Run the rules over a text; None when nothing in it can open a place.

    ``trace`` gets every find with the name of the rule that made it.
    """
    low = folded(text)
    if not may_hold_a_place(text, low) and not (context.region and IN_CAPITAL.search(text)):
        return None
    reading = Reading(text, low, vocabulary(), context)
    small = context.region and reading.mask & Kind.BESIDE
    if not (reading.mask & TRIGGERS or small) and not has_capitals(reading.text):
        return None
    reading.open()
    mask = reading.mask | ANY
    for needs, rule in RULES:
        if mask & needs:
            before = set(map(id, reading.found)) if trace is not None else set()
            rule(reading)
            if trace is not None:
                trace += [(rule.__name__, f) for f in reading.found if id(f) not in before]
    return reading
