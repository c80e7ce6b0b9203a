"""The page a governor reads: one HTML file with the map, the problems, the numbers."""

from tsur_nlp.report.map.geojson import heat_geojson
from tsur_nlp.report.map.picture import heat_picture
from tsur_nlp.report.material import Material, Options, gather
from tsur_nlp.report.situation.page import render
from tsur_nlp.report.writing import write

__all__ = ["Material", "Options", "gather", "heat_geojson", "heat_picture", "render", "write"]
