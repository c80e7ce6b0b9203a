"""The rules in their order: the list is the algorithm.

Each rule reads what the rules before it left free, and takes what it finds.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from tsur_nlp.locate.gate import TRIGGERS, has_capitals, may_hold_a_place
from tsur_nlp.locate.reading import EMPTY, Context, Found, Reading, folded, whole_words
from tsur_nlp.locate.rules.by_adjective_district import adjective_district
from tsur_nlp.locate.rules.by_bare import name_and_house
from tsur_nlp.locate.rules.by_called_landmark import called_landmark
from tsur_nlp.locate.rules.by_crossing import crossing, joined_names, list_of_names
from tsur_nlp.locate.rules.by_district import abbreviated_municipality, typed_district
from tsur_nlp.locate.rules.by_entrance import apartment, entrance
from tsur_nlp.locate.rules.by_following import following_streets
from tsur_nlp.locate.rules.by_known_district import known_district
from tsur_nlp.locate.rules.by_known_name import known_name
from tsur_nlp.locate.rules.by_landmark import landmark
from tsur_nlp.locate.rules.by_leading_house import leading_house
from tsur_nlp.locate.rules.by_marked_house import house_apart, marked_house
from tsur_nlp.locate.rules.by_misspelling import misspelt_street
from tsur_nlp.locate.rules.by_misspelt_city import misspelt_city
from tsur_nlp.locate.rules.by_neighbour_unit import neighbour_unit
from tsur_nlp.locate.rules.by_nickname import nickname
from tsur_nlp.locate.rules.by_numbered_landmark import numbered_landmark
from tsur_nlp.locate.rules.by_part_of_city import known_part, part_of_city
from tsur_nlp.locate.rules.by_preposition import name_after_house, name_after_preposition
from tsur_nlp.locate.rules.by_region import region
from tsur_nlp.locate.rules.by_registered import registered_street
from tsur_nlp.locate.rules.by_settlement import known_settlement
from tsur_nlp.locate.rules.by_street import typed_street
from tsur_nlp.locate.rules.by_typed_settlement import typed_settlement
from tsur_nlp.locate.rules.by_unknown_settlement import unknown_settlement
from tsur_nlp.locate.rules.by_unlisted_village import unlisted_village
from tsur_nlp.locate.rules.by_village_list import village_list
from tsur_nlp.locate.words.lexicon import Kind
from tsur_nlp.locate.words.small_places import names_misspelt_city, names_small_place
from tsur_nlp.locate.words.vocabulary import vocabulary

ANY = 1 << 20
IN_CAPITAL = re.compile(r"(?:^|[^а-яё])(?:[Вв]|из|до) [А-ЯЁ]")
Trace = list[tuple[str, Found]]
Rule = Callable[[Reading], None]

# Each rule with the kinds of words without which it has nothing to do. Two stand twice: some of
# their names count only beside a street that a rule between has read.
RULES: list[tuple[int, Rule]] = [
    (Kind.REGION, region),
    (Kind.LANDMARK, landmark),
    (Kind.STREET, typed_street),
    (Kind.STREET, following_streets),
    (Kind.NAME, nickname),
    (Kind.DISTRICT, typed_district),
    (Kind.UNIT, abbreviated_municipality),
    (Kind.SETTLEMENT, typed_settlement),
    (Kind.SETTLEMENT, part_of_city),
    (ANY, misspelt_city),
    (Kind.CROSSING, crossing),
    (Kind.ENTRANCE, entrance),
    (Kind.NUMBER, name_and_house),
    (Kind.NUMBER, leading_house),
    (Kind.HOUSE, marked_house),
    (Kind.CALLED | Kind.LANDMARK, numbered_landmark),
    (Kind.CALLED, called_landmark),
    (ANY, joined_names),
    (ANY, list_of_names),
    (Kind.HOUSE, name_after_house),
    (Kind.SETTLEMENT, village_list),
    (Kind.NAME | Kind.BESIDE, known_settlement),
    (Kind.NAME, known_part),
    (Kind.DISTRICT, neighbour_unit),
    (Kind.STREET, unknown_settlement),
    (Kind.LED, unlisted_village),
    (Kind.PART, known_district),
    (Kind.BESIDE, adjective_district),
    (Kind.STREET_NAME, known_name),
    (Kind.PREPOSITION, name_after_preposition),
    (Kind.STREET_NAME, known_name),
    (Kind.NUMBER | Kind.PREPOSITION, following_streets),
    (Kind.NUMBER, house_apart),
    (Kind.APARTMENT, apartment),
    (Kind.NUMBER, registered_street),
    (Kind.STREET | Kind.NUMBER | Kind.PREPOSITION, misspelt_street),
]


def read(text: str, *, context: Context = EMPTY, trace: Trace | None = None) -> Reading | None:
    """Run the rules over a text; None when nothing in it can open a place.

    ``trace`` gets every find with the name of the rule that made it.
    """
    low = whole_words(folded(text))
    small = names_small_place(text) or (context.region and IN_CAPITAL.search(text))
    city = False
    if not (small or may_hold_a_place(text, low)):
        city = names_misspelt_city(low)
        if not city:
            return None
    reading = Reading(text, low, vocabulary(), context)
    if not (reading.mask & TRIGGERS or small or _goes_on(reading, low, city=city)):
        return None
    reading.open()
    reading.mask |= Kind.LED if small else 0
    for rule in _rules(reading.mask | ANY):
        if trace is None:
            rule(reading)
        else:
            trace += _traced(rule, reading)
    return reading


def _goes_on(reading: Reading, low: str, *, city: bool) -> bool:
    """Whether to read on a text without a word that opens a place.

    ``city`` is what the gate saw in ``low``; it asks again only where something was hidden since.
    """
    if has_capitals(reading.text):
        return True
    return (city and reading.low is low) or names_misspelt_city(reading.low)


def _traced(rule: Rule, reading: Reading) -> Trace:
    before = set(map(id, reading.found))
    rule(reading)
    return [(rule.__name__, found) for found in reading.found if id(found) not in before]


@lru_cache(maxsize=4096)
def _rules(mask: int) -> tuple[Rule, ...]:
    """The rules that have something to do in a text with words of these kinds."""
    return tuple(rule for needs, rule in RULES if mask & needs)
