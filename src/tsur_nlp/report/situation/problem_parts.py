"""The pieces of a problem's card: the sparkline, the addresses, the examples."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from tsur_nlp.records import SystemicProblem
from tsur_nlp.report.html.markup import Html, el, registered
from tsur_nlp.report.html.svg import spark, spoken
from tsur_nlp.report.numbers.frame import View, Whole
from tsur_nlp.report.numbers.problem_rows import window
from tsur_nlp.report.responses.quoting import quoted as unmarked
from tsur_nlp.report.words import days_back, number, short_date, trim

_EXAMPLES, _ADDRESSES, _SHORTEST, _LONGEST = 3, 5, 28, 120


def timeline(problem: SystemicProblem, view: View, rows: Whole) -> Html | None:
    """Draw observed against expected, day by day."""
    first, last = window(problem)
    if view.as_of is None or first is None or last is None or first > view.as_of:
        return None
    back = (view.as_of - first).days + 1
    count = min(max(_SHORTEST, 2 * back, 14), _LONGEST)
    daily = view.daily(rows, count).tolist()
    if not any(daily):
        return None
    expected = problem.expected / max((last - first).days + 1, 1)
    shown = days_back(view.as_of, count)
    inside = (max(count - back, 0), count - 1 - max((view.as_of - last).days, 0))
    drawn = spark(
        daily,
        label=f"По дням: {spoken(daily)}; ожидалось {_daily(expected)} в день",
        expected=expected,
        window=inside,
        class_=problem.level,
        size=(320, 84),
    )
    ends = el("span", el("i", short_date(shown[0])), el("i", short_date(shown[-1])), class_="ends")
    most = f"наибольшее за день — {number(max(daily))}"
    key = f"Пунктир — ожидаемое: {_daily(expected)} в день; {most}"
    return el("figure", drawn, ends, el("figcaption", key), class_="timeline")


def _daily(expected: float) -> str:
    return number(expected, 1) if expected >= 0.1 else "меньше 0,1"


def addresses(view: View, rows: Whole) -> list[tuple[str, int]]:
    """Count the addresses named most often; of many that are named once each none stands out."""
    columns = [view.texts(name)[rows] for name in ("settlement", "street", "house")]
    named = Counter(
        ", ".join(part for part in parts if part)
        for parts in zip(*columns, strict=True)
        if parts[1]
    )
    ordered = sorted(named.items(), key=lambda pair: (-pair[1], pair[0]))
    few = len(ordered) <= _ADDRESSES
    return [pair for pair in ordered if few or pair[1] > 1][:_ADDRESSES]


def examples(problem: SystemicProblem, view: View, by_id: Mapping[str, int]) -> list[Html]:
    """Quote a few masked texts, each once."""
    texts, seen = view.texts("text"), set()
    quoted: list[Html] = []
    for key in (*problem.example_ids, *problem.message_ids[:50]):
        said = trim(unmarked(texts[by_id[key]])) if key in by_id else ""
        if said and said.lower() not in seen and len(quoted) < _EXAMPLES:
            seen.add(said.lower())
            quoted.append(_quote(said, key, view.ago[by_id[key]], view))
    return quoted


def _quote(said: str, key: str, ago: int, view: View) -> Html:
    when = short_date(days_back(view.as_of, int(ago) + 1)[0]) if view.as_of and ago >= 0 else ""
    name = registered(key)
    source = " · ".join(part for part in (when, name) if part)
    return el("blockquote", el("p", said), el("footer", source) if source else None)
