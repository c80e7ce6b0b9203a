"""A message as the rules see it: folded words with spans and kinds, and what has been found."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import accumulate, compress, count, repeat
from operator import or_
from typing import TYPE_CHECKING, Any

from tsur_nlp.locate.gazetteer import Gazetteer
from tsur_nlp.locate.hidden import hide
from tsur_nlp.locate.spelling.house_slips import has_glued_ordinal, mended
from tsur_nlp.locate.spelling.misspelt_types import misspelt_types
from tsur_nlp.locate.words.lexicon import Kind
from tsur_nlp.text.tokens import fold

if TYPE_CHECKING:
    from tsur_nlp.locate.register import Register

WORD = re.compile(r"([а-яa-z]++(?:-[а-яa-z]++)*+|[^\w\s]|\d+|_)")
JOINED = re.compile(r"-(?<=[а-яa-z]-)[а-яa-z]")
LOWER = re.compile(r"[а-яё]{3}")
# «м/р Садовый», «р/н», «р.н»: written with a mark that would part the word.
PARTED = re.compile(r"(?<![а-я])(?:м/р|р[/.]н)(?![а-я])")


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
        return Found(  # dataclasses.replace takes several times as long
            self.kind,
            self.value,
            self.start,
            end,
            self.rule,
            type=self.type,
            house=house,
            apartment=apartment,
            tail=self.tail,
            numbers=self.numbers,
            certain=self.certain,
        )


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
        "_marked", "_of_kind", "_pieces", "area", "ends", "found", "kinds", "low", "mask", "region",
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
        self.low = low if self.text is text else whole_words(folded(self.text))
        self._pieces = WORD.split(self.low)
        self.words: list[str] = self._pieces[1::2]
        self.kinds = list(map(vocabulary.get, self.words, repeat(0)))
        if JOINED.search(self.low):
            self._mark_joined(vocabulary)
        self.mask = reduce(or_, set(self.kinds), 0)

    def _mark_joined(self, vocabulary: Mapping[str, int]) -> None:
        """«Канищево-Недостоево», «Рыльск-Центр»: a name that a hyphen joins to another word."""
        for i, word in enumerate(self.words):
            if "-" in word and len(word) > 1 and not self.kinds[i]:
                kind = vocabulary.get(word.split("-", 1)[0], 0) & (Kind.NAME | Kind.REGION)
                self.kinds[i] = kind | Kind.PART if kind else 0

    def open(self) -> None:
        """Find the spans; most messages end before this."""
        borders = list(accumulate(map(len, self._pieces)))
        self.starts = borders[0::2]
        self.ends = borders[1::2]
        self.starts.pop()
        if self.mask & Kind.MISSPELT:
            self._mend()
        # ``word(i)`` is word number ``i``, or an empty string a little outside of the message.
        self.word: Callable[[int], str] = (self.words + _OUTSIDE).__getitem__
        self._marked = list(compress(count(), self.kinds))
        self._of_kind: dict[int, list[int]] = {}
        self.shouting = LOWER.search(self.text) is None
        self.found: list[Found] = []
        self.taken = bytearray(len(self.text) + 1)

    def _mend(self) -> None:
        """Read «переуулке» as «переулке»; the spans stay those of what is written."""
        for i, kind in enumerate(self.kinds):
            if kind & Kind.MISSPELT:
                self.words[i] = misspelt_types()[self.words[i]]

    def at(self, kind: int) -> list[int]:
        """Numbers of the words of a kind that no rule has taken."""
        numbers = self._of_kind.get(kind)
        if numbers is None:  # several rules ask for one kind
            kinds = self.kinds
            numbers = self._of_kind[kind] = [i for i in self._marked if kinds[i] & kind]
        if not (numbers and self.found):
            return numbers
        taken, starts = self.taken, self.starts
        return [i for i in numbers if not taken[starts[i]]]

    def capital(self, i: int) -> bool:
        """Whether the word begins with a capital that means something."""
        return (
            0 <= i < len(self.words) and self.text[self.starts[i]].isupper() and not self.shouting
        )

    def gap(self, i: int) -> str:
        """Return what stands between word ``i`` and the next one; spaces in a row as one."""
        if not 0 <= i < len(self.words) - 1:
            return "\n"
        gap = self.low[self.ends[i] : self.starts[i + 1]]
        return " " if len(gap) > 1 and "\n" not in gap else gap

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

    def keep(self, kind: str, value: str, first: int, last: int, rule: str, **parts: Any) -> None:
        """Keep a find that spans the words from ``first`` to ``last``."""
        self.add(Found(kind, value, self.starts[first], self.ends[last], rule, **parts))

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


def whole_words(low: str) -> str:
    """Write «м/р» and «р/н» as one word, of the same length.

    >>> whole_words("м/р садовый, ленинский р/н")
    'мкр садовый, ленинский р-н'
    """
    if "д." in low or "дои" in low or "дмо" in low or has_glued_ordinal(low):
        low = mended(low)
    if "м/р" not in low and "р/н" not in low and "р.н" not in low:
        return low
    return PARTED.sub(lambda match: "мкр" if match[0][0] == "м" else "р-н", low)
