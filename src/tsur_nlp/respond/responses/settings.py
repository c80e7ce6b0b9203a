"""Every threshold of the table of answers, by name."""

from __future__ import annotations

from dataclasses import dataclass, field

from tsur_nlp.respond.chains import ChainSettings
from tsur_nlp.respond.speed import Periods


@dataclass(frozen=True, slots=True)
class ResponseSettings:
    """What `responses` goes by.

    Attributes:
        unit: the column of territorial units; by default the district where at least half of the
            messages have one, else the municipality.
        expiring_hours: a term that ends within so many hours is «expiring».
        closing_days: closings are entered late; one so many days after a promised date may still
            mean that the date was kept.
        listed: rows of each list at most.
        periods: what is held against what when it is said that something has changed.
        chains: when a message goes on from an earlier one.
    """

    unit: str = ""
    expiring_hours: float = 72.0
    closing_days: int = 3
    listed: int = 200
    periods: Periods = field(default_factory=Periods)
    chains: ChainSettings = field(default_factory=ChainSettings)
