"""Messages per second of each stage and end to end, one core, beside razdel and natasha.

usage: speed.py [--data ../shared/data] [--rows 5000] [--write]

Every figure is the best of three passes over the same texts in the same process; the pipeline's
caches are filled by one pass over other texts of the same source, as in a long run.
"""

from __future__ import annotations

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import argparse
import sys
import time
import warnings
from collections.abc import Callable, Iterable
from pathlib import Path

import pandas as pd
from _results import write_section

import tsur_nlp as tsur
from tsur_nlp import columns


def best_of(passes: int, work: Callable[[], object]) -> float:
    times = []
    for _ in range(passes):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def drain(items: Iterable[object]) -> None:
    for _ in items:
        pass


def sources(data: Path, rows: int) -> dict[str, tuple[list[str], list[str]]]:
    """Texts to warm up with and texts to time, by source."""
    spb = pd.read_parquet(data / "spb_2020-10_2021-02.parquet", columns=["text"])["text"]
    kursk = pd.read_csv(data / "kursk_train.csv")["text"].astype(str)
    perm = pd.read_csv(data / "perm_topics.csv")["text"].astype(str)
    cut = {"spb": list(spb), "kursk": list(kursk), "perm": list(perm)}
    return {
        name: (texts[: len(texts) // 2][-rows:], texts[len(texts) // 2 :][:rows])
        for name, texts in cut.items()
    }


def stages(pipeline: tsur.Pipeline, texts: list[str]) -> dict[str, float]:
    normal = list(pipeline.normalizer.map(texts))
    masked = [item.masked for item in normal]
    repaired = [item.text for item in normal]
    frame = pd.DataFrame({"text": texts})
    messages = list(pipeline.map(texts))
    return {
        "normalize + mask": best_of(3, lambda: drain(pipeline.normalizer.map(texts))),
        "classify": best_of(3, lambda: drain(pipeline.classifier.map(masked))),
        "locate": best_of(3, lambda: drain(pipeline.locator.map(repaired))),
        "columns and JSON": best_of(3, lambda: columns.append(frame, messages)),
        "**whole pipeline, messages**": best_of(3, lambda: drain(pipeline.map(texts))),
        "**whole pipeline, table**": best_of(3, lambda: pipeline.frame(frame)),
    }


def peers(texts: list[str]) -> dict[str, float]:
    """razdel on all texts; natasha's NER and AddrExtractor on a sample, scaled."""
    import razdel

    found = {"razdel.tokenize": best_of(3, lambda: [list(razdel.tokenize(t)) for t in texts])}
    import pymorphy3

    sys.modules["pymorphy2"] = pymorphy3  # natasha's own copy fails on Python 3.11 and newer
    warnings.simplefilter("ignore")
    from natasha import AddrExtractor, Doc, MorphVocab, NewsEmbedding, NewsNERTagger, Segmenter

    segmenter, tagger = Segmenter(), NewsNERTagger(NewsEmbedding())
    extractor = AddrExtractor(MorphVocab())

    def name_entities(sample: list[str]) -> None:
        for text in sample:
            doc = Doc(text)
            doc.segment(segmenter)
            doc.tag_ner(tagger)

    ner, addresses = texts[:200], texts[:40]
    found["natasha NER"] = best_of(1, lambda: name_entities(ner)) * len(texts) / len(ner)
    spent = best_of(1, lambda: [list(extractor(t)) for t in addresses])
    found["natasha AddrExtractor"] = spent * len(texts) / len(addresses)
    return found


def table(results: dict[str, dict[str, float]], sizes: dict[str, int]) -> str:
    names = list(next(iter(results.values())))
    lines = [
        "Messages per second, one core (the higher the better); in brackets the time against razdel.",
        "",
        f"| stage | {' | '.join(f'{s} ({n} messages)' for s, n in sizes.items())} |",
        f"|---|{'---|' * len(sizes)}",
    ]
    for name in names:
        cells = [
            f"{sizes[s] / results[s][name]:,.0f} ({results[s][name] / results[s]['razdel.tokenize']:.2f})"
            for s in sizes
        ]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines).replace(",", " ")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--rows", type=int, default=5_000)
    parser.add_argument("--region", default="")
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    pipeline = tsur.load_pipeline(region=args.region)
    results, sizes = {}, {}
    for source, (warm, texts) in sources(args.data, args.rows).items():
        drain(pipeline.map(warm))
        results[source] = stages(pipeline, texts) | peers(texts)
        sizes[source] = len(texts)
    print(table(results, sizes))
    if args.write:
        command = f"python benchmarks/speed.py --rows {args.rows} --write"
        write_section("speed", table(results, sizes), command)


if __name__ == "__main__":
    main()
