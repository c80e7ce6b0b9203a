"""How a model is trained."""

from __future__ import annotations

from dataclasses import dataclass, field

from tsur_nlp.train.representation import Blocks

SEED = 20210228
"""The seed of everything random in training, unless the caller gives one."""


@dataclass(frozen=True, slots=True)
class Options:
    """How a model is trained; ``penalty`` is the price of an error in the heads."""

    blocks: Blocks = field(default_factory=Blocks)
    penalty: float = 1.0
    folds: int | None = None
    seed: int = SEED


DEFAULTS = Options()
"""What a model is trained with where the caller says nothing."""
