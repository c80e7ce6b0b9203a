"""Places a citizen writes: region, municipality, settlement, district, street, house."""

from tsur_nlp.locate.gazetteer import Gazetteer, Unit, municipality_point
from tsur_nlp.locate.locator import Locator

__all__ = ["Gazetteer", "Locator", "Unit", "municipality_point"]
