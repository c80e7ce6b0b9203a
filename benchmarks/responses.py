"""What answers say, beside TF-IDF + LinearSVC: kinds, promises, evidence, empty answers, speed.

usage: python benchmarks/responses.py [SHARED] [--only kinds,promises,evidence,speed] [--write]

Kinds are cross-validated on the 220 annotated answers of St Petersburg by 5 parts, answers that
differ in numbers only in one part; every system learns from the other parts, from our reading of
747 other answers of the portal, and from the invented ones. The exam is invented by other rules and
never learned from. «Empty»: all invented empty answers outside the fold they were learned from,
beside 100 real answers of other kinds, drawn from our reading with seed 0.
The rules of promises and evidence were written with the annotated and the invented answers at hand,
so those rows show what they cover; the exam shows what they do on unseen wording.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pandas as pd
from _results import write_section
from numpy.typing import NDArray

from tsur_nlp.answers import nearness
from tsur_nlp.classify import TopicClassifier
from tsur_nlp.records import ANSWER_KINDS
from tsur_nlp.respond.answers import decided, has_evidence
from tsur_nlp.train.answers.fit import AnswerModel, fit_answers, folds
from tsur_nlp.train.answers.labelled import EXAM, LabelledAnswer, masked, of_file, read_answers
from tsur_nlp.train.answers.nearness import fit_on_point
from tsur_nlp.train.answers.shipped import SEED

FOLDER = Path(__file__).parents[1] / "data" / "answers"
DEV, READ = "answers_dev", "petersburg_read"
EMPTY = ANSWER_KINDS.index("empty")
RARE = 5
ROWS = 200_000

Answers = Sequence[LabelledAnswer]
Kinds = NDArray[np.intp]
System = Callable[[Answers, Answers], Kinds]
"""Learns from the first answers, returns the kinds of the second."""


def ours(train: Answers, asked: Answers) -> Kinds:
    return _decided(_shares(fit_answers(train, (0.0, 0.0, 0.0), seed=SEED), asked))


def _shares(model: AnswerModel, asked: Answers) -> NDArray[np.float64]:
    from tsur_nlp.artifacts import Artifact
    from tsur_nlp.respond.answers import KindModel

    read = KindModel(Artifact(Path("unsaved"), {}, model.arrays, model.tables))
    return np.array(list(read.probabilities((a.answer, a.found) for a in asked)))


def _decided(shares: NDArray[np.float64]) -> Kinds:
    return np.array([ANSWER_KINDS.index(decided(ANSWER_KINDS, share)[0]) for share in shares])


def baseline(train: Answers, asked: Answers) -> Kinds:
    """Words (1-2) and letters (3-5) by TF-IDF, LinearSVC."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.pipeline import make_pipeline, make_union
    from sklearn.svm import LinearSVC

    words = TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True)
    letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), min_df=3, sublinear_tf=True)
    model = make_pipeline(make_union(words, letters), LinearSVC(random_state=0))
    model.fit(
        [a.answer for a in train],
        kinds_of(train),
        linearsvc__sample_weight=[a.weight for a in train],
    )
    return np.asarray(model.predict([a.answer for a in asked]))


SYSTEMS: dict[str, System] = {"tsur_nlp": ours, "TF-IDF + LinearSVC": baseline}


def kinds_of(answers: Answers) -> Kinds:
    return np.array([ANSWER_KINDS.index(answer.kind) for answer in answers])


def crossed(system: System, answers: Answers, asked: NDArray[np.bool_]) -> Kinds:
    """Let a system answer the asked rows, each by what it learned outside its fold."""
    fold = folds(answers, SEED)
    said = np.full(len(answers), -1)
    for number in sorted(set(fold[asked])):
        train = [a for a, f in zip(answers, fold, strict=True) if f != number]
        rows = np.flatnonzero(asked & (fold == number))
        said[rows] = system(train, [answers[i] for i in rows])
    return said[asked]


