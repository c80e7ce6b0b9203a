"""Promised dates in the answers of authorities."""

from tsur_nlp.respond.promises.finder import Promise, find, map, promised

__all__ = ["Promise", "find", "map", "promised"]
