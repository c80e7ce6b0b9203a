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
from tsur_nlp.train.api import train_and_save
from tsur_nlp.train.datasets import Example, checked, mask_texts
from tsur_nlp.train.open_data import kursk_examples, perm_examples, petersburg_examples
from tsur_nlp.train.options import DEFAULTS
from tsur_nlp.train.outcome import TrainReport
from tsur_nlp.train.readings import UNCLEAR, reading, shared_out

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
    """Yield the examples of every CSV file of the corpus.

    Columns are ``text, code`` and ``also``: what a second reader said who did not agree.
    """
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                yield from _of_corpus(row["text"], row["code"], row.get("also") or "")


def _of_corpus(text: str, code: str, also: str) -> Iterator[Example]:
    if code == NOT_APPEAL_CODE:
        none = Example(text, "", is_appeal=False, measured=False)
        if not also:
            yield none._replace(weight=_NOT_APPEAL_WEIGHT, source=CORPUS)
        return
    readings = [reading(code, 1.0, _CORPUS_WEIGHT)]
    if also not in ("", NOT_APPEAL_CODE, UNCLEAR):
        readings.append(reading(also, 1.0, _CORPUS_WEIGHT))
    yield from shared_out(text, readings, source=CORPUS, measured=False)


def shipped_examples(shared: Path, corpus: Path) -> list[Example]:
    """Collect the examples of all sources, personal data masked.

    Without the open data the corpus stands alone, and is what the model is measured on.
    """
    ours = list(corpus_examples(corpus))
    if (shared / "data").is_dir():
        read = corpus.parent / "topics" / "read.csv"
        people = chain(perm_examples(shared, read), kursk_examples(shared, read))
        examples = [*people, *petersburg_examples(shared), *ours]
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
