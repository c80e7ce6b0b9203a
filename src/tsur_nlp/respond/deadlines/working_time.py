"""Working time as a line: which days are worked, and how much was worked before a moment.

Days count from 1970-01-01, moments are seconds since then on the local wall clock: Russia has had
no summer time since 2011.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
DAY = 86_400


@dataclass(frozen=True, slots=True)
class WorkingTime:
    """Working days with their closings, and the spans worked, all in order of time.

    A span is worked from ``opens`` to ``closes``; ``before`` is what was worked before it.
    """

    days: Ints
    closings: Ints
    opens: Ints
    closes: Ints
    before: Ints

    def worked(self, moment: Ints) -> Ints:
        """Return the seconds worked before a moment."""
        span = np.searchsorted(self.opens, moment, side="right") - 1
        worked: Ints = self.before[span] + np.minimum(moment, self.closes[span]) - self.opens[span]
        return worked

    def moment(self, worked: Ints) -> Ints:
        """Return the first moment before which so much was worked: a closing, not an opening."""
        span = np.searchsorted(self.before + self.closes - self.opens, worked, side="left")
        moment: Ints = self.opens[span] + worked - self.before[span]
        return moment

    def opening(self, moment: Ints) -> Ints:
        """Return the moment itself where it is worked, else the next opening."""
        return np.maximum(moment, self.opens[np.searchsorted(self.closes, moment, side="right")])

    def day_after(self, day: Ints, number: Ints, *, counted: bool) -> Ints:
        """Return the ``number``-th working day after a day, which itself may be ``counted``."""
        first = np.searchsorted(self.days, day, side="left" if counted else "right")
        last: Ints = self.days[first + number - 1]
        return last

    def days_between(self, first: Ints, last: Ints) -> Ints:
        """Count the working days from ``first``, up to but without ``last``."""
        return np.searchsorted(self.days, last) - np.searchsorted(self.days, first)

    def working_day(self, day: Ints, side: str) -> Ints:
        """Return the day itself where it is worked, else the ``next`` or ``previous`` that is."""
        if side == "next":
            following: Ints = self.days[np.searchsorted(self.days, day, side="left")]
            return following
        previous: Ints = self.days[np.searchsorted(self.days, day, side="right") - 1]
        return previous

    def closing(self, day: Ints) -> Ints:
        """Return the closing of a working day."""
        return self.closings[np.searchsorted(self.days, day)]
