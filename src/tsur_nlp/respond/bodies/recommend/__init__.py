"""Recommending the responsible body of a message, with its probability."""

from tsur_nlp.respond.bodies.recommend.messages import as_topics, facts_of
from tsur_nlp.respond.bodies.recommend.mixture import Mixture, Weights
from tsur_nlp.respond.bodies.recommend.past import Past
from tsur_nlp.respond.bodies.recommend.recommender import KIND, TEXT, Recommender, text_folder

__all__ = [
    "KIND", "TEXT", "Mixture", "Past", "Recommender", "Weights", "as_topics", "facts_of",
    "text_folder",
]  # fmt: skip
