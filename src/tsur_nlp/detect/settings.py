"""Every threshold of the detection, by name."""

from __future__ import annotations

from dataclasses import dataclass

SEED = 0


@dataclass(frozen=True, slots=True)
class DetectSettings:
    """What `find_problems` goes by; days are calendar days, distances metres.

    Attributes:
        windows: lengths of the windows, all ending at the day looked from.
        baseline_days: how far back the usual level of a series is read, before each window.
        share_days: the same for a unit's share of a topic, which changes slowly.
        min_baseline_days: with less history than this nothing is said at all.
        min_observed: messages (repeats apart) that a problem has at the least.
        min_voices: different authors, and different texts or addresses, that it has at the least.
        repeat_days: the same author or the same long text counts again after so many days of
            silence.
        repeat_words: a text of so many words, without an author and an address, is one voice.
        walk_minutes: without an author the same text of one unit and topic so soon after is told
            as one person's walk from address to address; the addresses still count.
        walk_share: from this part of a problem's messages on a walk is told.
        trend_days: how far back the trend is read, in days.
        trend_scale: how much the logarithm of a level usually drifts in a day.
        level_shares: the parts of the alarm budget that the levels of series get (`LEVELS`).
        cluster_share: the part of the alarm budget that is given to clusters.
        lasting_share: the part that is given to what lasts: returns after answers.
        radii: circles that clusters are looked for in.
        metres_per_day: how far apart in space counts as one day apart in time.
        min_wave_units: a wave over the territory is felt in so many units at the least.
        nested_chance: a wave is one where the territory without its most affected unit would have
            a probability below this.
        share_chance: a unit's part of what the territory has is more than usual below this.
        chronic_days: how long an excess over other units lasts before it is chronic.
        chronic_risk: how many times the share of other units it has to be.
        returned_share: the part of a problem's messages that came back, for it to be recurrent.
        memory_days: the same topic at the same address came back if it was answered so long ago.
        fading_days: a problem not seen for so long is closed.
        red_severity: from this severity on the level is red.
    """

    windows: tuple[int, ...] = (1, 2, 3, 4, 5, 6, 7, 10, 14, 21, 28)
    baseline_days: int = 56
    share_days: int = 112
    min_baseline_days: int = 14
    min_observed: int = 3
    min_voices: int = 3
    repeat_days: int = 7
    repeat_words: int = 5
    walk_minutes: int = 60
    walk_share: float = 0.4
    trend_scale: float = 0.004
    trend_days: int = 56
    level_shares: tuple[float, ...] = (0.7, 0.15, 0.05, 0.05, 0.015, 0.015)
    cluster_share: float = 0.8
    lasting_share: float = 0.1
    radii: tuple[float, ...] = (40.0, 120.0, 300.0, 500.0)
    metres_per_day: float = 30.0
    min_wave_units: int = 3
    nested_chance: float = 1e-4
    share_chance: float = 5e-5
    chronic_days: int = 28
    chronic_risk: float = 3.0
    returned_share: float = 0.5
    memory_days: int = 90
    fading_days: int = 7
    red_severity: int = 60

    @property
    def span(self) -> int:
        """Days of history that counts are compared over."""
        return max(self.baseline_days, self.share_days) + max(self.windows)

    @property
    def reach(self) -> int:
        """Days of history that a run reads at all: a longer history costs nothing more."""
        return self.span + self.memory_days
