"""What detection shows on the St Petersburg stream, measured in parts (`run.PARTS`)."""

from detection.data import load

__all__ = ["load"]
