"""The heat map as one SVG file: nothing moves, nothing is asked of a network or a script.

The level is told by colour and by sign, and by the pattern where there is too little data, so that
a printed or badly seen picture says the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tsur_nlp.records import UnitHeat
from tsur_nlp.report.html.markup import Attribute, Html, el
from tsur_nlp.report.html.svg import text
from tsur_nlp.report.map.boundaries import Boundary
from tsur_nlp.report.map.layers import Drawn, drawn_map
from tsur_nlp.report.map.marks import CHANCE, SIGNS, WIDTH, tip
from tsur_nlp.report.map.panel import LEGEND, SILENT
from tsur_nlp.report.names import short
from tsur_nlp.report.numbers.units import Unit, against_expected, bare, times
from tsur_nlp.report.words import (
    APPEALS,
    NBSP,
    counted,
    date_range,
    number,
    parse_day,
    percent,
    trim,
)

TITLE = "Тепловая карта обращений"
_HEAD, _LEFT, _LINE = 96.0, 24.0, 30.0
_COLUMNS = (_LEFT, 514.0)
_HOT, _MUCH = 8, 1.5
_WORDS, _SMALL_WORDS = 98, 112
_COLOUR = (
    "Цвет — не число обращений, а во сколько раз их больше ожидаемого, с поправкой на случайность."
)
_SIZE = "Площадь круга — число обращений."
_NAMESPACE = "http://www.w3.org/2000/svg"


def heat_picture(
    heat: Sequence[UnitHeat],
    areas: Sequence[Boundary] = (),
    *,
    over: Sequence[Boundary] = (),
    title: str = "",
    named: bool = True,
    aside: int = 0,
) -> str:
    """Return the picture of a map as the text of an SVG file.

    Args:
        heat: one record per unit, all of one topic group.
        areas: polygons of the units; circles at their points without.
        over: borders that are drawn above the units, as under hexagons.
        title: the heading.
        named: whether the names of the units tell the reader where they are.
        aside: messages of the period that are in no unit.
    """
    units = bare(heat)
    place = _place if named else _cell
    drawn = drawn_map(units, areas, place, over=over, named=named) or _nowhere(units)
    below = [*_legend(drawn), *_aside(aside, heat, named=named), *_hottest(units, named=named)]
    below += _doubtful(units) if named else []
    top = _HEAD + drawn.height + _LINE
    height = top + len(below) * _LINE
    body = [
        el("title", title or TITLE),
        el("style", _style()),
        el("rect", width=WIDTH, height=height, class_="page"),
        _heading(heat, title or TITLE),
        el("g", drawn.body, class_=None if named else "fine", transform=_shift(_HEAD)),
        *(el("g", line, transform=_shift(top + i * _LINE)) for i, line in enumerate(below)),
    ]
    box = f"0 0 {WIDTH:g} {height:.0f}"
    size: dict[str, Attribute] = {"width": WIDTH, "height": height, "viewBox": box}
    return f"{el('svg', *body, xmlns=_NAMESPACE, role='img', **size)}\n"


def _nowhere(units: Sequence[Unit]) -> Drawn:
    """Say why there is no map; the list below tells what is above the usual all the same."""
    said = "Карты нет: у обращений нет координат, а границы не даны." if units else ""
    return Drawn(text(_LEFT, 24, said, class_="word"), _LINE if units else 0.0)


def _place(unit: Unit, *drawn: object) -> Html:
    """Make a shape that tells its numbers to a pointer that rests on it and to a screen reader."""
    return el("g", el("title", tip(unit)), *drawn, class_=f"place {unit.level}")


def _cell(unit: Unit, outline: Html, sign: Html | None) -> Html:
    """Make a hexagon: there are hundreds, so those with little data are hatched and no more."""
    return _place(unit, outline, None if unit.level == "grey" else sign)


def _heading(heat: Sequence[UnitHeat], title: str) -> Html:
    total = counted(sum(one.observed for one in heat), APPEALS) if heat else ""
    said = " · ".join(part for part in (_period(heat), _about(heat), total) if part)
    return el(
        "g",
        text(_LEFT, 44, trim(title, 60), class_="title"),
        text(_LEFT, 76, trim(said, _WORDS), class_="soft"),
    )


def _period(heat: Sequence[UnitHeat]) -> str:
    days = [parse_day(day) for one in heat[:1] for day in (one.window_start, one.window_end)]
    return date_range(*known) if len(known := [day for day in days if day]) == 2 else ""


def _about(heat: Sequence[UnitHeat]) -> str:
    if not heat:
        return "нет данных: ни у одного обращения не определено место"
    return f"группа тем «{heat[0].topic_group}»" if heat[0].topic_group else "все темы"


def _legend(drawn: Drawn) -> list[Html]:
    lines = [
        el("g", *(_row(level, LEGEND[level], x) for level, x in zip(pair, _COLUMNS, strict=True)))
        for pair in (("red", "orange"), ("green", "grey"))
    ]
    if drawn.ground:
        lines.append(_row("ground", SILENT))
    said = (_COLOUR, _SIZE) if drawn.sized else (_COLOUR,)
    return [*lines, *(text(_LEFT, 18, line, class_="soft small") for line in said)]


def _aside(count: int, heat: Sequence[UnitHeat], *, named: bool) -> list[Html]:
    """Say what is on no unit, lest the map be taken for all there is."""
    if not count:
        return []
    total = count + sum(one.observed for one in heat)
    share = f"{counted(count, APPEALS)} из {number(total)} ({percent(count / total)})"
    why = "в них не названа ни одна из этих территорий" if named else "у них нет координат"
    return [text(_LEFT, 18, f"Вне карты: {share} — {why}.", class_="soft small")]


def _hottest(units: Sequence[Unit], *, named: bool) -> list[Html]:
    """Write the units above what is usual, the hottest first, one to a line."""
    hot = [unit for unit in units if unit.level in ("red", "orange")]
    hot.sort(key=lambda unit: (unit.level != "red", -(unit.heat.relative_risk or 0), unit.number))
    if not hot:
        return []
    lines = [text(_LEFT, 20, "Больше обычного", class_="head")]
    lines += [_row(unit.level, trim(_told(unit, named), _WORDS)) for unit in hot[:_HOT]]
    if len(hot) > _HOT:
        lines.append(text(_LEFT, 18, f"…и ещё{NBSP}{len(hot) - _HOT}", class_="soft small"))
    return lines


def _doubtful(units: Sequence[Unit]) -> list[Html]:
    """Say why a unit is green for all its number: few messages may be many by chance."""
    more = [u for u in units if u.level == "green" and (u.heat.relative_risk or 0) >= _MUCH]
    more.sort(key=lambda unit: (-(unit.heat.relative_risk or 0), unit.number))
    told = [f"{short(u.heat.unit)} ({times(u.heat.relative_risk)})" for u in more]
    said = f"Больше{CHANCE}: {', '.join(told)}"
    return [text(_LEFT, 18, trim(said, _SMALL_WORDS), class_="soft small")] if told else []


def _told(unit: Unit, named: bool) -> str:
    heat = unit.heat
    # the name of a hexagon says nothing, its middle can be looked up
    where = short(heat.unit) if named else f"{heat.lat:.4f}, {heat.lon:.4f}"
    said = f"{where} ({times(heat.relative_risk)}): "
    said += against_expected(heat.observed, heat.expected, heat.basis)
    return said + (f". Чаще всего: {heat.top_topics[0]}" if heat.top_topics else "")


def _row(level: str, words: str, x: float = _LEFT) -> Html:
    """Write words behind the sign of a level, as it stands on the map."""
    shape = el("circle", cx=x + 12, cy=11.0, r=11.0)
    sign = SIGNS.get(level)
    mark = el("text", sign, x=x + 12, y=17.0, font_size=16, class_="sign") if sign else None
    drawn = el("g", shape, mark, class_=f"place {level}")
    return el("g", drawn, text(x + 32, 17, words, class_="word"))


def _shift(y: float) -> str:
    return f"translate(0 {y:.0f})"


def _style() -> Html:
    # the sheet has no «<» or «&», so it may stand in XML as it is
    return Html((Path(__file__).with_name("templates") / "picture.css").read_text(encoding="utf-8"))


__all__ = ["heat_picture"]
