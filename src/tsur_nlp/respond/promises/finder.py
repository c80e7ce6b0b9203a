"""The promise of an answer: its date, or that it has none."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tsur_nlp.respond.promises.by_day import by_day
from tsur_nlp.respond.promises.by_holiday import by_holiday
from tsur_nlp.respond.promises.by_month import by_month
from tsur_nlp.respond.promises.by_number import by_number
from tsur_nlp.respond.promises.by_quarter import by_quarter
from tsur_nlp.respond.promises.by_season import by_season
from tsur_nlp.respond.promises.by_term import by_term
from tsur_nlp.respond.promises.by_year import by_year
from tsur_nlp.respond.promises.context import Context, Weight
from tsur_nlp.respond.promises.judge import is_past, judge
from tsur_nlp.respond.promises.mention import Mention, Rule
from tsur_nlp.respond.promises.pieces import Piece, cut, folded_alike, pieces
from tsur_nlp.respond.promises.times import may_find
from tsur_nlp.respond.promises.vague import cued, open_ended, vague
from tsur_nlp.respond.promises.windows import stemmed
from tsur_nlp.text import Token

RULES: dict[str, Rule] = {
    "by_number": by_number,
    "by_month": by_month,
    "by_quarter": by_quarter,
    "by_season": by_season,
    "by_term": by_term,
    "by_day": by_day,
    "by_holiday": by_holiday,
    "by_year": by_year,
}
"""A stretch that two rules read belongs to the first."""

_CUT = re.compile(r",(?!\s?\d)|;")
_BESIDE = re.compile(r"\w{0,4}[\s,(]+(?:т\.е\.\s|то есть\s)?(?:до\s)?")
VAGUE = "vague"


@dataclass(frozen=True, slots=True)
class Promise:
    """What an answer promises: a date, or ``None`` where it is ``vague``; where it says so.

    ``start`` and ``end`` are offsets in the answer, ``text`` is what stands there.
    """

    date: dt.date | None
    vague: bool
    start: int
    end: int
    rule: str
    text: str


def promised(text: str, answered_on: dt.date | None) -> str:
    """Return the promised date as ISO, «vague», or an empty string.

    >>> promised("Яму заделаем до 1 июня.", dt.date(2024, 4, 15))
    '2024-06-01'
    >>> promised("Яма заделана 12 апреля.", dt.date(2024, 4, 15))
    ''
    """
    promise = find(text, answered_on)
    if promise is None:
        return ""
    return promise.date.isoformat() if promise.date else VAGUE


def map(answers: Iterable[tuple[str, dt.date | None]]) -> Iterator[Promise | None]:
    """Find the promise of each answer, given with its day, in their order."""
    for text, answered_on in answers:
        yield find(text, answered_on)


def find(text: str, answered_on: dt.date | None) -> Promise | None:
    """Return what an answer promises; ``answered_on`` is its day, from which «завтра» counts."""
    parts = list(pieces(text))
    weighed = [
        (weight, mention.moved(start))
        for start, piece in parts
        if answered_on is None or piece.latest >= answered_on
        for weight, mention in _weighed(piece, answered_on)
    ]
    chosen = choose([(weight, mention) for weight, mention in weighed if weight])
    if chosen:
        span = text[chosen.start : chosen.end]
        return Promise(chosen.due, False, chosen.start, chosen.end, chosen.rule, span)
    if weighed or (any(p.opening for _, p in parts) and open_ended(folded_alike(text))):
        return next(_vague(parts), None)
    return None


def _weighed(piece: Piece, today: dt.date | None) -> Iterator[tuple[Weight, Mention]]:
    """Judge the times ahead that a piece names."""
    found = [m for m in mentions(piece.folded, today) if _ahead(m, today)]
    parts = cut(piece.text) if found else ()
    for mention in found:
        context = _context(piece.folded, parts, mention, mention.due == today)
        past = is_past(mention, context, today)
        yield Weight.NONE if past else judge(context), mention


def _ahead(mention: Mention, today: dt.date | None) -> bool:
    return mention.absolute if today is None else mention.due >= today


def _vague(parts: list[tuple[int, Piece]]) -> Iterator[Promise]:
    for place, piece in parts:
        for part in cut(piece.text) if cued(piece.folded) else ():
            if vague(piece.folded[part.start : part.end]):
                start, end = place + part.start, place + part.end
                yield Promise(None, True, start, end, "vague", part.text)


def mentions(text: str, today: dt.date | None) -> list[Mention]:
    """Return the times a folded text names, in their order."""
    found: list[Mention] = []
    stems = stemmed(text)
    for name, rule in RULES.items():
        for mention in rule(text, today) if may_find(name, stems) else ():
            if all(mention.end <= m.start or m.end <= mention.start for m in found):
                found.append(mention)
    found.sort()
    worse = {_worse(text, *pair) for pair in pairwise(found)}
    return [mention for mention in found if mention not in worse]


def _worse(text: str, mention: Mention, after: Mention) -> Mention | None:
    """Of «в пятницу, 14 мая» or «за месяц (до 20.10)» return the one that says less."""
    if not _BESIDE.fullmatch(text, mention.end, after.start):
        return None
    order = list(RULES)
    first = order.index(mention.rule) < order.index(after.rule)
    exact = mention if first else after
    return (after if first else mention) if exact.since == exact.due else None


def choose(weighed: list[tuple[Weight, Mention]]) -> Mention | None:
    """Choose the last date about the work itself; «2024 год» says less than a date within it."""
    if not weighed:
        return None
    most = max(weight for weight, _ in weighed)
    best = [mention for weight, mention in weighed if weight == most]
    finest = [m for m in best if not any(_within(o, m) for o in best)]
    return max(finest, key=lambda m: (m.due, -m.start))


def _within(inner: Mention, outer: Mention) -> bool:
    length = outer.due - outer.since
    return inner.due - inner.since < length and outer.since <= inner.due <= outer.due


def _context(text: str, parts: Sequence[Token], mention: Mention, now: bool) -> Context:
    place = max(0, bisect_right(parts, mention.start, key=lambda p: p.start) - 1)
    start, end = parts[place].start, max(parts[place].end, mention.end)
    cuts = [start, *(m.end() for m in _CUT.finditer(text, start, end)), end]
    first = max(c for c in cuts if c <= mention.start)
    last = min(c for c in cuts if c >= mention.end)
    return Context(
        rule=mention.rule,
        absolute=mention.absolute,
        exact=mention.since == mention.due,
        now=now,
        sentence=text[start:end],
        clause=text[first:last],
        left=text[max(start, mention.start - 40) : mention.start],
        right=text[mention.end : min(end, mention.end + 20)],
        words=text[mention.start : mention.end],
    )
