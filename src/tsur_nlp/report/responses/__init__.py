"""The page about answers: who answers in time, what was promised, what has changed."""

from tsur_nlp.report.responses.page import render, write
from tsur_nlp.report.responses.sheets import sheets

__all__ = ["render", "sheets", "write"]
