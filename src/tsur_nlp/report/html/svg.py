"""Small pictures in SVG: axes, bars and the sparkline of a problem."""

from __future__ import annotations

from collections.abc import Sequence

from tsur_nlp.report.html.markup import Html, el
from tsur_nlp.report.words import number

_STEPS = (1, 2, 5, 10)


def ticks(top: float, wanted: int = 4) -> list[int]:
    """Choose round whole numbers for an axis from 0 to at least ``top``.

    >>> ticks(37), ticks(0), ticks(1200)
    ([0, 10, 20, 30, 40], [0, 1], [0, 500, 1000, 1500])
    """
    rough, scale = max(top, 1) / wanted, 1
    while scale * 10 <= rough:
        scale *= 10
    step = next(s * scale for s in _STEPS if s * scale >= rough)
    last = max(1, -(-max(top, 1) // step))
    return [step * i for i in range(int(last) + 1)]


def svg(width: float, height: float, *children: object, label: str, class_: str = "") -> Html:
    """Wrap a picture; ``label`` tells it to those who do not see it."""
    return el(
        "svg",
        *children,
        viewBox=f"0 0 {width:g} {height:g}",
        class_=class_ or None,
        role="img",
        aria_label=label,
    )


def text(x: float, y: float, words: str, *, class_: str = "", anchor: str = "start") -> Html:
    """Place words in a picture."""
    end = None if anchor == "start" else anchor
    return el("text", words, x=x, y=y, class_=class_ or None, text_anchor=end)


def icon(level: str, *, class_: str = "icon") -> Html:
    """Show the sign of a level: its form tells it without colour."""
    used = el("use", href=f"#i-{level}")
    return el("svg", used, viewBox="0 0 16 16", class_=f"{class_} {level}", aria_hidden="true")


def polyline(points: Sequence[tuple[float, float]], class_: str) -> Html:
    """Draw a line through points."""
    return el("polyline", points=" ".join(f"{x:.1f},{y:.1f}" for x, y in points), class_=class_)


def spark(
    counts: Sequence[float],
    *,
    label: str,
    expected: float | None = None,
    window: tuple[int, int] | None = None,
    class_: str = "",
    size: tuple[int, int] = (280, 64),
) -> Html:
    """Draw small bars; those of ``window`` (two indexes) stand out, ``expected`` is a line."""
    width, height = size
    top = max([*counts, expected or 0, 1])
    first, last = window or (1, 0)
    marked = [first <= i <= last for i in range(len(counts))]
    parts = [
        el("line", x1=0, y1=height, x2=width, y2=height, class_="axis"),
        _bars([0 if hot else n for n, hot in zip(counts, marked, strict=True)], top, size, "bar"),
        _bars(
            [n if hot else 0 for n, hot in zip(counts, marked, strict=True)], top, size, "bar hot"
        ),
    ]
    if expected is not None:
        y = height - (height - 4) * min(expected, top) / top
        parts.append(el("line", x1=0, y1=y, x2=width, y2=y, class_="expected"))
    return svg(width, height, parts, label=label, class_=f"spark {class_}".strip())


def _bars(counts: Sequence[float], top: float, size: tuple[int, int], class_: str) -> Html | None:
    width, height = size
    step, drawn = width / max(len(counts), 1), ""
    for i, count in enumerate(counts):
        if count > 0:
            tall = max(1.5, (height - 4) * count / top)
            drawn += bar(i * step, height - tall, max(step * 0.72, 0.8), tall)
    return el("path", d=drawn, class_=class_) if drawn else None


def share_bar(share: float, class_: str = "") -> Html:
    """Draw a share of the width as a bar; the number stands beside it in words."""
    wide = el("rect", x=0, y=0, width=round(100 * min(max(share, 0), 1), 1), height=8, rx=1)
    return el(
        "svg",
        wide,
        viewBox="0 0 100 8",
        preserveAspectRatio="none",
        class_=f"share {class_}".strip(),
        aria_hidden="true",
    )


def bar(x: float, y: float, width: float, height: float) -> str:
    """Return a bar as a piece of a path: a hundred bars in one element stay small."""
    return f"M{x:.1f} {y:.1f}h{width:.1f}v{height:.1f}h-{width:.1f}z"


def spoken(counts: Sequence[float]) -> str:
    """Tell a row of counts in words for a screen reader.

    >>> spoken([1, 7, 2])
    'от 1 до 7 в день, последнее значение 2'
    """
    if not counts:
        return "нет данных"
    low, high = number(min(counts)), number(max(counts))
    return f"от {low} до {high} в день, последнее значение {number(counts[-1])}"
