"""How likely a place is right, from its signs: weights fitted on annotated messages.

The probability is that its deepest names are right: street and house, or the settlement where no
street is named. Not that the problem is there: people also write where they live.
"""

from __future__ import annotations

import json
import math
from functools import lru_cache

from tsur_nlp.locate.resolve.evidence import Signs
from tsur_nlp.locate.words.lexicon import DATA

LEAST, MOST = 0.02, 0.99
"""The bounds: a few hundred annotated places tell no more."""


@lru_cache(maxsize=50_000)
def probability(signs: Signs) -> float:
    """Return the probability that goes with the signs; one that is unknown says nothing."""
    base, known = weights()
    score = base + sum(known.get(sign, 0.0) for sign in signs)
    return round(min(MOST, max(LEAST, 1 / (1 + math.exp(-score)))), 3)


@lru_cache(maxsize=1)
def weights() -> tuple[float, dict[str, float]]:
    """Return what speaks for any place, and the weight of each sign, in logits."""
    table = json.loads((DATA / "confidence.json").read_text(encoding="utf-8"))
    return table["base"], {sign: row["weight"] for sign, row in table["signs"].items()}
