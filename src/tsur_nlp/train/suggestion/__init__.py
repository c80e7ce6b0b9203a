"""Active learning: which rows to label next."""

from tsur_nlp.train.suggestion.choose import suggest

__all__ = ["suggest"]
