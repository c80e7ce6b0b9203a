"""How a model is trained."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from tsur_nlp.train.representation import Blocks

SEED = 20210228
"""The seed of everything random in training, unless the caller gives one."""


@dataclass(frozen=True, slots=True)
class Options:
    """How a model is trained; ``penalty`` is the price of an error in the heads.

    ``warm_start`` is the id or path of an older model to take the scores of shared labels from.
    """

    blocks: Blocks = field(default_factory=Blocks)
    penalty: float = 1.0
    folds: int | None = None
    seed: int = SEED
    warm_start: str | Path | None = None


DEFAULTS = Options()
"""What a model is trained with where the caller says nothing."""
