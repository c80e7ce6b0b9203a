"""How far careful readers of Perm's messages agree: what any classifier can be measured against.

usage: python benchmarks/readers.py [SHARED] [--write]

SHARED is the folder with data/ (../shared). The operators' labels are compared with the annotator's
and with ours (data/topics/read.csv), as if each reader were a classifier.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import pandas as pd
from _results import write_section
from sklearn.metrics import f1_score

from tsur_nlp.classify import Taxonomy
from tsur_nlp.train.readings import UNCLEAR

READ = Path(__file__).parents[1] / "data" / "topics" / "read.csv"
COVID, NO_APPEAL = "Коронавирус", "Не обращение"


def readings(shared: Path) -> pd.DataFrame:
    """Put the three readings of a message side by side: columns ``…_1`` (operator) to ``…_3``."""
    perm = pd.read_csv(shared / "data" / "perm_topics.csv", dtype=str, keep_default_na=False)
    ours = pd.read_csv(READ, dtype=str, keep_default_na=False).query("source == 'perm'")
    both = perm.merge(ours.drop(columns="source"), on="id", suffixes=("", "_ours"))
    names = [_names(code) for code in both["code"]]
    return pd.DataFrame(
        {
            "source": both["source"],
            "consensus": both["consensus"] == "1",
            "group_1": both["topic_group"],
            "group_2": both["annotated_group"],
            "group_3": [group for group, _ in names],
            "topic_1": both["topic"],
            "topic_2": both["annotated_topic"],
            "topic_3": [topic for _, topic in names],
        }
    )


def _names(code: str) -> tuple[str, str]:
    if code == UNCLEAR:
        return "", "Непонятно"
    if code == "00.00":
        return "", NO_APPEAL
    entry = Taxonomy.load().entry(code)
    return entry.group, entry.name


def rows(read: pd.DataFrame) -> list[list[str]]:
    """Measure each reader on the sets by which classifiers are measured."""
    operator = read[read["source"] == "operator"]
    same = operator[operator["topic_1"] == operator["topic_2"]]
    sets = {
        "operator: group": (operator, "group"),
        "operator, consensus: group": (operator[operator["consensus"]], "group"),
        "operator-group: group": (read[read["source"] == "operator-group"], "group"),
        "operator: topic": (operator, "topic"),
        "operator, same topic: topic": (same, "topic"),
    }
    made = []
    for name, (part, level) in sets.items():
        gold = part[f"{level}_1"].tolist()
        for reader, who in ((2, "the annotator"), (3, "we")):
            said = part[f"{level}_{reader}"].tolist()
            right = sum(a == b for a, b in zip(gold, said, strict=True)) / len(part)
            f1 = f1_score(gold, said, average="weighted", zero_division=0)
            made.append([name, who, str(len(part)), f"{right:.3f}", f"{f1:.3f}"])
    return made + _one_label(read)


def _one_label(read: pd.DataFrame) -> list[list[str]]:
    agreed = read[read["consensus"]]
    covid = _f1(agreed["group_1"] == COVID, agreed["group_3"] == COVID)
    known = read[read["topic_2"] != ""]
    silent = _f1(known["topic_2"] == NO_APPEAL, known["topic_3"] == NO_APPEAL)
    return [
        ["COVID, consensus", "we", str(len(agreed)), "", f"{covid:.3f}"],
        ["not an appeal, by the annotator", "we", str(len(known)), "", f"{silent:.3f}"],
    ]


def _f1(gold: pd.Series, said: pd.Series) -> float:
    return float(2 * (gold & said).sum() / max(1, gold.sum() + said.sum()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("shared", nargs="?", default="../shared", type=Path)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    head = "| rows of Perm | reader | rows | right | weighted F1 (F1 of the label) |\n"
    table = (
        head
        + "|---|---|---|---|---|\n"
        + "\n".join(f"| {' | '.join(row)} |" for row in rows(readings(arguments.shared)))
    )
    print(table)
    if arguments.write:
        write_section("readers", table, "python benchmarks/readers.py --write")


if __name__ == "__main__":
    main()
