"""The working calendar of the country, for deadlines and for what is usual on a day."""

from tsur_nlp.workdays.federal import Federal, decreed, federal

__all__ = ["Federal", "decreed", "federal"]
