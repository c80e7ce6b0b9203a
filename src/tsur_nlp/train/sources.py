"""Each source labels in its own way: how often it uses a label is learned apart from the words.

A source gets a feature of its own while the heads are fitted. Otherwise the words common in one
source would carry its shares of labels into all the others. The finished model keeps the habits of
one source only, its home: the one that is measured.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from tsur_nlp.train.linear import Head

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

    from tsur_nlp.train.datasets import Labelled


def names(labelled: Labelled) -> list[str]:
    """Return the sources that need a feature: none where all rows come from one."""
    found = sorted({example.source for example in labelled.examples})
    return found if len(found) > 1 else []


def with_sources(features: csr_matrix, labelled: Labelled) -> csr_matrix:
    """Append to the features of every example that of its source."""
    from scipy import sparse

    columns = {name: number for number, name in enumerate(names(labelled))}
    if not columns:
        return features
    at = [columns[example.source] for example in labelled.examples]
    own = sparse.csr_array(
        (np.ones(len(at)), (np.arange(len(at)), at)), shape=(len(at), len(columns))
    )
    both = sparse.csr_array(sparse.hstack([features, own]))
    both.indices, both.indptr = both.indices.astype(np.int32), both.indptr.astype(np.int32)
    return both


def at_home(head: Head, labelled: Labelled, *, appeal: bool) -> Head:
    """Fold the habits of the home source into the bias and drop those of the others.

    Where the last column tells ``appeal`` from the rest, it takes no source's habit: labelled rows
    were picked from among appeals, which says nothing of the stream.
    """
    found = names(labelled)
    if not found:
        return head
    words = len(head.weights) - len(found)
    own = head.weights[words + found.index(home(labelled))].copy()
    if appeal:
        own[-1] = 0.0
    return Head(head.weights[:words], head.bias + own)


def home(labelled: Labelled) -> str:
    """Name the source of most measured examples."""
    counts = Counter(example.source for example in labelled.examples if example.measured)
    return min(counts or {"": 0}, key=lambda name: (-counts[name], name))
