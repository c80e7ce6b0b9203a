"""Personal data of citizens and officials: find it and put typed placeholders in its place."""

from tsur_nlp.normalize.personal.masker import PersonalDataMasker
from tsur_nlp.normalize.personal.placeholders import PLACEHOLDERS, apply, blank
from tsur_nlp.normalize.personal.rules import RULES

__all__ = ["PLACEHOLDERS", "RULES", "PersonalDataMasker", "apply", "blank"]
