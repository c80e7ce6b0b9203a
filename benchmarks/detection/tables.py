"""Markdown tables, and the limits of a rate."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from tsur_nlp.detect.backtest.scoring import poisson_limits


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a Markdown table."""
    lines = ["| " + " | ".join(map(str, row)) + " |" for row in (head, ["---"] * len(head), *rows)]
    return "\n".join(lines)


def rate(count: int, years: float) -> str:
    """Return events a year with their exact 95 % limits."""
    low, high = poisson_limits(count)
    return f"{count / years:.2f} ({low / years:.2f}–{high / years:.2f})"


def share(found: Sequence[bool]) -> str:
    """Return the part that is true."""
    return f"{np.mean(found):.2f}" if len(found) else "—"


def middle(values: Sequence[float], digits: int = 0) -> str:
    """Return the median."""
    return f"{np.median(values):.{digits}f}" if len(values) else "—"
