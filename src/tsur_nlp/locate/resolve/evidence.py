"""What speaks for a place and against it: plain signs, of which its confidence is made."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from tsur_nlp.locate.assemble import Draft
from tsur_nlp.locate.gazetteer import Gazetteer
from tsur_nlp.locate.reading import Found
from tsur_nlp.locate.register import Match
from tsur_nlp.locate.words.lexicon import kinds
from tsur_nlp.text.tokens import fold

DEEPEST = ("street", "house", "district", "settlement", "municipality", "region", "landmark")
SHORT, LONG = 4, 400
_CAPITAL = re.compile(r"(?<![А-ЯЁа-яё])[А-ЯЁ][А-ЯЁа-яё]{2,}")
_MARK = re.compile(r"(?:[Дд][Оо][Мм]\w{0,2}|(?<![А-Яа-я])[Дд]|№|[Зз][Дд])[\s.:№]*\d")

Signs = tuple[str, ...]


def signs(
    draft: Draft,
    values: Mapping[str, Any],
    text: str,
    *,
    match: Match | None = None,
    places: int = 1,
) -> Signs:
    """Return the signs of a place, in a fixed order.

    ``match`` is what the register says, None without one; ``places`` is how many the message has.
    """
    parts, level = draft.parts, values["precision"]
    told = [f"level {level}"]
    for deepest in DEEPEST:
        if deepest in parts:
            told += _of_name(parts[deepest], text, level)
            break
    told += _of_place(draft, level, text, places)
    if match is not None:
        told += _of_register(match, level)
    return tuple(told)


def _of_name(found: Found, text: str, level: str) -> list[str]:
    """How the name is written, and by which rule it was read."""
    told = [f"rule {found.rule}"]
    if found.type:
        told.append(f"{level} with its type")
    capitals = _CAPITAL.findall(text, found.start, found.end)
    if any(fold(word) not in kinds() for word in capitals) and not text.isupper():
        told.append(f"{level} with a capital")
    if len(found.value) <= SHORT:
        told.append("short name")
    if not found.certain:
        told.append("unsure reading")
    if found.kind == "street" and fold(found.value) in Gazetteer.load().streets:
        told.append("usual street")
    if found.kind == "settlement" and len(found.numbers) != 1:
        told.append("settlement with namesakes" if found.numbers else "unknown settlement")
    return told


def _of_place(draft: Draft, level: str, text: str, places: int) -> list[str]:
    """What stands beside the name."""
    told = []
    if level == "house" and _MARK.search(text[draft.start : draft.end]):
        told.append("house marked")
    if level == "house" and "house" in draft.parts:
        told.append("house apart from its street")
    if "settlement" in draft.parts and level != "settlement":
        told.append("settlement beside")
    if "district" in draft.parts and level != "district":
        told.append("district beside")
    if places > 1:
        told.append("two places" if places == 2 else "many places")
    if len(text) > LONG:
        told.append("long message")
    return told


def _of_register(match: Match, level: str) -> Iterator[str]:
    if level not in ("house", "street"):
        return
    if match.candidates:
        yield f"register: several, {level}"
    elif match.spot is None:
        yield f"register: none, {level}"
    else:
        yield f"register: {match.way}, {'house' if match.spot.house else 'street'} of {level}"
