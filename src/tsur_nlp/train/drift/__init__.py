"""Has the stream changed so much that a model should be trained again?"""

from tsur_nlp.train.drift.compare import Drift, compare, compare_frames, compare_streams

__all__ = ["Drift", "compare", "compare_frames", "compare_streams"]
