"""What a message is about: group, then topic, with honest probabilities and abstention."""

from tsur_nlp.classify.classifier import TopicClassifier, WordWeight
from tsur_nlp.classify.taxonomy import Taxonomy, TopicEntry

__all__ = ["Taxonomy", "TopicClassifier", "TopicEntry", "WordWeight"]
