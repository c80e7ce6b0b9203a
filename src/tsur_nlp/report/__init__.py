"""The page a governor reads: one HTML file with the map, the problems, the numbers."""

from tsur_nlp.report.heat_geojson import heat_geojson
from tsur_nlp.report.heat_picture import heat_picture
from tsur_nlp.report.page import render, write_report

__all__ = ["heat_geojson", "heat_picture", "render", "write_report"]
