"""The page as a PDF, printed by the browser that the machine has."""

from tsur_nlp.report.pdf.browsers import find_browser
from tsur_nlp.report.pdf.printing import printed

__all__ = ["find_browser", "printed"]
