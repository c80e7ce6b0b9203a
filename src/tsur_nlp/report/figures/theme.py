"""What all pictures share: Russian numbers and dates, letters, titles, and one for no data."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, TypeVar

import altair as alt

from tsur_nlp.report.figures.palette import colours
from tsur_nlp.report.html.markup import clean
from tsur_nlp.report.words import MINUS, NBSP, long_date, short_date, trim

_FONT = "Segoe UI, Roboto, Noto Sans, Liberation Sans, Arial, sans-serif"
_DAYS = ("воскресенье", "понедельник", "вторник", "среда", "четверг", "пятница", "суббота")
_SHORT_DAYS = ("вс", "пн", "вт", "ср", "чт", "пт", "сб")
_MENU = {
    "CLICK_TO_VIEW_ACTIONS": "Сохранить картинку",
    "PNG_ACTION": "Сохранить PNG",
    "SVG_ACTION": "Сохранить SVG",
}
_TITLE, _LINE, _TOPIC = 90, 120, 80

Figure = TypeVar("Figure", alt.LayerChart, alt.VConcatChart)


def dressed(figure: Figure, title: str, said: Sequence[str] = ()) -> Figure:
    """Give a picture its title, the lines below it, the letters and the Russian locale."""
    words = alt.TitleParams(
        cut(title, _TITLE), subtitle=[cut(line, _LINE) for line in said if line]
    )
    spoken = ". ".join([title, *filter(None, said)])
    made = figure.properties(title=words, background=colours()["card"], description=clean(spoken))
    look: Figure = made.configure(locale=_locale(), font=_FONT, **_look())
    return look.properties(usermeta=_menu())


def nothing(title: str, said: str, *, width: float = 640) -> alt.LayerChart:
    """Return a picture that says why there is nothing to see."""
    words = alt.Chart(alt.InlineData(values=[{"said": said}]), name="nothing")
    drawn = words.mark_text(fontSize=14, color=colours()["soft"]).encode(text="said:N")
    return dressed(over([drawn], width=width, height=120), title)


def over(layers: Sequence[alt.Chart], **size: Any) -> alt.LayerChart:
    """Put charts over each other, the lowest first."""
    return alt.LayerChart(layer=list(layers), **size)


def rows(values: Sequence[dict[str, Any]]) -> alt.InlineData:
    """Return rows of plain values as the data of a chart, as they are and in their order."""
    return alt.InlineData(values=list(values))


def stamp(day: date) -> str:
    """Write a day so that it is the same day wherever the picture is looked at."""
    return f"{day.isoformat()}T00:00:00"


def cut(text: str, limit: int) -> str:
    """Return a line short enough for a picture, without what may not be shown."""
    return trim(clean(text), limit)


def topic(name: str) -> str:
    """Return the name of a topic short enough for a picture, without the mark of the important.

    >>> topic("★ Вывоз мусора")
    'Вывоз мусора'
    """
    return cut(name.removeprefix("★ "), _TOPIC)


def faded(chosen: alt.Parameter, full: float = 1.0, least: float = 0.12) -> Any:
    """Return the opacity that makes what is not chosen hardly seen."""
    return alt.when(chosen).then(alt.value(full)).otherwise(alt.value(least))


def tips(told: Sequence[tuple[str, str]]) -> list[alt.Tooltip]:
    """Return what is told to a pointer: fields with their names."""
    return [alt.Tooltip(f"{field}:N", title=name) for field, name in told]


def _locale() -> alt.Locale:
    months = [date(2001, month, 1) for month in range(1, 13)]
    number = alt.NumberLocale(
        decimal=",",
        thousands=NBSP,
        grouping=[3],
        currency=["", f"{NBSP}₽"],
        minus=MINUS,
        percent=f"{NBSP}%",
    )
    time = alt.TimeLocale(
        dateTime=f"%-d{NBSP}%B %Y, %H:%M",
        date=f"%-d{NBSP}%B %Y",
        time="%H:%M",
        periods=["", ""],
        days=list(_DAYS),
        shortDays=list(_SHORT_DAYS),
        months=[long_date(month).split()[1] for month in months],
        shortMonths=[short_date(month).split()[1] for month in months],
    )
    return alt.Locale(number=number, time=time)


def _look() -> dict[str, Any]:
    ink, soft, line = (colours()[name] for name in ("ink", "soft", "line"))
    words: dict[str, Any] = {"labelColor": soft, "titleColor": soft, "titleFontWeight": "normal"}
    return {
        "title": alt.TitleConfig(
            anchor="start", color=ink, fontSize=17, subtitleColor=soft, subtitleFontSize=12,
            subtitleLineHeight=16, subtitlePadding=6, offset=12,
        ),
        "axis": alt.AxisConfig(
            **words, gridColor=line, domainColor=line, tickColor=line, labelFontSize=12,
            titleFontSize=12, titlePadding=8,
        ),
        "legend": alt.LegendConfig(
            labelColor=ink, titleColor=soft, titleFontWeight="normal", labelFontSize=12,
            titleFontSize=12, labelLimit=0, symbolStrokeWidth=2,
        ),
        "view": alt.ViewConfig(stroke=None),
        "padding": 12,
    }  # fmt: skip


def _menu() -> dict[str, Any]:
    # the other items of the menu show code, or send the data to a site
    actions = {"export": True, "source": False, "compiled": False, "editor": False}
    return {"embedOptions": {"actions": actions, "i18n": _MENU}}
