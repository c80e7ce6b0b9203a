"""Measure personal-data masking: recall and precision by kind, false masks in addresses, speed.

python benchmarks/personal.py [--cases tests/cases/personal] [--show] [--write]
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from _results import write_section

from tsur_nlp.normalize.personal import PersonalDataMasker, ner
from tsur_nlp.records import PersonalSpan
from tsur_nlp.text import tokens

CASES = Path(__file__).parents[1] / "tests" / "cases" / "personal"
REAL = Path(__file__).parents[2] / "shared" / "data"
COVERED = 0.8
MOST_TIMED = 8000
ROUNDS = 3


@dataclass
class Score:
    """Counts by kind; ``wrong`` keeps what to read when something is missed or false."""

    gold: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    predicted: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def add(
        self, case: str, text: str, gold: list[PersonalSpan], predicted: Sequence[PersonalSpan]
    ) -> None:
        for span in gold:
            self.gold[span.kind] += 1
            if any(
                p.kind == span.kind and _overlap(p, span) >= COVERED * (span.end - span.start)
                for p in predicted
            ):
                self.found[span.kind] += 1
            else:
                self.wrong.append(f"missed {case} {span.kind}: {_shown(text, span)}")
        for span in predicted:
            self.predicted[span.kind] += 1
            if not any(_overlap(span, g) for g in gold):
                self.false[span.kind] += 1
                self.wrong.append(f"false {case} {span.kind}: {_shown(text, span)}")

    def table(self) -> str:
        lines = [
            "| kind | gold | recall | masked | false | precision |",
            "|---|---|---|---|---|---|",
        ]
        for kind in [*sorted(self.gold | self.predicted), "all"]:
            gold, found, predicted, false = (
                c.total() if kind == "all" else c[kind]
                for c in (self.gold, self.found, self.predicted, self.false)
            )
            recall = f"{found / gold:.3f}" if gold else "—"
            precision = f"{1 - false / predicted:.3f}" if predicted else "—"
            lines.append(f"| {kind} | {gold} | {recall} | {predicted} | {false} | {precision} |")
        return "\n".join(lines)


def read_cases(path: Path) -> list[tuple[str, str, list[PersonalSpan]]]:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    return [
        (
            str(r["id"]),
            r["text"],
            [PersonalSpan(s["kind"], s["start"], s["end"]) for s in r["spans"]],
        )
        for r in rows
    ]


def real_texts() -> dict[str, list[str]]:
    """Real messages by source where they lie beside the checkout, else none."""
    if not REAL.is_dir():
        return {}
    import pandas as pd

    frames = {
        "spb": pd.read_parquet(REAL / "spb_2020-10_2021-02.parquet", columns=["text"]),
        "kursk": pd.read_csv(REAL / "kursk_train.csv"),
        "perm": pd.read_csv(REAL / "perm_topics.csv"),
    }
    return {source: frame["text"].dropna().tolist() for source, frame in frames.items()}


def speed(masker: PersonalDataMasker, texts: Sequence[str]) -> tuple[float, float, float]:
    """Microseconds a token: masking with cold caches, with warm ones, and `razdel.tokenize`."""
    import razdel

    count = sum(len(tokens(text)) for text in texts)
    cold = _seconds(masker.map(texts))
    rounds = [
        (_seconds(masker.map(texts)), _seconds(map(list, map(razdel.tokenize, texts))))
        for _ in range(ROUNDS)
    ]
    warm, other = (min(column) for column in zip(*rounds, strict=True))
    return cold / count * 1e6, warm / count * 1e6, other / count * 1e6


def _seconds(results: Iterator[object]) -> float:
    start = time.process_time()
    deque(results, maxlen=0)
    return time.process_time() - start


def speed_table(masker: PersonalDataMasker, sources: Mapping[str, list[str]]) -> list[str]:
    lines = [
        "| source | cold, µs a token | warm | razdel.tokenize | warm / razdel |",
        "|---|---|---|---|---|",
    ]
    for source, texts in sources.items():
        cold, warm, other = speed(masker, texts[:MOST_TIMED])
        lines.append(f"| {source} | {cold:.2f} | {warm:.2f} | {other:.2f} | {warm / other:.2f} |")
    return lines


def report(folder: Path, masker: PersonalDataMasker, *, show: bool) -> str:
    score, addresses = Score(), Score()
    for case, text, gold in read_cases(folder / "cases.jsonl"):
        score.add(case, text, gold, masker.find(text))
    lines = (folder / "addresses.txt").read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines, 1):
        addresses.add(f"line {number}", line, [], masker.find(line))
    if show:
        print("\n".join(score.wrong + addresses.wrong))
    body = [
        score.table(),
        "",
        f"False masks in {len(lines)} address-only texts: {addresses.false.total()}.",
    ]
    sources = real_texts()
    if sources:
        body += ["", *speed_table(masker, sources)]
        texts = [text for part in sources.values() for text in part]
        share = sum(map(bool, masker.map(texts))) / len(texts)
        unsure = sum(ner.is_unsure(text, masker.find(text)) for text in texts)
        body += [
            "",
            f"Of {len(texts)} real messages {share:.1%} hold a mask; with `ner=True` "
            f"the network would read {unsure / len(texts):.1%}.",
        ]
    return "\n".join(body)


def _overlap(a: PersonalSpan, b: PersonalSpan) -> int:
    return max(0, min(a.end, b.end) - max(a.start, b.start))


def _shown(text: str, span: PersonalSpan) -> str:
    left, right = max(0, span.start - 30), span.end + 30
    shown = f"{text[left : span.start]}⟦{text[span.start : span.end]}⟧{text[span.end : right]}"
    return shown.replace("\n", "⏎")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=Path, default=CASES)
    parser.add_argument("--show", action="store_true", help="print what is missed and false")
    parser.add_argument("--ner", action="store_true")
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    body = report(arguments.cases, PersonalDataMasker(ner=arguments.ner), show=arguments.show)
    print(body)
    if arguments.write:
        write_section("personal", body, "python benchmarks/personal.py --write")


if __name__ == "__main__":
    main()
