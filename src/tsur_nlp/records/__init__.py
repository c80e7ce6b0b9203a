"""What the stages hand to each other: frozen records, no behaviour beyond reading them.

Spans are half-open character offsets ``[start, end)``. Coordinates are (lat, lon) in degrees, WGS
84. An empty string means «not said»; ``None`` means «not known» of numbers and records.
"""

from tsur_nlp.records.answer import ANSWER_KINDS, Answer, Responses
from tsur_nlp.records.message import (
    PRECISIONS,
    Message,
    Place,
    PlaceChoice,
    Topic,
    TopicChoice,
    TopicPart,
)
from tsur_nlp.records.territory import Campaign, SystemicProblem, UnitHeat
from tsur_nlp.records.text import NormalText, PersonalSpan, Step

__all__ = [
    "ANSWER_KINDS",
    "PRECISIONS",
    "Answer",
    "Campaign",
    "Message",
    "NormalText",
    "PersonalSpan",
    "Place",
    "PlaceChoice",
    "Responses",
    "Step",
    "SystemicProblem",
    "Topic",
    "TopicChoice",
    "TopicPart",
    "UnitHeat",
]
