"""The day in short: a text for a messenger, and the same for a program."""

from tsur_nlp.report.digest.making import digest
from tsur_nlp.report.digest.records import Digest

__all__ = ["Digest", "digest"]
