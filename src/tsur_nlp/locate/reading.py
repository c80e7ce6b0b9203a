"""A message as the rules see it: folded words with spans and kinds, and what has been found."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, repeat
from typing import TYPE_CHECKING

from tsur_nlp.locate.gazetteer import Gazetteer
from tsur_nlp.locate.lexicon import Kind
from tsur_nlp.text.tokens import fold

if TYPE_CHECKING:
    from tsur_nlp.locate.register import Register

WORD = re.compile(r"([а-яa-z]+(?:-[а-яa-z]+)*|[^\w\s]|\d+|_)")
# Mentions and links are no places; their characters become spaces so that offsets stay.
MENTION = re.compile(r"\[(?:id|club|public)[^\]|]*\|[^\]]*\]")
LINK = re.compile(r"https?://\S+|www\.\S+")
MAIL = re.compile(r"\S+@\S+")
QUOTED = re.compile(r"[«\"“„`'][^»\"”`'\n]{2,60}[»\"”`']")
# «УК "Пермская"», «ООО «Магистральная»»: a name in quotes after the word for an organisation.
ORGANISATION = re.compile(
    r"(?i)(?<![а-яё])(?:ук|ооо|тсж|жск|оао|зао|ао|пао|тсн|уо|муп|ип|фирма|компани[яиюей]+|"
    r"магазин[аеу]?|кафе|газет[аеуы]|групп[аеуы])\s*$"
)
LOWER = re.compile(r"[а-яё]{3}")


@dataclass(slots=True)
class Found:
    """One thing a rule has read: what, its normal form, where, and by which rule."""

    kind: str
    value: str
    start: int
    end: int
    rule: str
    type: str = ""
    house: str = ""
    apartment: str = ""
    tail: int = 0
    numbers: Sequence[int] = ()
    certain: bool = True

    def with_house(self, house: str, apartment: str, end: int) -> Found:
        """Return the same street with another house."""
        return replace(self, house=house, apartment=apartment, end=end)


@dataclass(frozen=True, slots=True)
class Context:
    """What is known before the text: the region, the user's register and its streets (folded).

    ``area`` is what the export says beside the text: a municipality, a district or a settlement.
    """

    region: str = ""
    streets: frozenset[str] = frozenset()
    register: Register | None = None
    area: str = ""


EMPTY = Context()
_OUTSIDE = [""] * 32
ABBREVIATED = Kind.STREET | Kind.SETTLEMENT | Kind.DISTRICT | Kind.HOUSE


class Reading:
    """One message: parallel lists of folded words, their spans and kinds, and the finds so far."""

    __slots__ = (
        "_marked", "_pieces", "area", "ends", "found", "kinds", "low", "mask", "region",
        "register", "shouting", "starts", "streets", "taken", "text", "word", "words",
    )  # fmt: skip

    def __init__(
        self, text: str, low: str, vocabulary: Mapping[str, int], context: Context = EMPTY
    ) -> None:
        self.region = context.region
        self.streets = context.streets
        self.register = context.register
        self.area = context.area
        self.text = hide(text)
        self.low = low if self.text is text else folded(self.text)
        self._pieces = WORD.split(self.low)
        self.words: list[str] = self._pieces[1::2]
        self.kinds = list(map(vocabulary.get, self.words, repeat(0)))
        self.mask = 0
        for kind in set(self.kinds):
            self.mask |= kind

    def open(self) -> None:
        """Find the spans; most messages end before this."""
        borders = list(accumulate(map(len, self._pieces)))
        self.starts = borders[0::2]
        self.ends = borders[1::2]
        self.starts.pop()
        # ``word(i)`` is word number ``i``, or an empty string a little outside of the message.
        self.word: Callable[[int], str] = (self.words + _OUTSIDE).__getitem__
        self._marked = [i for i, kind in enumerate(self.kinds) if kind]
        self.shouting = LOWER.search(self.text) is None
        self.found: list[Found] = []
        self.taken = bytearray(len(self.text) + 1)

    def at(self, kind: int) -> list[int]:
        """Numbers of the words of a kind that no rule has taken."""
        if not self.mask & kind:
            return []
        kinds, taken, starts = self.kinds, self.taken, self.starts
        return [i for i in self._marked if kinds[i] & kind and not taken[starts[i]]]

    def capital(self, i: int) -> bool:
        """Whether the word begins with a capital that means something."""
        return (
            0 <= i < len(self.words) and self.text[self.starts[i]].isupper() and not self.shouting
        )

    def gap(self, i: int) -> str:
        """Return the characters between word ``i`` and the next one."""
        return self.low[self.ends[i] : self.starts[i + 1]] if 0 <= i < len(self.words) - 1 else "\n"

    def opens_sentence(self, i: int) -> bool:
        """Whether the word is the first of its sentence."""
        if i <= 0 or "\n" in self.gap(i - 1):
            return True
        before = self.words[i - 1]
        if (
            before == "."
            and i > 1
            and self.kinds[i - 2] & ABBREVIATED
            and len(self.words[i - 2]) < 5
        ):
            return False  # «ул. Новая»
        return before in ".!?"

    def free(self, start: int, end: int) -> bool:
        """Whether no rule has taken any of the span."""
        return self.taken.find(1, start, end) < 0

    def add(self, found: Found) -> None:
        """Keep a find and take its span."""
        self.found.append(found)
        self.taken[found.start : found.end] = b"\x01" * (found.end - found.start)

    def known(self, words: tuple[str, ...]) -> bool:
        """Whether the gazetteer or the user's register has a street of this name."""
        return (name := " ".join(words)) in Gazetteer.load().streets or name in self.streets

    def token_at(self, position: int) -> int:
        """Return the number of the first word that starts at or after a position."""
        return bisect_left(self.starts, position)


def folded(text: str) -> str:
    """Lower case, ё as е, of the same length as the text (a few letters of other scripts grow)."""
    low = fold(text)
    return low if len(low) == len(text) else "".join(fold(c)[:1] or " " for c in text)


def hide(text: str) -> str:
    """Blank mentions, links and quoted names of organisations.

    >>> hide("[club1|Пермь], ул. Мира")
    '             , ул. Мира'
    """
    if "[" in text:
        text = MENTION.sub(_blank, text)
    if "http" in text or "www" in text:
        text = LINK.sub(_blank, text)
    if "@" in text:
        text = MAIL.sub(_blank, text)
    if '"' in text or "«" in text or "“" in text or "„" in text or "`" in text or "'" in text:
        text = QUOTED.sub(_blank_organisation, text)
    return text


def _blank_organisation(match: re.Match[str]) -> str:
    start = match.start()
    named = ORGANISATION.search(match.string[max(0, start - 12) : start])
    return _blank(match) if named else match.group()


def _blank(match: re.Match[str]) -> str:
    return " " * (match.end() - match.start())