def figures(true: Kinds, said: Kinds) -> tuple[float, float, dict[str, float]]:
    """Return accuracy, macro F1 over kinds with five rows or more, and the F1 of each."""
    from sklearn.metrics import f1_score

    often = sorted(kind for kind, n in Counter(true.tolist()).items() if n >= RARE)
    each = f1_score(true, said, labels=often, average=None, zero_division=0)
    by_kind = {ANSWER_KINDS[kind]: float(f) for kind, f in zip(often, each, strict=True)}
    return float((true == said).mean()), float(each.mean()), by_kind


def kinds(answers: Answers, exam: Answers) -> str:
    source = np.array([answer.source for answer in answers])
    lines = [
        "| answers | system | rows | accuracy | macro F1 | F1 by kind |",
        "|---|---|---|---|---|---|",
    ]
    for name, system in SYSTEMS.items():
        asked = np.isin(source, [DEV, READ])
        said, of = crossed(system, answers, asked), source[asked]
        true = kinds_of(answers)[asked]
        for part in (DEV, READ):
            lines.append(_row(part, name, true[of == part], said[of == part]))
        lines.append(_row("exam (unseen wording)", name, kinds_of(exam), system(answers, exam)))
    return "\n".join(lines)


def _row(part: str, name: str, true: Kinds, said: Kinds) -> str:
    accuracy, macro, by_kind = figures(true, said)
    each = ", ".join(f"{kind} {f:.2f}" for kind, f in by_kind.items())
    return f"| {part} | {name} | {len(true)} | {accuracy:.3f} | {macro:.3f} | {each} |"


def empties(answers: Answers, exam: Answers) -> str:
    """Precision and recall of empty answers, invented ones beside real ones of other kinds."""
    model = fit_answers(answers, (0.0, 0.0, 0.0), seed=SEED)
    said = _decided(model.unseen)
    true = kinds_of(answers)
    source = np.array([answer.source for answer in answers])
    drawn = np.random.default_rng(0).permutation(np.flatnonzero(source == READ))[:100]
    rows = np.r_[np.flatnonzero(true == EMPTY), drawn]
    lines = ["| rows | empty / others | precision | recall |", "|---|---|---|---|"]
    lines.append(_empty("invented, unseen folds + 100 real", true[rows], said[rows]))
    invented = ~np.isin(source, [DEV, READ])
    lines.append(_empty("all invented, unseen folds", true[invented], said[invented]))
    lines.append(_empty("exam", kinds_of(exam), _decided(_shares(model, exam))))
    return "\n".join(lines)


def _empty(name: str, true: Kinds, said: Kinds) -> str:
    hit = int(((true == EMPTY) & (said == EMPTY)).sum())
    there, called = int((true == EMPTY).sum()), int((said == EMPTY).sum())
    precision, recall = hit / max(called, 1), hit / max(there, 1)
    return f"| {name} | {there} / {len(true) - there} | {precision:.3f} | {recall:.3f} |"


def by_source(answers: Answers) -> dict[str, Answers]:
    begins = ((DEV, DEV), (READ, READ), ("invented", "writer"))
    return {name: [a for a in answers if a.source.startswith(begin)] for name, begin in begins}


def promises(parts: dict[str, Answers]) -> str:
    lines = ["| answers | with a date | exact | no date: none invented | vague found |"]
    lines.append("|---|---|---|---|---|")
    for name, answers in parts.items():
        dated = [a for a in answers if a.promised[:1].isdigit()]
        undated = [a for a in answers if not a.promised[:1].isdigit()]
        vague = [a for a in undated if a.promised]
        exact = np.mean([a.found == a.promised for a in dated]) if dated else np.nan
        silent = np.mean([not a.found[:1].isdigit() for a in undated])
        found = f"{sum(a.found == 'vague' for a in vague)} of {len(vague)}"
        lines.append(
            f"| {name} | {len(dated)} | {exact:.3f} | {silent:.4f} of {len(undated)} | {found} |"
        )
    return "\n".join(lines)


def evidence(parts: dict[str, Answers], original: dict[str, list[str]]) -> str:
    lines = ["| answers | with evidence | precision | recall | F1 |", "|---|---|---|---|---|"]
    for name, answers in parts.items():
        true = np.array([a.evidence for a in answers])
        said = np.array([has_evidence(text) for text in original[name]])
        hit = (true & said).sum()
        precision, recall = hit / said.sum(), hit / true.sum()
        f1 = 2 * precision * recall / (precision + recall)
        row = f"{true.sum()} of {len(true)} | {precision:.3f} | {recall:.3f} | {f1:.3f}"
        lines.append(f"| {name} | {row} |")
    return "\n".join(lines)


