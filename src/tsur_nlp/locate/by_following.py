"""Streets that share a type word: «улиц Республики и Мельникайте»."""

from __future__ import annotations

from tsur_nlp.locate.lexicon import Kind, listed
from tsur_nlp.locate.names import forward
from tsur_nlp.locate.reading import Reading
from tsur_nlp.locate.street_find import add

JOINTS = frozenset(("и", ",", "/", "-", "–", "—", "с"))
PLURALS = frozenset(["улиц", "улицам", "улицах", "проспектов", "проспекты", "переулки"])


def following_streets(reading: Reading) -> None:
    """«улиц Республики и Мельникайте», «по ул. Садовой и Лесной»: names that share a type word."""
    if not reading.found:
        return
    for found in [f for f in reading.found if f.kind == "street" and not f.house]:
        i = reading.token_at(found.end)
        first = max(0, i - 5)
        dotted = reading.word(i) == "." and reading.word(i - 1) in listed("abbreviated")
        i += dotted
        if reading.word(i) not in JOINTS:
            continue
        plural = not PLURALS.isdisjoint(reading.words[first : i - dotted])
        while reading.word(i) in JOINTS and (plural or reading.word(i) not in (",", "с")):
            name = forward(reading, i + 1)
            if name is None or not (
                reading.capital(name.first) or reading.shouting or plural or name.numbered
            ):
                break
            if not reading.free(reading.starts[name.first], reading.ends[name.last]) or (
                reading.kinds[name.first] & Kind.NAME and not reading.known(name.words)
            ):
                break
            add(reading, name, found.type, rule="following_street")
            i = name.last + 1
