"""Training of the model of answers: their kinds, and whether they answer the question."""

from tsur_nlp.train.answers.fit import AnswerModel, fit_answers
from tsur_nlp.train.answers.labelled import LabelledAnswer, read_answers

__all__ = ["AnswerModel", "LabelledAnswer", "fit_answers", "read_answers"]
