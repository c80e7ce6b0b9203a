"""A user's register of streets and houses: CSV, GeoJSON or ГАР in, a quick index out."""

from tsur_nlp.locate.register.register import Register
from tsur_nlp.locate.register.spot import ANYWHERE, NO_MATCH, Match, Spot, Where

__all__ = ["ANYWHERE", "NO_MATCH", "Match", "Register", "Spot", "Where"]