def on_point(answers: Answers) -> str:
    """ROC AUC of «answers this question», learned on invented answers, cross-validated."""
    from sklearn.metrics import roc_auc_score

    classifier = TopicClassifier()
    near = nearness(classifier, [a.question for a in answers], [a.answer for a in answers])
    true = np.array([a.on_point for a in answers])
    fold, said = folds(answers, SEED), np.zeros(len(answers))
    for number in range(5):
        inside = np.flatnonzero(fold != number)
        bias, groups, topics = fit_on_point([answers[i] for i in inside], [near[i] for i in inside])
        at = np.flatnonzero(fold == number)
        said[at] = bias + np.array([near[i] for i in at]) @ [groups, topics]
    real = np.array([a.source in (DEV, READ) for a in answers])
    lines = ["| answers | not to the point | ROC AUC |", "|---|---|---|"]
    for name, rows in (("invented", ~real), ("St Petersburg", real)):
        off, auc = int((~true[rows]).sum()), roc_auc_score(true[rows], said[rows])
        lines.append(f"| {name} | {off} of {rows.sum()} | {auc:.3f} |")
    return "\n".join(lines)


def speed(shared: Path) -> str:
    """Seconds of the processor for 200,000 messages: reading the answers, then the tables."""
    import tsur_nlp as tsur
    from tsur_nlp.exports import facts
    from tsur_nlp.respond.answers import AnswerReader, AnswerText

    frame = pd.read_parquet(shared / "data" / "spb_2020-10_2021-02.parquet")
    spent: dict[str, float] = {}
    texts = frame["answer_text"].fillna("").tolist()
    days = [None if day != day else day.date() for day in frame["answer_at"]]
    start = time.process_time()
    read = list(AnswerReader().map(AnswerText(t, t, d) for t, d in zip(texts, days, strict=True)))
    spent[f"reading {len(texts):,} answers, {len(set(texts)):,} of them different"] = (
        time.process_time() - start
    )
    frame["nlp_answer_kind"] = [a.kind if t else "" for a, t in zip(read, texts, strict=True)]
    frame["nlp_answer_promised"] = [a.promised for a in read]
    frame["nlp_answer_evidence"] = [a.evidence for a in read]
    frame["nlp_answer_masked"] = texts
    times = -(-ROWS // len(frame))
    shifted = [frame.assign(id=frame["id"] + i * 10_000_000) for i in range(times)]
    many = pd.concat(shifted, ignore_index=True).iloc[:ROWS]
    start = time.process_time()
    facts(many)
    spent["canonical columns of 200,000 messages"] = time.process_time() - start
    start = time.process_time()
    tsur.responses(many)
    spent["responses of 200,000 messages, all of it"] = time.process_time() - start
    rows = "\n".join(f"| {name} | {seconds:.1f} |" for name, seconds in spent.items())
    return f"| what | seconds |\n|---|---|\n{rows}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("shared", nargs="?", type=Path, default=Path("../shared"))
    parser.add_argument("--only", default="kinds,promises,evidence,speed")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    asked = options.only.split(",")
    raw = read_answers(FOLDER, options.shared)
    raw_exam = list(of_file(FOLDER / EXAM))
    answers, exam = masked(raw), masked(raw_exam)
    parts = by_source(answers) | {"exam": exam}
    original = {
        name: [answer.answer for answer in part]
        for name, part in (by_source(raw) | {"exam": raw_exam}).items()
    }
    said = {
        "kinds": lambda: f"{kinds(answers, exam)}\n\n{empties(answers, exam)}",
        "promises": lambda: promises(parts),
        "evidence": lambda: f"{evidence(parts, original)}\n\n{on_point(answers)}",
        "speed": lambda: speed(options.shared),
    }
    for name in asked:
        body = said[name]()
        print(f"{name}\n{body}\n")
        if options.write:
            command = f"python benchmarks/responses.py --only {name} --write"
            write_section(f"responses-{name}", body, command)


if __name__ == "__main__":
    main()
