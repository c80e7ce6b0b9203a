"""Trained heads to the arrays of an artifact: rows of small whole numbers for words and n-grams."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from tsur_nlp.classify.weights import LENGTH_STEP

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tsur_nlp.train.linear import Head
    from tsur_nlp.train.representation import Representation
    from tsur_nlp.train.warm_start.blend import Blend

MOST_GRAMS = 24_000
MOST_PAIRS = 12_000
_LARGEST = 127
_BATCH = 4096


def compact(
    representation: Representation, head: Head, blend: Blend | None = None
) -> tuple[dict[str, NDArray[Any]], dict[str, Any]]:
    """Return the arrays and the vocabulary of the artifact, an older model's share added to both.

    With ``blend`` the representation is the older model's own (`WarmSpace`), so the rows of words,
    n-grams and pairs of the two are simply added up.
    """
    words, grams = list(representation.embedded), list(representation.grams)
    rows, lengths = _word_rows(representation, head, words)
    first = len(representation.words)
    letters = head.weights[first : first + len(grams)]
    pairs = head.weights[len(head.weights) - len(representation.pairs) :]
    pairs = pairs * representation.pair_weights[:, None]
    if blend:
        rows, letters, pairs = rows + blend.words(words), letters + blend.grams, pairs + blend.pairs
    arrays: dict[str, NDArray[Any]] = {"bias": head.bias.astype(np.float32)}
    arrays["word_rows"], step = _whole(rows)
    arrays["word_lengths"] = np.rint(lengths / LENGTH_STEP).astype(np.float32)
    arrays["step"] = step
    kept = _weightiest(letters, MOST_GRAMS)
    arrays |= _gram_arrays(representation, letters, kept, step)
    arrays |= _pair_arrays(representation, pairs, step, words)
    return arrays, {"words": words, "grams": [grams[i] for i in kept.tolist()]}


def _word_rows(
    representation: Representation, head: Head, words: list[str]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    rows, lengths = [], []
    for start in range(0, len(words), _BATCH):
        table, squared = representation.word_table(words[start : start + _BATCH])
        rows.append(table @ head.weights[: table.shape[1]])
        lengths.append(squared)
    return np.vstack(rows), np.concatenate(lengths)


def _gram_arrays(
    representation: Representation,
    weights: NDArray[np.float64],
    kept: NDArray[np.intp],
    step: NDArray[np.float32],
) -> dict[str, NDArray[Any]]:
    rows, own = _whole(weights[kept])
    weight = representation.unknown
    return {
        "gram_rows": rows,
        "gram_ratio": (own / step).astype(np.float32),
        "gram_idf": representation.gram_idf[kept].astype(np.float32),
        "unknown": np.array([weight, np.rint(weight**2 / LENGTH_STEP)], dtype=np.float32),
    }


def _pair_arrays(
    representation: Representation,
    shares: NDArray[np.float64],
    step: NDArray[np.float32],
    words: list[str],
) -> dict[str, NDArray[Any]]:
    kept = _weightiest(shares, MOST_PAIRS)
    numbers = {word: number for number, word in enumerate(words)}
    pairs = [numbers[a] * len(numbers) + numbers[b] for a, b in representation.pairs]
    keys = np.array(pairs, dtype=np.int64)
    order = kept[np.argsort(keys[kept], kind="stable")]
    rows, own = _whole(shares[order])
    length = representation.pair_weights[order]
    return {
        "pair_keys": keys[order],
        "pair_rows": rows,
        "pair_ratio": (own / step).astype(np.float32),
        "pair_lengths": np.rint(length**2 / LENGTH_STEP).astype(np.float32),
    }


def _weightiest(rows: NDArray[np.float64], most: int) -> NDArray[np.intp]:
    """Choose the rows that can move a score most, in their own order."""
    size = (rows**2).sum(axis=1)
    return np.sort(np.argsort(-size, kind="stable")[:most])


def _whole(rows: NDArray[np.float64]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Round to whole steps, as fine as the largest share of the label allows."""
    largest = np.abs(rows).max(axis=0, initial=1e-9)
    step = (largest / _LARGEST).astype(np.float32)
    return np.rint(rows / step).astype(np.int8), step
