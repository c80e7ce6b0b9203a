"""The same problem tomorrow: ids are kept, merges and splits told, what is gone is closed."""

from tsur_nlp.detect.identity.follow import CLOSED_DAYS, follow

__all__ = ["CLOSED_DAYS", "follow"]
