"""Big cities with a slip of the pen: «сургкт ленина 15», «в нижнем новгароде на ул Мира»."""

from __future__ import annotations

from itertools import compress, count

from tsur_nlp.locate.gazetteer import SURE
from tsur_nlp.locate.reading import Reading
from tsur_nlp.locate.spelling.town_spelling import SHORTEST, first_parts, meant_city
from tsur_nlp.locate.words.authorities import of_authority
from tsur_nlp.locate.words.lexicon import Kind
from tsur_nlp.locate.words.settlement_names import Match, add_match

IN = frozenset(("в", "во", "из", "до", "город", "города", "городе", "г"))
RULE = "misspelt_city"


def misspelt_city(reading: Reading) -> None:
    """A word that is one edit from a big city, where a city would be named."""
    words, kinds = reading.words, reading.kinds
    spots = [i for i in compress(count(1), map(IN.__contains__, words)) if i < len(words)]
    if reading.mask & (Kind.NUMBER | Kind.STREET):
        spots.insert(0, 0)
    firsts = first_parts()
    for i in spots:
        last = i + (words[i] in firsts and i + 1 < len(words))
        if kinds[last]:
            continue
        word = words[i] if last == i else f"{words[i]} {words[last]}"
        if len(word) < SHORTEST or not (numbers := meant_city(word)):
            continue
        if reading.free(reading.starts[i], reading.ends[last]) and not of_authority(reading, i):
            reading.kinds[last] |= Kind.NAME  # a street may follow it as it follows a city
            add_match(reading, Match(SURE, list(numbers), last), i, RULE, "")
