"""What a named time is: a promise, a step towards it, a control date, or none of these.

Every mention is asked about by an ordered list of rules, as the ends of sentences are.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from functools import lru_cache

from tsur_nlp.respond.promises import tense
from tsur_nlp.respond.promises.context import Context, Weight, deadline, promised, will
from tsur_nlp.respond.promises.lexicon import says
from tsur_nlp.respond.promises.mention import Mention

Rule = Callable[[Context], Weight | None]
"""A verdict, or None where the rule has no opinion."""

_FARTHEST = dt.timedelta(days=30 * 366)
_GUESSED, _GUESSED_DEADLINE = dt.timedelta(days=200), dt.timedelta(days=300)
_RANGE_GOES_ON = re.compile(r"\s*(?:г\.|года)?\s*(?:по|до|[-–—])\s*\d")
_AFTER_STEPS = re.compile(
    r"\b(?:после|по результатам|согласно|в соответствии|по итогам)\b.*", re.DOTALL
)
_ON_CONTROL = re.compile(r"\W*(?:г\.|года)?\W*(?:на|под)\s+контрол")
_APPOSED = re.compile(r"[-–—:]\s*$")
_FROM = re.compile(r"\b(?:с|со)\s*$")
_IN = re.compile(r"\b(?:в|на)\s*$")
_SURE = ("завтра", "послезавтра", "на следующей", "в ближайш")


def document(c: Context) -> Weight | None:
    """«от 15.10.2028», «№ 5», «закон», «ул. 1 Мая» name other things."""
    if says(c.sentence, "attachment"):
        return Weight.NONE
    return Weight.NONE if says(c.left, "document", "street") else None


def failure(c: Context) -> Weight | None:
    """What follows if the work is not done, and what a court does, is not the work.

    «При неисполнении предписания в срок до …» tells in passing until when it has to be done.
    """
    if deadline(c) and says(c.clause, "unmet"):
        return Weight.ORDER
    other = says(c.sentence, "failure") or says(c.clause, "court")
    return Weight.NONE if other else None


def citizen(c: Context) -> Weight | None:
    """A term set to the citizen is not promised to him."""
    if promised(c.clause) and not says(c.clause, "citizen"):
        return None
    return Weight.NONE if says(c.sentence, "citizen") else None


def standing(c: Context) -> Weight | None:
    """A term of every month, of a norm, of a contract or a permit."""
    if c.rule == "by_term" and says(c.clause, "generic"):
        return Weight.NONE
    if not c.absolute and says(c.sentence, "law") and not will(c.clause):
        return Weight.NONE
    return Weight.NONE if says(c.clause, "recurring", "validity", "superseded") else None


def regulation(c: Context) -> Weight | None:
    """«с 15.04 по 15.10» is a season of a regulation, unless works are promised for it."""
    dated = c.rule in ("by_number", "by_month")
    if dated and _RANGE_GOES_ON.match(c.right) and not deadline(c):
        return Weight.NONE
    if not says(c.left, "range"):
        return None
    seasonal = not c.absolute and says(c.sentence, "growing")
    return Weight.NONE if seasonal or not promised(c.sentence) else None


def negated(c: Context) -> Weight | None:
    """«не предусмотрено в 2024 году», «программа на 2024 год сформирована»."""
    if says(c.clause, "negated"):
        return Weight.NONE
    if c.rule != "by_year":
        return None
    formed = says(c.clause, "formed") or says(c.left, "conditional")
    return Weight.NONE if formed else None


def control(c: Context) -> Weight | None:
    """A matter stays under control until it is done, or until somebody has checked that."""
    before = c.clause.partition(c.words)[0]
    if not (says(before, "control") or _ON_CONTROL.match(c.right)):
        return None
    return Weight.NONE if says(c.sentence, "checking") else Weight.REPLY


def answer(c: Context) -> Weight | None:
    """The day of an answer is not one of the work."""
    return Weight.REPLY if says(c.clause, "answer") else None


def told(c: Context) -> Weight | None:
    """What was done on a day that reads as one ahead: «23 марта прочищено», «сегодня убрали»."""
    if c.now and tense.reports(c.clause):
        return Weight.NONE
    if promised(c.clause) or ordered(c) or deadline(c):
        return None
    return Weight.NONE if tense.reports(c.clause) else None


def uncued(c: Context) -> Weight | None:
    """Neither its own words nor the sentence say that the day is ahead."""
    cued = _termed(c) if c.rule == "by_term" else promised(c.clause)
    return None if cued or ordered(c) or _ahead(c) else Weight.NONE


def _termed(c: Context) -> bool:
    return will(c.clause) or says(c.clause, "term")


def _ahead(c: Context) -> bool:
    if c.rule == "by_term" or c.now:
        return False
    if (
        deadline(c)
        or c.words.startswith(_SURE)
        or (c.exact and c.absolute and not _FROM.search(c.left))
    ):
        return True
    if c.words.startswith(("с ", "со ")):
        return tense.tells(c.clause)
    named = c.exact and c.rule in ("by_number", "by_month")
    apposed = named or _APPOSED.search(c.left) or (c.absolute and _IN.search(c.left))
    return bool(apposed) and not tense.speaks(c.clause) and not tense.tells(c.sentence)


def ordered(c: Context) -> bool:
    """Tell whether somebody was given the term: «выдано предписание устранить в течение …»."""
    term = c.rule == "by_term" or deadline(c)
    return term and says(c.clause, "order")


def step(c: Context) -> Weight | None:
    """A survey, a contest, a contract: before the work."""
    return Weight.STEP if says(_AFTER_STEPS.sub("", c.clause), "step") else None


def start(c: Context) -> Weight | None:
    """The day works begin."""
    begins = says(c.clause, "start") and not deadline(c)
    return Weight.START if begins or c.words.startswith(("с ", "со ")) else None


RULES: tuple[Rule, ...] = (
    uncued,
    document,
    failure,
    citizen,
    standing,
    regulation,
    negated,
    control,
    answer,
    told,
    start,
    step,
)
"""Asked in this order; where none has an opinion the date is one of the work."""


@lru_cache(maxsize=1 << 13)
def judge(context: Context) -> Weight:
    """Return how much a named time counts as a promise."""
    for rule in RULES:
        verdict = rule(context)
        if verdict is not None:
            return verdict
    return Weight.WORK


def is_past(mention: Mention, c: Context, today: dt.date | None) -> bool:
    """Tell whether a time is over before the answer, or is a day of an unknown year.

    A day without a year that lies very far ahead is the one just gone.
    """
    if today is None:
        return not mention.absolute
    farthest = _FARTHEST
    if not mention.absolute and mention.rule in ("by_number", "by_month"):
        farthest = _GUESSED_DEADLINE if deadline(c) else _GUESSED
    return not today <= mention.due <= today + farthest
