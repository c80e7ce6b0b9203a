"""The shipped model of topics, made from the open data beside the checkout and our own corpus.

usage: python -m tsur_nlp.train.shipped SHARED [CORPUS] [OUT]

SHARED holds ``data/`` and ``taxonomy/mapping.csv``; CORPUS is data/corpus, OUT models/topics-ru.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from tsur_nlp.classify.taxonomy import NOT_APPEAL as NOT_APPEAL_CODE
from tsur_nlp.classify.taxonomy import Taxonomy
from tsur_nlp.train.api import TrainReport, train_and_save
from tsur_nlp.train.datasets import Example, checked, mask_texts
from tsur_nlp.train.open_data import kursk_examples, perm_examples, petersburg_examples

SOURCES = (
    "Пермский край, сообщения в социальных сетях 2021–2023 (задача Promobot, «Цифровой "
    "прорыв» 2023); метки операторов и второе независимое прочтение",
    "Санкт-Петербург, «Наш Санкт-Петербург», 18.10.2020–28.02.2021; местные метки "
    "переведены в темы",
    "Курская область, портал обращений («Цифровой прорыв» 2022); местные метки переведены в темы",
    "data/corpus: примеры, придуманные для этого проекта",
)
_CORPUS_WEIGHT = 0.7


def corpus_examples(folder: Path) -> Iterator[Example]:
    """Yield the examples of every CSV file of the corpus (``text, code``)."""
    taxonomy = Taxonomy.load()
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                if row["code"] == NOT_APPEAL_CODE:
                    yield Example(row["text"], "", is_appeal=False, measured=False)
                    continue
                entry = taxonomy.entry(row["code"])
                labels = (row["text"], entry.group, entry.name, _CORPUS_WEIGHT)
                yield Example(*labels, is_appeal=True, measured=False)


def shipped_examples(shared: Path, corpus: Path) -> list[Example]:
    """Collect the examples of all sources, personal data masked."""
    examples = [
        *perm_examples(shared),
        *kursk_examples(shared),
        *petersburg_examples(shared),
        *corpus_examples(corpus),
    ]
    masked = mask_texts([example.text for example in examples])
    return [e._replace(text=text) for e, text in zip(examples, masked, strict=True)]


def main(arguments: Sequence[str]) -> TrainReport:
    """Train and write the artifact."""
    paths = [Path(argument) for argument in arguments]
    defaults = [Path("../shared"), Path("data/corpus"), Path("models/topics-ru")]
    shared, corpus, out = [*paths, *defaults[len(paths) :]]
    return train_and_save(checked(shipped_examples(shared, corpus)), out, sources=SOURCES)


if __name__ == "__main__":
    sys.stdout.write(main(sys.argv[1:]).summary() + "\n")
