"""The page a governor reads: one HTML file with the map, the problems, the numbers."""

from tsur_nlp.report.page import render, write_report

__all__ = ["render", "write_report"]
