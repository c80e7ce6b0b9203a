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
_WORD = re.compile(r"[А-ЯЁа-яё]{3,}")
_MARK = re.compile(r"(?i)(?:дом\w{0,2}|(?<![а-я])д|№|зд)[\s.:№]*\d")

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
    found = next((draft.parts[k] for k in DEEPEST if k in draft.parts), None)
    level = values["precision"]
    return (
        f"level {level}",
        *(_of_name(found, text, level) if found else ()),
        *_of_place(draft, level, text, places),
        *(_of_register(match, level) if match is not None else ()),
    )


def _of_name(found: Found, text: str, level: str) -> Iterator[str]:
    """How the name is written, and by which rule it was read."""
    yield f"rule {found.rule}"
    if found.type:
        yield f"{level} with its type"
    piece = text[found.start : found.end]
    capitals = (word for word in _WORD.findall(piece) if word[0].isupper())
    if any(fold(word) not in kinds() for word in capitals) and not text.isupper():
        yield f"{level} with a capital"
    if len(found.value) <= SHORT:
        yield "short name"
    if not found.certain:
        yield "unsure reading"
    if found.kind == "street" and fold(found.value) in Gazetteer.load().streets:
        yield "usual street"
    if found.kind == "settlement" and len(found.numbers) != 1:
        yield "settlement with namesakes" if found.numbers else "unknown settlement"


def _of_place(draft: Draft, level: str, text: str, places: int) -> Iterator[str]:
    """What stands beside the name."""
    if level == "house" and _MARK.search(text[draft.start : draft.end]):
        yield "house marked"
    if level == "house" and "house" in draft.parts:
        yield "house apart from its street"
    if "settlement" in draft.parts and level != "settlement":
        yield "settlement beside"
    if "district" in draft.parts and level != "district":
        yield "district beside"
    if places > 1:
        yield "two places" if places == 2 else "many places"
    if len(text) > LONG:
        yield "long message"


def _of_register(match: Match, level: str) -> Iterator[str]:
    if level not in ("house", "street"):
        return
    if match.candidates:
        yield f"register: several, {level}"
    elif match.spot is None:
        yield f"register: none, {level}"
    else:
        yield f"register: {match.way}, {'house' if match.spot.house else 'street'} of {level}"
