"""Every threshold of the chains, by name."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChainSettings:
    """What `chains` goes by.

    Attributes:
        within_days: a message came back if the chain was answered at most so long before it.
        apart_days: after a silence so long the same matter is a new one (the snow of two winters).
        cell_m: points of messages without an address are one place within such a square.
    """

    within_days: int = 60
    apart_days: int = 180
    cell_m: float = 30.0
