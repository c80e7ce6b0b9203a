"""Messages that go on from earlier ones: what came back after an answer."""

from tsur_nlp.respond.chains.settings import ChainSettings
from tsur_nlp.respond.chains.table import chains

__all__ = ["ChainSettings", "chains"]
