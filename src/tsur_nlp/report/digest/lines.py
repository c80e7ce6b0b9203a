"""The lines of the text: what each part of a digest sounds like in Russian."""

from __future__ import annotations

from datetime import date

from tsur_nlp.report.digest.naming import MARKS, TITLE, title, topic, where
from tsur_nlp.report.digest.notes import ProblemNote, TopicNote
from tsur_nlp.report.digest.plain import unmarked
from tsur_nlp.report.digest.records import Answers, Digest, Quality
from tsur_nlp.report.numbers.problem_rows import compared
from tsur_nlp.report.numbers.units import times_more
from tsur_nlp.report.responses.cells import part
from tsur_nlp.report.situation.problems import STATUS
from tsur_nlp.report.verdict import ORANGE, RED
from tsur_nlp.report.words import (
    MESSAGES,
    counted,
    date_range,
    days,
    duration,
    long_date,
    number,
    percent,
    signed,
)
from tsur_nlp.text import fold

_DEFECTS = {
    "errors": "с ошибкой",
    "textless": "без текста",
    "undated": "без даты",
    "placeless": "без места",
    "topicless": "без темы",
    "repeated_ids": "с повтором номера",
}
# What is said even where the data can be trusted.
_SAID = ("errors", "placeless", "topicless")
_TITLE, _SENTENCE, _REASON = 120, 420, 240
# Below this many a percent misleads, as on the tiles of the page.
_FEW = 5
_COURSE = {"grows": "растёт", "falls": "спадает"}


def head(digest: Digest, name: int) -> list[str]:
    """The title, the day, the verdict."""
    named = unmarked(digest.title, _TITLE) or TITLE
    region = "" if fold(digest.region) in fold(named) else unmarked(digest.region, name)
    day = long_date(digest.as_of) if digest.as_of else "дата не определена"
    verdict = digest.verdict
    return [
        f"**{named}**",
        " · ".join(filter(None, (region, day))),
        "",
        f"{MARKS[verdict.level]} **{verdict.word}.** {unmarked(verdict.sentence, _SENTENCE)}",
    ]


def numbers(digest: Digest) -> list[str]:
    """How many messages and problems."""
    told, found = [], digest.numbers
    if found.day is not None:
        more = [
            "" if found.yesterday is None else f"вчера {number(found.yesterday)}",
            "" if found.norm is None else f"в среднем за 7 дней {number(found.norm)}",
        ]
        beside = ", ".join(filter(None, more))
        told.append(f"**За день:** {number(found.day)}" + (f" ({beside})" if beside else ""))
    if found.messages:
        told.append(
            f"**Всего{_period(digest)}:** {counted(found.messages, MESSAGES)}, "
            f"обращений по существу {number(found.appeals)}"
        )
    pairs = ((found.red_problems, RED), (found.orange_problems, ORANGE))
    counts = [counted(count, forms) for count, forms in pairs if count]
    return [*told, f"**Системные проблемы:** {', '.join(counts) or 'нет'}"]


def problems(digest: Digest, most: int, name: int, *, reasons: bool) -> list[str]:
    """The gravest problems."""
    found, shown = digest.problems, digest.problems[:most]
    if not shown:
        return []
    of = f" ({len(shown)} из {number(len(found))})" if len(found) > len(shown) else ""
    told = [f"**Главные проблемы{of}**" if len(found) > 1 else "**Главная проблема**"]
    for place, one in enumerate(shown, start=1):
        told.append(f"{place}. {MARKS.get(one.level, '')} **{title(one, name)}**{where(one, name)}")
        told.append(_compared(one, reasons=reasons))
        told.append(_state(one, name, remembered=digest.problems_remembered))
    return told


def topics(digest: Digest, name: int) -> list[str]:
    """What is written about most."""
    told = [
        f"{place}. {topic(one, name)} — {number(one.now)}{_moved(one)}"
        for place, one in enumerate(digest.topics, start=1)
    ]
    return ["**О чём пишут за 7 дней** (в скобках — к предыдущим семи)", *told] if told else []


def answers(found: Answers) -> list[str]:
    """How the messages were answered."""
    told = [
        f"в срок {percent(found.on_time)} из {number(found.judged)}, чей срок наступил"
        if found.on_time is not None
        else "",
        f"половина дождалась за {duration(found.median_hours)}"
        if found.median_hours is not None and found.answered
        else "",
        f"ждут сверх срока {number(found.overdue)}" if found.overdue else "",
        f"за двое суток срок истечёт у {number(found.expiring)}" if found.expiring else "",
        f"обещанная дата прошла, отметки о решении нет — у {number(found.broken_promises)}"
        if found.broken_promises
        else "",
    ]
    said = "; ".join(filter(None, told))
    return [f"**Ответы:** {said}"] if said else []


def quality(found: Quality) -> list[str]:
    """How far the data can be trusted."""
    rows = found.counts.get("rows", 0)
    if not rows:
        return []
    shares = {key: found.counts.get(key, 0) / rows for key in _DEFECTS}
    keys = [key for key in (_SAID if found.trusted else found.doubts) if shares.get(key)]
    told = [
        "можно верить" if found.trusted else "осторожно",
        *(f"{_DEFECTS[key]} {_share(shares[key])} строк" for key in keys),
        f"за четыре недели {days(found.silent_days)} без сообщений" if found.silent_days else "",
        f"строк всего {number(rows)}" if found.few_rows else "",
    ]
    return [f"**Данные:** {'; '.join(filter(None, told))}"]


def _compared(one: ProblemNote, *, reasons: bool) -> str:
    if reasons and one.reason:
        return unmarked(one.reason, _REASON)
    more = times_more(one.relative_risk)
    return compared(one.observed, one.expected) + (f", {more}" if more else "")


def _state(one: ProblemNote, name: int, *, remembered: bool) -> str:
    due = f"ближайший срок {_short(one.due_on)}" if one.due_on else ""
    told = [
        STATUS.get(one.status, "") if remembered or one.status != "new" else "",
        _COURSE.get(one.course, ""),
        f"тяжесть {number(one.severity)} из 100",
        f"отвечает: {unmarked(one.assignee, name)}" if one.assignee else "",
        f"ждут сверх срока {number(one.overdue)}" if one.overdue else "",
        due,
        f"возможно, обход одного человека ({one.walk})" if one.walk else "",
    ]
    return " · ".join(filter(None, told))


def _short(day: str) -> str:
    return long_date(date.fromisoformat(day)).rsplit(" ", 1)[0]


def _moved(one: TopicNote) -> str:
    if one.before is None:
        return ""
    if one.before < _FEW or one.change is None:
        return f" (было {number(one.before)})"
    gap = one.now - one.before
    return f" ({signed(percent(abs(one.change)), gap) if gap else 'столько же'})"


def _share(share: float) -> str:
    return percent(share, 1) if share >= 0.001 else part(share)


def _period(digest: Digest) -> str:
    if digest.first is None or digest.as_of is None:
        return ""
    # A messenger may show the word joiner of date ranges as a box.
    return f", {date_range(digest.first, digest.as_of)}".replace("\u2060", "")
