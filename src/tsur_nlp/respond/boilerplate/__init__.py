"""Answers that repeat one text to many people."""

from tsur_nlp.respond.boilerplate.shares import MIN_ANSWERS, boilerplate, template_use

__all__ = ["MIN_ANSWERS", "boilerplate", "template_use"]
