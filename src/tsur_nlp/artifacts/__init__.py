"""Find, check, load and save models: plain arrays and JSON, no pickle."""

from tsur_nlp.artifacts.paths import find, refuse_file
from tsur_nlp.artifacts.store import PROTOCOL, Artifact, kind_of, load, save

__all__ = ["PROTOCOL", "Artifact", "find", "kind_of", "load", "refuse_file", "save"]
