"""What is a template and what is a campaign, by name."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CampaignSettings:
    """What copied texts are judged by.

    Attributes:
        words: two people hardly write so many words alike by chance: longer texts are compared.
        likeness: from this share of common words on (Jaccard) two texts are one template.
        days: a campaign is noted where the template was used often in so many days.
        messages: how often that is.
        crowd: a template used by so many authors is the voice of all of them.
    """

    words: int = 8
    likeness: float = 0.8
    days: int = 28
    messages: int = 10
    crowd: int = 10


USUAL = CampaignSettings()
