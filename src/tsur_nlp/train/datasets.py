"""Labelled rows for training: read from a frame, checked, masked, duplicates folded."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from tsur_nlp.errors import TrainingError
from tsur_nlp.text import words
from tsur_nlp.train.counts import NOTHING, Skipped

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

NOT_APPEAL = "Не обращение"
"""A label of this name marks thanks, official answers, chatter: what is not an appeal."""

RARE = 3
FEWEST_ROWS = 20
Mask = Callable[[Iterable[str]], Iterable[str]]


class Example(NamedTuple):
    """A masked text and what is known of it; an empty label or topic is «not known».

    ``weight`` says how far to trust the example, ``sublabel_weight`` how far its sublabel beside
    (only full trust is calibrated on); ``source`` is who labelled it.
    """

    text: str
    label: str
    sublabel: str = ""
    weight: float = 1.0
    sublabel_weight: float = 1.0
    is_appeal: bool | None = None
    measured: bool = True
    source: str = ""

    @property
    def key(self) -> str:
        """Words of the text: rows of the same key never stand on both sides of a split."""
        return key_of(self.text)


@dataclass(frozen=True, slots=True)
class Labelled:
    """Examples in an order of their own, not that of the file.

    ``measured`` examples enter calibration and figures; the others are only learned from.
    ``rows`` is how many rows they come from, without those ``skipped``.
    """

    examples: tuple[Example, ...]
    rows: int
    rare: tuple[tuple[str, int], ...]
    skipped: Skipped = NOTHING

    @property
    def labels(self) -> tuple[str, ...]:
        """Names of the first level."""
        return tuple(sorted({example.label for example in self.examples} - {""}))

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Names of the second level with those of the first."""
        found = {(example.label, example.sublabel) for example in self.examples}
        return tuple(sorted(pair for pair in found if all(pair)))

    def folds(self, count: int, seed: int) -> NDArray[np.intp]:
        """Number the examples with folds by their words, so that it does not depend on order."""
        return np.array([fold_of(e.key, count, seed) for e in self.examples], dtype=np.intp)

    def part(self, chosen: Sequence[int] | NDArray[np.intp]) -> Labelled:
        """Take some of the examples."""
        return Labelled(tuple(self.examples[i] for i in chosen), len(chosen), self.rare)


def key_of(text: str) -> str:
    """Return the words by which a text is the same as another.

    >>> key_of("Нет воды!!!") == key_of("нет воды")
    True
    """
    return " ".join(words(text))


def fold_of(key: str, count: int, seed: int) -> int:
    """Return the fold of a text, the same on every machine and in every order.

    >>> fold_of("нет воды", 5, 0) == fold_of("нет воды", 5, 0)
    True
    """
    digest = hashlib.blake2b(f"{seed}:{key}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "little") % count


def read_frame(
    frame: pd.DataFrame, *, text: str, label: str, sublabel: str | None, mask: Mask | None = None
) -> Labelled:
    """Check a frame, mask its texts and fold its duplicates.

    Raises:
        TrainingError: a column is missing, or the rows do not allow training.
    """
    for column in filter(None, (text, label, sublabel)):
        if column not in frame.columns:
            names = ", ".join(str(name) for name in frame.columns)
            raise TrainingError(f"no column {column!r}: the file has {names}")
    labels = _cells(frame, label, name_of)
    sublabels = _cells(frame, sublabel, name_of) if sublabel else [""] * len(labels)
    masked = mask_texts(_cells(frame, text, lambda value: str(value).strip()), mask)
    rows = list(zip(masked, labels, sublabels, strict=True))
    worded = [row for row in rows if key_of(row[0])]
    examples = [_example(*row) for row in worded if row[1]]
    skipped = Skipped(len(rows) - len(worded), len(worded) - len(examples))
    return replace(checked(examples), skipped=skipped)


def mask_texts(texts: Sequence[str], mask: Mask | None = None) -> list[str]:
    """Replace personal data by placeholders, by the project's own masking unless told otherwise."""
    if mask is not None:
        return list(mask(texts))
    from tsur_nlp.normalize import Normalizer

    return [normal.masked for normal in Normalizer().map(texts)]


def checked(examples: Sequence[Example]) -> Labelled:
    """Fold equal examples into one, put them in order, refuse what cannot be learned from."""
    counted: Counter[Example] = Counter()
    for example in examples:
        if example.key:
            counted[example._replace(text=example.key, weight=1.0)] += 1
    weights: dict[Example, float] = {}
    for example in examples:
        folded = example._replace(text=example.key, weight=1.0)
        weights[folded] = max(weights.get(folded, 0.0), example.weight)
    rows = [e._replace(weight=weights[e] * times) for e, times in counted.items()]
    _check(rows, len(examples))
    sizes = Counter(e.label for e in rows if e.label)
    sizes.update(f"{e.label} / {e.sublabel}" for e in rows if e.sublabel)
    rare = tuple(sorted((name, size) for name, size in sizes.items() if size < RARE))
    return Labelled(tuple(sorted(rows, key=_order)), len(examples), rare)


def _order(example: Example) -> tuple[str, str, str, float]:
    return example.text, example.label, example.sublabel, example.weight


def _example(text: str, label: str, sublabel: str) -> Example:
    if label == NOT_APPEAL:
        return Example(text, "", is_appeal=False)
    return Example(text, label, sublabel, is_appeal=True)


def _check(rows: Sequence[Example], given: int) -> None:
    labels = {example.label for example in rows} - {""}
    if not rows:
        raise TrainingError("no row has both a text and a label: check the names of the columns")
    if len(rows) < FEWEST_ROWS:
        raise TrainingError(
            f"{len(rows)} different labelled rows (of {given}) are too few: "
            f"{FEWEST_ROWS} are the least, some hundreds are sensible"
        )
    if len(labels) < 2:
        name = next(iter(labels), NOT_APPEAL)
        raise TrainingError(f"all rows have one label, {name!r}: two are needed to tell apart")


def name_of(value: object) -> str:
    """Return a label as a name: spaces do not matter, and 3.0 is the 3 of a column with a gap.

    >>> name_of(3.0), name_of(2.5), name_of(" ЖКХ  и ТКО ")
    ('3', '2.5', 'ЖКХ и ТКО')
    """
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return " ".join(str(value).split())


def _cells(frame: pd.DataFrame, column: str, read: Callable[[object], str]) -> list[str]:
    values = frame[column]
    return values.astype("object").where(values.notna(), "").map(read).tolist()
