"""Find, check, load and save models: plain arrays and JSON, no pickle."""

from tsur_nlp.artifacts.paths import find
from tsur_nlp.artifacts.store import PROTOCOL, Artifact, load, save

__all__ = ["PROTOCOL", "Artifact", "find", "load", "save"]
