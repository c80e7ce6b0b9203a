"""Text repair and personal data: the first stage."""

from tsur_nlp.normalize.by_abbreviation import EXPANSIONS, expand, expansions
from tsur_nlp.normalize.normalizer import Normalizer
from tsur_nlp.normalize.repair import Repair
from tsur_nlp.normalize.repairs import REPAIRS, is_clean, repaired
from tsur_nlp.text.offsets import replay

__all__ = [
    "EXPANSIONS",
    "REPAIRS",
    "Normalizer",
    "Repair",
    "expand",
    "expansions",
    "is_clean",
    "repaired",
    "replay",
]
