"""What one answer of an authority says: its kind, promise, evidence, form."""

from tsur_nlp.respond.answers.evidence import has_evidence
from tsur_nlp.respond.answers.kinds import KindModel
from tsur_nlp.respond.answers.politeness import politeness
from tsur_nlp.respond.answers.reader import AnswerReader, AnswerText, decided

__all__ = ["AnswerReader", "AnswerText", "KindModel", "decided", "has_evidence", "politeness"]
