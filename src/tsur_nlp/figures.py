"""Pictures for documents and notebooks: a heat map, a trend, confusion, calibration, problems.

Each function returns an Altair chart. ``chart.save("x.svg")`` and ``chart.save("x.png")`` need no
browser, ``chart.save("x.html", inline=True)`` makes a page that opens without a network, and a
notebook shows the chart alive: tooltips, the wheel, the legend; `offline` makes it do so without a
network. The extra ``figures`` installs what they need.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from tsur_nlp.errors import InputError
from tsur_nlp.records import UnitHeat

if TYPE_CHECKING:
    import altair as alt
    import numpy.typing as npt
    import pandas as pd

    from tsur_nlp.territory import Previous


def heat_map_figure(
    heat: Sequence[UnitHeat],
    *,
    boundaries: str | Path | None = None,
    group: str = "",
    title: str = "",
    width: int = 640,
) -> alt.LayerChart:
    """Draw a heat map: polygons where there are borders, circles at the units' points else.

    Args:
        heat: what `heat_map` returned; hexagons are drawn as such.
        boundaries: a GeoJSON with the units' polygons; under hexagons only its lines are drawn.
        group: one topic group of a map made with ``by="group"``; all messages without it.
        title: the heading.
        width: of the map, in pixels.

    Raises:
        InputError: there is no such group, ``boundaries`` cannot be used, or the extra
            ``figures`` is not installed.
    """
    _check()
    from tsur_nlp import heat as maps
    from tsur_nlp.report import figures

    chosen = maps.of_group(heat, group, picture=True)
    areas, over, named = maps.polygons(chosen, boundaries)
    return figures.heat_map_figure(chosen, areas, over=over, title=title, width=width, named=named)


def trend_figure(
    frame: pd.DataFrame,
    *,
    by: str | None = None,
    days: int = 90,
    as_of: object = None,
    topics: str | None = None,
    title: str = "",
    width: int = 640,
) -> alt.LayerChart:
    """Draw how many messages came each day, with the mean of seven days.

    Args:
        frame: a scored frame, or an export as `read_export` returns it.
        by: ``"group"`` draws a line for each of the six largest topic groups and one for the rest;
            so do ``topic``, ``source``, ``region``, ``municipality``, ``district``,
            ``settlement``, ``street``, ``assignee``, ``status``.
        days: how many days are shown, up to ``as_of``.
        as_of: the last day; by default that of the last message.
        topics: as in `find_problems`.
        title: the heading.
        width: of the picture, in pixels.

    Raises:
        InputError: there is no date column, ``by`` is none of these, ``days`` is not above 0,
            ``as_of`` is no date, or the extra ``figures`` is not installed.
    """
    _check()
    from tsur_nlp.facts import facts
    from tsur_nlp.report import figures

    known = facts(frame, topics=topics)
    return figures.trend_figure(known, by=by, days=days, as_of=as_of, title=title, width=width)


def confusion_figure(
    true: Iterable[object],
    predicted: Iterable[object],
    *,
    labels: Sequence[str] | None = None,
    top: int = 15,
    title: str = "",
) -> alt.LayerChart:
    """Draw which labels are taken for which: a row for each true label, counts in the cells.

    Args:
        true: the right labels.
        predicted: those that were given, in the same order.
        labels: which labels are shown, in this order; the most frequent by default.
        top: how many are shown by default; the others are one row and one column, «прочие».
        title: the heading.

    Raises:
        InputError: the two are not of one length, ``top`` is not above 0, or the extra
            ``figures`` is not installed.

    >>> chart = confusion_figure(["ЖКХ", "Дороги"], ["ЖКХ", "ЖКХ"])
    >>> chart.title.subtitle[0]
    '2\\xa0обращения, верно 50\\xa0%'
    """
    _check()
    from tsur_nlp.report import figures

    return figures.confusion_figure(true, predicted, labels=labels, top=top, title=title)


def calibration_figure(
    confidence: npt.ArrayLike, correct: npt.ArrayLike, *, bins: int = 10, title: str = ""
) -> alt.LayerChart | alt.VConcatChart:
    """Draw the share that is right against the confidence said, with 95 % limits (Wilson 1927).

    Args:
        confidence: how sure each answer was, from 0 to 1; NaN where it was not said.
        correct: whether it was right, in the same order.
        bins: into how many parts of about equal size the answers are cut, by confidence.
        title: the heading.

    Raises:
        InputError: the two are not of one length, a confidence is not between 0 and 1, ``correct``
            is not of yes and no, ``bins`` is not above 0, or ``figures`` is not installed.

    >>> chart = calibration_figure([0.9, 0.9, 0.6, 0.6], [True, True, True, False], bins=2)
    >>> chart.title.subtitle[1]
    'Средний разрыв между уверенностью и долей верных (ECE): 0,1.'
    """
    _check()
    from tsur_nlp.report import figures

    return figures.calibration_figure(confidence, correct, bins=bins, title=title)


def cluster_map(
    problems: Previous,
    frame: pd.DataFrame | None = None,
    *,
    boundaries: str | Path | None = None,
    title: str = "",
    width: int = 640,
) -> alt.LayerChart | alt.VConcatChart:
    """Draw where the systemic problems are: circles, numbers, and a list of them below.

    Args:
        problems: what `find_problems` returned, or the path of the JSON file written from it.
        frame: the scored frame they were found in: their messages are drawn as points. No text of
            a message gets into the picture.
        boundaries: a GeoJSON with borders to draw under the problems.
        title: the heading.
        width: of the map, in pixels.

    Raises:
        InputError: ``problems`` or ``boundaries`` cannot be read, the frame has no date column, or
            the extra ``figures`` is not installed.
    """
    _check()
    from tsur_nlp.detect.identity.reading import read
    from tsur_nlp.facts import facts
    from tsur_nlp.report import figures
    from tsur_nlp.report.map.boundaries import load
    from tsur_nlp.territory import read_problems

    known = None if frame is None else facts(frame)
    areas = load(boundaries) if boundaries else ()
    told = read(read_problems(problems) or [])
    return figures.cluster_map(told, known, areas, title=title, width=width)


def offline() -> None:
    """Show the charts of a notebook alive without a network: it carries their script, once.

    Raises:
        InputError: the extra ``figures`` is not installed, or this is no notebook.
    """
    _check()
    from tsur_nlp.report.figures.offline import enable

    enable()


def _check() -> None:
    missing = [name for name in ("altair", "vl_convert") if find_spec(name) is None]
    if missing:
        raise InputError(f'pictures need the package {missing[0]}: pip install "tsur-nlp[figures]"')
