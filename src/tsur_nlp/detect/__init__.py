"""Systemic problems and the heat map: what is more than chance explains, where, and since when."""

from tsur_nlp.detect.campaigns.notes import find_campaigns
from tsur_nlp.detect.campaigns.settings import CampaignSettings
from tsur_nlp.detect.heat.heat import HeatSettings, heat_map
from tsur_nlp.detect.problems import find_problems
from tsur_nlp.detect.settings import DetectSettings

__all__ = [
    "CampaignSettings",
    "DetectSettings",
    "HeatSettings",
    "find_campaigns",
    "find_problems",
    "heat_map",
]
