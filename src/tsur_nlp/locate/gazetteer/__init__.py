"""The gazetteer: regions, municipalities, settlements, city districts; names, points, people."""

from tsur_nlp.locate.gazetteer.gazetteer import Gazetteer, municipality_point
from tsur_nlp.locate.gazetteer.settlements import BESIDE, BIG, CAREFUL, SURE
from tsur_nlp.locate.gazetteer.unit import Unit

__all__ = ["BESIDE", "BIG", "CAREFUL", "SURE", "Gazetteer", "Unit", "municipality_point"]
