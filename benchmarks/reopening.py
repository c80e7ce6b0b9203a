"""Which answers will be reopened: the model of `respond.reopening` beside simpler and richer ones.

usage: python benchmarks/reopening.py [SHARED] [--write]

St Petersburg. «By message»: learned from messages that came before 2021-02-01, with all that became
of them later, asked of those that came from then on. «February»: of the same messages, but learned
from answers followed up by 2021-02-01 only, as one could have that day. «Weekly»: fitted anew every
week, asked of the answers of that week. Answers of the last 21 days of the data are not asked
about: they had no time to be reopened. «Looks ahead» reads what is written only after the reopening
(the last answer and its author): not a forecast, but what a careless benchmark would report.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import numpy as np
import pandas as pd
from _results import write_section
from numpy.typing import NDArray

from tsur_nlp.exports import read
from tsur_nlp.exports.canonical import facts as canonical
from tsur_nlp.respond.reopening import ReopeningModel, ReopeningSettings

SETTINGS = ReopeningSettings(unit="district")
FEBRUARY = pd.Timestamp("2021-02-01")
WEEKS = pd.date_range("2020-12-07", "2021-03-29", freq="7D")
DRAWS = 1_000
BINS = 5

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
System = Callable[[pd.DataFrame, pd.DataFrame], Floats]
"""Learns from the first rows, returns probabilities for the second."""


@dataclass(frozen=True, slots=True)
class Split:
    """The rows to learn from and the rows to ask about."""

    learned: Bools
    asked: Bools


def base_rate(train: pd.DataFrame, asked: pd.DataFrame) -> Floats:
    return np.full(len(asked), train["reopened"].mean())


def length(train: pd.DataFrame, asked: pd.DataFrame) -> Floats:
    return _ours(_without(train, "topic_group", "topic", "district"), asked)


def topic(train: pd.DataFrame, asked: pd.DataFrame) -> Floats:
    return _ours(train.assign(text="", district=""), asked.assign(text=""))


def ours(train: pd.DataFrame, asked: pd.DataFrame) -> Floats:
    return _ours(train, asked)


def ours_no_unit(train: pd.DataFrame, asked: pd.DataFrame) -> Floats:
    return _ours(_without(train, "district"), asked)


def looks_ahead(train: pd.DataFrame, asked: pd.DataFrame) -> Floats:
    return _ours(train, asked, outcome=train["reopened"])


def length_ahead(train: pd.DataFrame, asked: pd.DataFrame) -> Floats:
    outcome = train["reopened"]
    bodiless = _without(train, "assignee", "topic_group", "topic", "district")
    wait = {"answered_at": asked["first_answered_at"]}
    own = bodiless.assign(answered_at=train["first_answered_at"])
    return _ours(own, asked.assign(**wait), outcome=outcome)


def _without(rows: pd.DataFrame, *names: str) -> pd.DataFrame:
    return rows.assign(**dict.fromkeys(names, ""))


def _ours(train: pd.DataFrame, asked: pd.DataFrame, outcome: pd.Series | None = None) -> Floats:
    """Fit to all of the rows: the split has chosen them, so that every system sees the same."""
    later = train["answered_at"].max() + pd.Timedelta(SETTINGS.follow_days + 1, "D")
    model = ReopeningModel.fit(train, as_of=later, outcome=outcome, settings=SETTINGS)
    return model.probability(asked)


def boosting(train: pd.DataFrame, asked: pd.DataFrame) -> Floats:
    """Let trees have the same, the municipality, the hour, the weekday and the first reaction."""
    from sklearn.ensemble import HistGradientBoostingClassifier

    both = pd.concat([train, asked], ignore_index=True)
    names = ["topic_group", "topic", "district", "municipality"]
    columns = {name: pd.factorize(both[name])[0] for name in names}
    given, created = both["first_answered_at"], both["created_at"]
    columns |= {
        "letters": both["text"].str.len(),
        "words": both["text"].str.split().str.len(),
        "wait": (given - created).dt.total_seconds(),
        "reaction": (both["accepted_at"] - created).dt.total_seconds(),
        "hour": given.dt.hour,
        "weekday": given.dt.weekday,
    }
    table = pd.DataFrame(columns)
    model = HistGradientBoostingClassifier(
        categorical_features=names, learning_rate=0.05, max_iter=100, max_leaf_nodes=8,
        min_samples_leaf=50, l2_regularization=1.0, random_state=0, early_stopping=False,
    )  # fmt: skip
    model.fit(table[: len(train)], train["reopened"])
    return np.asarray(model.predict_proba(table[len(train) :])[:, 1])


def with_words(train: pd.DataFrame, asked: pd.DataFrame) -> Floats:
    """Add the words of the message to our log odds."""
    from scipy.sparse import hstack
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.preprocessing import OneHotEncoder, StandardScaler

    def numbers(rows: pd.DataFrame) -> Floats:
        hours = (rows["first_answered_at"] - rows["created_at"]).dt.total_seconds() / 3600
        return np.log1p(np.column_stack([rows["text"].str.len(), hours.clip(lower=0)]))

    names = ["topic_group", "topic", "district"]
    words = TfidfVectorizer(ngram_range=(1, 2), min_df=5, sublinear_tf=True).fit(train["text"])
    traits = OneHotEncoder(handle_unknown="ignore").fit(train[names])
    scale = StandardScaler().fit(numbers(train))

    def rows_of(rows: pd.DataFrame) -> object:
        flags = traits.transform(rows[names])
        return hstack([words.transform(rows["text"]), flags, scale.transform(numbers(rows))])

    model = LogisticRegression(C=SETTINGS.prior_variance, max_iter=2_000)
    model.fit(rows_of(train), train["reopened"])
    return np.asarray(model.predict_proba(rows_of(asked))[:, 1])


SYSTEMS: dict[str, System] = {
    "base rate": base_rate,
    "length of the message, wait": length,
    "topic, wait": topic,
    "topic, length, wait": ours_no_unit,
    "**tsur_nlp**: topic, unit, length, wait": ours,
    "the same and the message's words (TF-IDF)": with_words,
    "gradient boosting": boosting,
    "looks ahead: length of both texts, wait": length_ahead,
    "looks ahead: all of the last answer": looks_ahead,
}
OURS = "**tsur_nlp**: topic, unit, length, wait"


def learned(facts: pd.DataFrame, moment: pd.Timestamp) -> Bools:
    """Tell which answers had been followed up by a moment."""
    last = moment - pd.Timedelta(SETTINGS.follow_days, "D")
    return (facts["first_answered_at"] < last).to_numpy()


def asked_of(facts: pd.DataFrame, splits: Sequence[Split], system: System) -> Floats:
    said = np.full(len(facts), np.nan)
    for split in splits:
        said[split.asked] = system(facts[split.learned], facts[split.asked])
    return said


def auc(target: Floats, said: Floats) -> float:
    """Return the chance that a reopened answer was given more than one left alone."""
    from scipy.stats import rankdata

    ones = target.sum()
    ranks = rankdata(said)[target == 1.0].sum()
    return float((ranks - ones * (ones + 1) / 2) / (ones * (len(target) - ones)))


def interval(target: Floats, said: Floats) -> tuple[float, float]:
    rng = np.random.default_rng(0)
    drawn = (rng.integers(0, len(target), len(target)) for _ in range(DRAWS))
    low, high = np.quantile([auc(target[i], said[i]) for i in drawn], [0.025, 0.975])
    return float(low), float(high)


def slope(target: Floats, said: Floats) -> float:
    """Return the slope of the outcome on the log odds said (Cox 1958): 1 is calibrated."""
    from sklearn.linear_model import LogisticRegression

    odds = np.log(said / (1.0 - said))
    if np.ptp(odds) == 0.0:
        return float("nan")
    model = LogisticRegression(C=np.inf).fit(odds.reshape(-1, 1), target)
    return float(model.coef_[0, 0])


def line(name: str, target: Floats, said: Floats) -> str:
    from sklearn.metrics import average_precision_score

    low, high = interval(target, said)
    top = np.argsort(-said, kind="stable")[: len(said) // 10]
    return (
        f"| {name} | {auc(target, said):.3f} [{low:.3f}; {high:.3f}] "
        f"| {average_precision_score(target, said):.3f} | {target[top].sum() / target.sum():.0%} "
        f"| {said.mean():.2%} | {slope(target, said):.2f} |"
    )


def calibration(target: Floats, said: Floats) -> list[str]:
    lines = [
        "| part of the answers, by probability | said | reopened | answers |",
        "|---|---|---|---|",
    ]
    for number, rows in enumerate(np.array_split(np.argsort(said, kind="stable"), BINS), 1):
        lines.append(
            f"| {number} of {BINS} | {said[rows].mean():.2%} | {target[rows].mean():.2%} "
            f"| {len(rows):,} |"
        )
    return lines


def section(facts: pd.DataFrame, title: str, splits: Sequence[Split]) -> list[str]:
    rows = np.logical_or.reduce([split.asked for split in splits])
    target = facts["reopened"].to_numpy(float)[rows]
    lines = [
        f"### {title}: {len(target):,} answers, {target.sum():.0f} reopened ({target.mean():.2%})",
        "",
        "| system | ROC AUC [95 %] | average precision | reopened in the top tenth | mean said "
        "| calibration slope |",
        "|---|---|---|---|---|---|",
    ]
    found = {name: asked_of(facts, splits, system)[rows] for name, system in SYSTEMS.items()}
    lines += [line(name, target, said) for name, said in found.items()]
    return [*lines, "", *calibration(target, found[OURS]), ""]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("shared", nargs="?", default="../shared", type=Path)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    start = perf_counter()
    facts = canonical(read(arguments.shared / "data" / "spb_2020-10_2021-02.parquet"))
    facts = facts[facts["first_answered_at"].notna()].reset_index(drop=True)
    given, created = facts["first_answered_at"], facts["created_at"]
    ripe = given < given.max() - pd.Timedelta(SETTINGS.follow_days, "D")
    asked = (ripe & (created >= FEBRUARY)).to_numpy()
    weekly = [
        Split(
            learned(facts, week),
            (ripe & (given >= week) & (given < week + pd.Timedelta(7, "D"))).to_numpy(),
        )
        for week in WEEKS
    ]
    parts = {
        "By message": [Split((created < FEBRUARY).to_numpy(), asked)],
        "February": [Split(learned(facts, FEBRUARY), asked)],
        "Weekly": weekly,
    }
    found = "\n".join(text for title, part in parts.items() for text in section(facts, title, part))
    print(f"{found}\n{perf_counter() - start:.0f} s")
    if arguments.write:
        write_section("reopening", found, "python benchmarks/reopening.py --write")


if __name__ == "__main__":
    main()
