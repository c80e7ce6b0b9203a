"""Messages per second of each stage and end to end, one core, beside razdel and natasha.

usage: speed.py [--data ../shared/data] [--rows 2000] [--write]

The texts of a source are cut into a part that fills the caches, as a long run does (all sources'
parts, before anything is timed), and parts that are then read for the first time, in one pass:
each stage, and razdel on the same texts. The
figure is the CPU time of the process; the median of three parts.
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
from statistics import median

import pandas as pd
from _results import write_section

import tsur_nlp as tsur
from tsur_nlp import columns
from tsur_nlp.records import NormalText


def spent(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def drain(items: Iterable[object]) -> None:
    for _ in items:
        pass


def sources(data: Path, rows: int) -> dict[str, list[list[str]]]:
    """Texts to warm up with, and three parts to time, by source."""
    spb = pd.read_parquet(data / "spb_2020-10_2021-02.parquet", columns=["text"])["text"]
    kursk = pd.read_csv(data / "kursk_train.csv")["text"].astype(str)
    perm = pd.read_csv(data / "perm_topics.csv")["text"].astype(str)
    cut = {}
    for name, texts in (("spb", spb), ("kursk", kursk), ("perm", perm)):
        distinct = list(dict.fromkeys(texts.sample(frac=1, random_state=0)))
        size = min(rows, len(distinct) // 6)
        timed = [distinct[i * size : (i + 1) * size] for i in range(3)]
        cut[name] = [distinct[3 * size : 3 * size + 10_000], *timed]
    return cut


def stages(pipeline: tsur.Pipeline, texts: list[str]) -> dict[str, float]:
    """Time the stages one after another on texts that the process has not seen."""
    normal: list[NormalText] = []
    times = {"normalize + mask": spent(lambda: normal.extend(pipeline.normalizer.map(texts)))}
    masked = [item.masked for item in normal]
    repaired = [item.text for item in normal]
    times["classify, with parts"] = spent(lambda: drain(pipeline.classifier.map_with_parts(masked)))
    times["locate"] = spent(lambda: drain(pipeline.locator.map(repaired)))
    messages = list(pipeline.map(texts))
    frame = pd.DataFrame({"text": texts})
    times["columns and JSON"] = spent(lambda: columns.append(frame, messages))
    times["**all of it: table in, table out**"] = sum(times.values())
    return times


def peers(texts: list[str]) -> dict[str, float]:
    """razdel on all texts; natasha's NER and AddrExtractor on a sample, scaled."""
    import razdel

    found = {"razdel.tokenize": spent(lambda: [list(razdel.tokenize(t)) for t in texts])}
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

    ner, addresses = texts[:100], texts[:20]
    found["natasha NER"] = spent(lambda: name_entities(ner)) * len(texts) / len(ner)
    took = spent(lambda: [list(extractor(t)) for t in addresses])
    found["natasha AddrExtractor"] = took * len(texts) / len(addresses)
    return found


def measured(pipeline: tsur.Pipeline, parts: list[list[str]]) -> dict[str, float]:
    runs = [stages(pipeline, part) | peers(part) for part in parts[1:]]
    return {name: median(run[name] for run in runs) for name in runs[0]}


def table(results: dict[str, dict[str, float]], sizes: dict[str, int]) -> str:
    lines = [
        "Messages per second, one core, texts not seen before; in brackets the time, razdel = 1.",
        "",
        f"| stage | {' | '.join(f'{s}, {n} messages' for s, n in sizes.items())} |",
        f"|---|{'---|' * len(sizes)}",
    ]
    for name in next(iter(results.values())):
        cells = []
        for source, size in sizes.items():
            took, razdel = results[source][name], results[source]["razdel.tokenize"]
            cells.append(f"{size / took:_.0f} ({took / razdel:.2f})".replace("_", " "))
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--rows", type=int, default=2_000)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    pipeline = tsur.load_pipeline()
    parts = sources(args.data, args.rows)
    drain(pipeline.map(text for warm, *_ in parts.values() for text in warm))
    results = {source: measured(pipeline, part) for source, part in parts.items()}
    body = table(results, {source: len(part[1]) for source, part in parts.items()})
    print(body)
    if args.write:
        write_section("speed", body, f"python benchmarks/speed.py --rows {args.rows} --write")


if __name__ == "__main__":
    main()
