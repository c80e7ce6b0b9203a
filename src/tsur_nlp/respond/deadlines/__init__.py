"""When an answer is due by the rules of a region, and whether it came in time."""

from tsur_nlp.respond.deadlines.due import deadlines, due_on, expiring
from tsur_nlp.respond.deadlines.reading import read_rules
from tsur_nlp.respond.deadlines.rules import Rules

__all__ = ["Rules", "deadlines", "due_on", "expiring", "read_rules"]
