"""The top of the page: the sentence of the day and the headline numbers."""

from __future__ import annotations

from collections.abc import Sequence

from tsur_nlp.records import SystemicProblem
from tsur_nlp.report.html.markup import Html, el, join
from tsur_nlp.report.html.svg import icon, spark, spoken
from tsur_nlp.report.html.tiles import change, tile
from tsur_nlp.report.numbers.frame import View
from tsur_nlp.report.numbers.standing import Standing
from tsur_nlp.report.numbers.summary import Summary
from tsur_nlp.report.responses.cells import waited
from tsur_nlp.report.verdict import ORANGE, RED, verdict
from tsur_nlp.report.words import (
    APPEALS,
    MESSAGES,
    NBSP,
    counted,
    date_range,
    days,
    duration,
    long_date,
    number,
    percent,
    plural,
)

_ANSWERS = ("ответу", "ответам", "ответам")
_TILE_DAYS = 28
SOON_HOURS = 48
"""A deadline within so many hours is said to come soon."""


def banner(
    summary: Summary,
    problems: Sequence[SystemicProblem],
    answers: Standing | None = None,
    caution: str = "",
) -> Html:
    """The verdict of the day, why not to trust it, and who waits too long for an answer."""
    level, word, sentence = verdict(summary, problems)
    more = _waiting(summary, answers)
    return el(
        "section",
        el("p", icon(level), el("strong", word), class_="verdict-word"),
        el("p", sentence, class_="verdict-text"),
        [el("p", said, class_="verdict-more") for said in (caution, more) if said],
        class_=f"verdict {level}",
        aria_label="Вывод дня",
    )


def _waiting(summary: Summary, answers: Standing | None) -> str:
    soon = answers.within(SOON_HOURS) if answers else 0
    said = []
    if summary.overdue:
        said.append(f"сверх срока ответа {_wait(summary.overdue)}")
    if soon:
        more = " ещё" if summary.overdue else ""
        said.append(f"за ближайшие двое суток срок истечёт{more} у{NBSP}{number(soon)}")
    sentence = "; ".join(said)
    return f"{sentence[0].upper()}{sentence[1:]}." if sentence else ""


def _wait(count: int) -> str:
    return f"{plural(count, ('ждёт', 'ждут', 'ждут'))} {counted(count, APPEALS)}"


def tiles(summary: Summary, view: View, answers: Standing | None = None) -> Html:
    """The headline numbers, as many as there is data for."""
    found = [
        _total(summary),
        _last_day(summary, view),
        _appeals(summary),
        _problems(summary),
        _on_time(summary),
        _median(summary, answers),
    ]
    return el("section", *found, class_="tiles", id="numbers", aria_label="Главные числа")


def _total(summary: Summary) -> Html:
    period = None
    if summary.first and summary.as_of:
        period = date_range(summary.first, summary.as_of)
    return tile(number(summary.total), f"{plural(summary.total, MESSAGES)} за период", period)


def _last_day(summary: Summary, view: View) -> Html | None:
    if summary.as_of is None:
        return None
    count = min(view.span, _TILE_DAYS)
    daily = view.daily(None, count).tolist() if count else []
    drawn = spark(daily, label=f"Сообщения за {days(count)}: {spoken(daily)}", size=(200, 28))
    norm = f"к норме 7 дней ({number(summary.norm, 1)})" if summary.norm is not None else ""
    return tile(
        number(summary.last_day),
        f"{plural(summary.last_day, MESSAGES)} за {long_date(summary.as_of)}",
        change(summary.last_day, summary.yesterday, "ко вчера"),
        change(summary.last_day, summary.norm, norm),
        drawn if count >= 2 else None,
    )


def _appeals(summary: Summary) -> Html | None:
    if not summary.total:
        return None
    rest = summary.total - summary.appeals
    note = f"{percent(summary.appeals / summary.total)} сообщений" if rest else "все сообщения"
    return tile(number(summary.appeals), f"{plural(summary.appeals, APPEALS)} по существу", note)


def _problems(summary: Summary) -> Html:
    pairs = (("red", summary.red, RED), ("orange", summary.orange, ORANGE))
    notes = [
        el("span", icon(level), f"{NBSP}{counted(count, forms)}", class_="level-count")
        for level, count, forms in pairs
    ]
    return tile(
        number(summary.red + summary.orange),
        _active(summary.red + summary.orange),
        join(notes, " "),
    )


def _active(count: int) -> str:
    forms = (
        "активная системная проблема",
        "активные системные проблемы",
        "активных системных проблем",
    )
    return plural(count, forms)


def _on_time(summary: Summary) -> Html | None:
    if summary.on_time is None:
        return None
    note = f"из {number(summary.on_time_base)}, чей срок наступил"
    return tile(percent(summary.on_time), "отвечено в срок", note)


def _median(summary: Summary, answers: Standing | None) -> Html | None:
    """Say how long half waited; who still waits is counted where the responses are known."""
    if answers and (row := answers.whole):
        said, note = waited(row)
        return tile(said, "за столько дождалась половина", note) if row["answered"] else None
    if summary.median_hours is None:
        return None
    return tile(
        duration(summary.median_hours),
        "половина ответов даётся быстрее",
        f"по {counted(summary.answered, _ANSWERS)}",
    )
