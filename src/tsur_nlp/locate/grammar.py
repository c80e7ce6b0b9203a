"""The rules in their order: the list is the algorithm.

Each rule reads what the rules before it left free, and takes what it finds.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from tsur_nlp.locate.by_bare import name_and_house
from tsur_nlp.locate.by_crossing import crossing, joined_names, list_of_names
from tsur_nlp.locate.by_district import abbreviated_municipality, typed_district
from tsur_nlp.locate.by_entrance import apartment, entrance
from tsur_nlp.locate.by_following import following_streets
from tsur_nlp.locate.by_landmark import landmark
from tsur_nlp.locate.by_marked_house import marked_house
from tsur_nlp.locate.by_microdistrict import known_district, stands_alone
from tsur_nlp.locate.by_nickname import nickname, nicknames
from tsur_nlp.locate.by_preposition import name_after_house, name_after_preposition
from tsur_nlp.locate.by_region import region
from tsur_nlp.locate.by_settlement import known_settlement, unknown_settlement
from tsur_nlp.locate.by_street import typed_street
from tsur_nlp.locate.by_typed_settlement import typed_settlement
from tsur_nlp.locate.gazetteer import BESIDE, Gazetteer
from tsur_nlp.locate.lexicon import Kind, kinds
from tsur_nlp.locate.reading import EMPTY, Context, Found, Reading, folded

ANY = 1 << 20
DIGIT = re.compile(r"[0-9#]")
IN_CAPITAL = re.compile(r"(?:^|[^а-яё])(?:[Вв]|из|до) [А-ЯЁ]")
PUNCTUATION = '.,!?:;()«»"/*_…'
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
]
# A message without a word of these kinds, and without «Белинского/Ванеева», is read no further.
TRIGGERS = (
    Kind.NUMBER | Kind.STREET | Kind.SETTLEMENT | Kind.DISTRICT | Kind.ENTRANCE | Kind.APARTMENT
    | Kind.CROSSING | Kind.LANDMARK | Kind.NAME
)  # fmt: skip
CAPITALS = re.compile(
    r"(?:^|[\s,.(])(?:[Нн][аА]|[Пп][оО]|[Вв]доль|сторону) [А-ЯЁ]"
    r"|[а-яё]/[А-ЯЁ]|[ао], [А-ЯЁ][а-яё]+[ао],? "
)


@lru_cache(maxsize=1)
def vocabulary() -> dict[str, int]:
    """Map every word that may open a place to its kinds: the word lists and the gazetteer."""
    gazetteer = Gazetteer.load()
    found = dict(kinds())
    microdistricts = [
        form for form, name in gazetteer.microdistrict_forms.items() if stands_alone(name)
    ]
    names = [*gazetteer.region_forms, *microdistricts, *nicknames()]
    for form, (risk, _) in gazetteer.place_forms.items():
        _mark(found, form, Kind.BESIDE if risk == BESIDE else Kind.NAME)
    found |= {str(number): Kind.NUMBER for number in range(10_000)}
    for form in names:
        _mark(found, form, Kind.NAME)
    return found


@lru_cache(maxsize=1)
def trigger_words() -> frozenset[str]:
    """Return the words of the vocabulary that may open a place, and the digits."""
    return frozenset(word for word, kind in vocabulary().items() if kind & TRIGGERS)


def _may_hold_a_place(text: str) -> bool:
    """A cheap first look; half of the messages end here, at a tenth of the cost of a reading."""
    if DIGIT.search(text) or CAPITALS.search(text):
        return True
    low = folded(text)
    for mark in PUNCTUATION:
        if mark in low:
            low = low.replace(mark, " ")
    return not trigger_words().isdisjoint(low.split())


def _mark(found: dict[str, int], form: str, kind: int) -> None:
    first = form.split(" ", 1)[0]
    found[first] = found.get(first, 0) | kind
    last = form.rsplit(" ", 1)[-1]
    found[last] = found.get(last, 0) | Kind.TAIL
    if " " in form:  # «ханты мансийск» is written «ханты-мансийск» too
        joined = form.replace(" ", "-")
        found[joined] = found.get(joined, 0) | kind


def read(text: str, *, context: Context = EMPTY, trace: Trace | None = None) -> Reading | None:
    """Run the rules over a text; None when nothing in it can open a place.

    ``trace`` gets every find with the name of the rule that made it.
    """
    if not _may_hold_a_place(text) and not (context.region and IN_CAPITAL.search(text)):
        return None
    reading = Reading(text, vocabulary(), context)
    small = context.region and reading.mask & Kind.BESIDE
    if not (reading.mask & TRIGGERS or small) and not CAPITALS.search(reading.text):
        return None
    reading.open()
    mask = reading.mask | ANY
    for needs, rule in RULES:
        if mask & needs:
            before = len(reading.found)
            rule(reading)
            if trace is not None:
                trace += [(rule.__name__, found) for found in reading.found[before:]]
    return reading
