"""What stands around a name: the words there, and signs that it is a street, not a person."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from tsur_nlp.normalize.personal.lists import CACHE_SIZE, cues
from tsur_nlp.text import fold

_WORD = re.compile(r"\[[А-ЯЁ]+\]|[^\W\d_]+(?:-[^\W\d_]+)*|\d+")
_SPACE = re.compile(r"[ \t\u00a0]{1,3}|[ \t\u00a0]?\r?\n[ \t\u00a0]?")
_SENTENCE_END = re.compile(r"[.!?…\n]")
_QUOTE = re.compile(r"[«\"“`„]\s*$")


class Word(NamedTuple):
    """A word of a text: its span, its folded form, what stands between it and the next word."""

    text: str
    low: str
    start: int
    end: int
    gap: str
    capital: bool

    @property
    def ends_clause(self) -> bool:
        """Tell whether a punctuation mark or the end of the text follows."""
        return self.gap.strip(" ") != "" or self.gap == ""


@lru_cache(maxsize=64)
def words_around(text: str, start: int, end: int) -> tuple[Word, ...]:
    """Cut the text from 70 characters before ``start`` to 50 after ``end`` into words."""
    left, right = max(0, start - 70), min(len(text), end + 50)
    if left:
        left = text.find(" ", left, start) + 1 or left
    spans = [m.span() for m in _WORD.finditer(text, left, right)]
    starts = [first for first, _ in spans[1:]] + [right]
    pieces = [text[s:e] for s, e in spans]
    gaps = [text[e:after] for (_, e), after in zip(spans, starts, strict=True)]
    capitals = [piece[0].isupper() for piece in pieces]
    first, last = [s for s, _ in spans], [e for _, e in spans]
    return tuple(map(Word, pieces, map(_folded, pieces), first, last, gaps, capitals))


@lru_cache(maxsize=CACHE_SIZE)
def _folded(piece: str) -> str:
    return fold(piece)


def position(words: tuple[Word, ...], start: int) -> int:
    """Return the index of the first word that ends after the offset ``start``."""
    return next((i for i, word in enumerate(words) if word.end > start), len(words))


def joined(words: tuple[Word, ...], i: int) -> bool:
    """Tell whether only white space stands between word ``i`` and the next one."""
    return _SPACE.fullmatch(words[i].gap) is not None


def near(words: tuple[Word, ...], i: int, j: int, most: int) -> bool:
    """Tell whether word ``j`` comes at most ``most`` words after ``i``, with little between."""
    return 0 < j - i <= most and j < len(words) and all(len(w.gap) <= 5 for w in words[i:j])


def starts_sentence(words: tuple[Word, ...], i: int) -> bool:
    """Tell whether word ``i`` begins a sentence."""
    return i == 0 or _SENTENCE_END.search(words[i - 1].gap) is not None


def after_street_word(words: tuple[Word, ...], i: int) -> bool:
    """«улица», «им.», «площадь», also with a rank or a number between, stand before word ``i``."""
    for k in range(i - 1, max(-1, i - 5), -1):
        kinds = cues(words[k].low)
        if "street" in kinds:
            return _glues(words, k) and not (
                words[k].low == "имени" and k and words[k - 1].low == "по"
            )
        if not (
            kinds & {"title"} or words[k].low.isdigit() or (k > i - 4 and words[k].low in _RANK)
        ):
            return False
    return False


_RANK = frozenset(
    (
        "советского",
        "союза",
        "россии",
        "рф",
        "труда",
        "социалистического",
        "дважды",
        "летчика-космонавта",
    )
)


def after_place_word(words: tuple[Word, ...], i: int) -> bool:
    """A street word, an organisation, a settlement, a rank or an opening quote stands before."""
    if after_street_word(words, i):
        return True
    if i == 0:
        return False
    before = words[i - 1]
    kinds = cues(before.low)
    if _QUOTE.search(before.gap) or "title" in kinds:
        return True
    if before.low in ("с", "д", "г", "п", "х") and before.gap.startswith("."):
        return True
    return bool(kinds & {"organisation", "settlement"}) and _glues(words, i - 1)


def house_after(words: tuple[Word, ...], i: int) -> bool:
    """A house number or a word about houses follows word ``i``."""
    if i + 1 >= len(words) or _SENTENCE_END.search(words[i].gap):
        return False
    after = words[i + 1]
    if "house" in cues(after.low):
        return after.low != "к"
    if not after.low.isdigit() or len(after.low) > 3:
        return False
    if (
        re.match(r"[.\-/ ]\d", after.gap + (words[i + 2].low if i + 2 < len(words) else ""))
        and len(after.low) == 2
    ):
        return False
    return i + 2 >= len(words) or "age" not in cues(words[i + 2].low)


def is_place(
    words: tuple[Word, ...], i: int, *, nominative: bool, genitive: bool, eponym: bool
) -> bool:
    """Tell whether the pair that begins at ``i`` names a street or an organisation."""
    if after_place_word(words, i):
        return True
    if i and cues(words[i - 1].low) & {"kin", "role"} and not starts_sentence(words, i):
        return False
    if eponym:
        return True
    if not genitive:
        return False
    if house_after(words, i + 1):
        return True
    if nominative:
        return bool(i) and words[i - 1].low in ("на", "по", "угол", "до")
    if i > 1 and words[i - 1].low == "от" and words[i - 2].low.startswith(_SENT):
        return False
    return starts_sentence(words, i) or "towards" in cues(words[i - 1].low)


_SENT = (
    "жалоб",
    "заявлени",
    "обращени",
    "письм",
    "сообщени",
    "ответ",
    "просьб",
    "вопрос",
    "привет",
)


def _glues(words: tuple[Word, ...], i: int) -> bool:
    """Only spaces, quotes, «№» or the full stop of an abbreviation stand after word ``i``."""
    word = words[i]
    stop = "." if len(word.low) <= 5 or "-" in word.low else ""
    return not word.gap.strip(' \t\u00a0«"“„`№#' + stop)
