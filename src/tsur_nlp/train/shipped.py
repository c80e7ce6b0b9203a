"""The shipped model of topics, made from the open data beside the checkout and our own corpus.

usage: python -m tsur_nlp.train.shipped SHARED [CORPUS] [OUT]

SHARED holds ``data/`` and ``taxonomy/mapping.csv``; CORPUS is data/corpus, OUT models/topics-ru.
Where SHARED has no data the corpus is learned from alone.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path

from tsur_nlp.classify.taxonomy import NOT_APPEAL as NOT_APPEAL_CODE
from tsur_nlp.classify.taxonomy import Taxonomy
from tsur_nlp.train.api import TrainReport, train_and_save
from tsur_nlp.train.datasets import Example, checked, mask_texts
from tsur_nlp.train.open_data import kursk_examples, perm_examples, petersburg_examples
from tsur_nlp.train.options import DEFAULTS

SOURCES = (
    "Пермский край, сообщения в социальных сетях 2021–2023 (задача Promobot, «Цифровой "
    "прорыв» 2023); метки операторов и второе независимое прочтение",
    "Санкт-Петербург, «Наш Санкт-Петербург», 18.10.2020–28.02.2021; местные метки "
    "переведены в темы",
    "Курская область, портал обращений («Цифровой прорыв» 2022); местные метки переведены в темы",
    "data/corpus: примеры, придуманные для этого проекта",
)
CORPUS = "corpus"
_CORPUS_WEIGHT = 0.7
# Taking an appeal for chatter costs more than the reverse.
_NOT_APPEAL_WEIGHT = 0.5


def corpus_examples(folder: Path) -> Iterator[Example]:
    """Yield the examples of every CSV file of the corpus (``text, code``)."""
    taxonomy = Taxonomy.load()
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                if row["code"] == NOT_APPEAL_CODE:
                    none = Example(row["text"], "", is_appeal=False, measured=False)
                    yield none._replace(weight=_NOT_APPEAL_WEIGHT, source=CORPUS)
                    continue
                entry = taxonomy.entry(row["code"])
                labels = (row["text"], entry.group, entry.name, _CORPUS_WEIGHT)
                yield Example(*labels, is_appeal=True, measured=False, source=CORPUS)


def shipped_examples(shared: Path, corpus: Path) -> list[Example]:
    """Collect the examples of all sources, personal data masked.

    Without the open data the corpus stands alone, and is what the model is measured on.
    """
    ours = list(corpus_examples(corpus))
    if (shared / "data").is_dir():
        open_data = [perm_examples, kursk_examples, petersburg_examples]
        examples = [*chain.from_iterable(read(shared) for read in open_data), *ours]
    else:
        examples = [example._replace(measured=True) for example in ours]
    masked = mask_texts([example.text for example in examples])
    return [e._replace(text=text) for e, text in zip(examples, masked, strict=True)]


def main(arguments: Sequence[str]) -> TrainReport:
    """Train and write the artifact."""
    paths = [Path(argument) for argument in arguments]
    defaults = [Path("../shared"), Path("data/corpus"), Path("models/topics-ru")]
    shared, corpus, out = [*paths, *defaults[len(paths) :]]
    return train_and_save(
        checked(shipped_examples(shared, corpus)),
        out,
        sources=SOURCES,
        # Operators' topics are few: all of them are needed to calibrate on.
        options=replace(DEFAULTS, folds=5),
    )


if __name__ == "__main__":
    sys.stdout.write(main(sys.argv[1:]).summary() + "\n")
