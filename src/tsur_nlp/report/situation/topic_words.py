"""The trend, the weekdays and the season of a topic, in words."""

from __future__ import annotations

from collections.abc import Sequence

from tsur_nlp.report.html.markup import Html, el, join
from tsur_nlp.report.numbers.rhythm import LEAST_WEEKS, Trend
from tsur_nlp.report.numbers.seasons import PEAK_MONTHS, YEAR_MONTHS, Season, months_known
from tsur_nlp.report.words import NBSP, TIMES, number, percent, plural

_DAYS = ("пн", "вт", "ср", "чт", "пт", "сб", "вс")
_MONTHS = (
    "январь",
    "февраль",
    "март",
    "апрель",
    "май",
    "июнь",
    "июль",
    "август",
    "сентябрь",
    "октябрь",
    "ноябрь",
    "декабрь",
)
_TREND = (
    "Рост и спад сказаны по целым неделям, последним восьми, и только если их не объясняет случай; "
    "иначе — «ровно»."
)
_EVEN = (
    "За последние недели ни одна из этих тем не росла и не спадала больше, чем бывает случайно, "
    "поэтому столбца с ростом нет."
)
_FEW_WEEKS = f"Растёт ли тема, видно на данных за {LEAST_WEEKS} недель и больше."
_SEASON = (
    "К прошлому году — последние четыре недели против тех же год назад, с поправкой на то, "
    "насколько изменилась обычная тема."
)
_DOUBLE = ((1.9, 2.1, "вдвое"), (2.85, 3.15, "втрое"))


def trend_said(trend: Trend | None) -> Html | str:
    """Say whether a topic grows, and how fast; a dash where the data are few."""
    if trend is None:
        return "—"
    if not trend.weekly:
        return "ровно"
    word, sign = ("растёт", "▲") if trend.weekly > 0 else ("спадает", "▼")
    pace = f"на {percent(abs(trend.weekly))} в неделю"
    return join([el("span", f"{sign}{NBSP}{word}"), el("small", pace)])


def week_said(means: Sequence[float]) -> str:
    """Tell the bars of the weekdays to those who do not see them.

    >>> week_said([4, 3.25, 3, 3, 2, 1, 0.5])
    'В среднем за день: пн 4, вт 3,2, ср 3, чт 3, пт 2, сб 1, вс 0,5'
    """
    said = [f"{day} {number(mean, 1)}" for day, mean in zip(_DAYS, means, strict=True)]
    return f"В среднем за день: {', '.join(said)}"


def season_said(season: Season) -> Html | str:
    """Say how a topic stands to a year ago, and when its peak is.

    >>> season_said(Season(2.04, (12, 1, 2)))
    '<span>вдвое больше</span><small>пик — декабрь–февраль</small>'
    """
    compared = None if season.ratio is None else el("span", _compared(season.ratio))
    names = [_MONTHS[month - 1] for month in season.peak[:: max(len(season.peak) - 1, 1)]]
    peak = el("small", f"пик — {'–'.join(names)}") if names else None
    return join([compared, peak]) if compared or peak else "—"


def _compared(ratio: float) -> str:
    """Say a ratio to a year ago.

    >>> _compared(1.5), _compared(0.25)
    ('на 50\\xa0% больше', 'в\\xa04\\xa0раза меньше')
    """
    if ratio == float("inf"):
        return "год назад не было"
    if ratio == 0:
        return "год назад было, сейчас нет"
    more, times = ("больше", ratio) if ratio > 1 else ("меньше", 1 / ratio)
    if times < _DOUBLE[0][0]:
        return f"на {percent(abs(ratio - 1))} {more}"
    return f"{_times(times)} {more}"


def _times(times: float) -> str:
    for low, high, word in _DOUBLE:
        if low <= times <= high:
            return word
    digits = 1 if times < 10 else 0
    said = round(times, digits)
    return f"в{NBSP}{number(said, digits)}{NBSP}{plural(said, TIMES)}"


def explained(span: int, *, moving: bool) -> str:
    """Say how the columns are made, and what the season needs that is not there.

    ``moving``: some topic grows or falls, so that the column of trends is there.
    """
    said = [_FEW_WEEKS if span < LEAST_WEEKS * 7 else _TREND if moving else _EVEN]
    months = months_known(span)
    if months < YEAR_MONTHS:
        known = f"Сезон виден на данных за {YEAR_MONTHS} месяцев и больше; "
        known += f"полных месяцев в данных — {months}."
        return " ".join([*said, known])
    peak = "" if months >= PEAK_MONTHS else f" Месяцы пика видны на данных за {PEAK_MONTHS} месяца."
    return " ".join([*said, _SEASON + peak])
