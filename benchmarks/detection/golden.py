"""Part «golden»: numbers that other programs give for the same data."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from detection.options import Options
from detection.tables import table
from tsur_nlp.detect.farrington import FarringtonSettings, farrington
from tsur_nlp.detect.permutation import PermutationSettings, permutation_scan

Record = dict[str, Any]

_PLAIN = {
    "freq": 52, "years": 4, "half_window": 3, "alpha": 0.1,
    "weights_threshold": 1.0, "left_out": 3, "periods": 1, "trend_p": 0.05,
}  # fmt: skip
_SEASON = _PLAIN | {
    "weights_threshold": 2.58, "left_out": 26, "periods": 10, "trend_p": 1.0,
}  # fmt: skip
CONTROLS: dict[str, dict[str, Any]] = {
    "1: one period, delta": _PLAIN,
    "2: ten periods, delta": _SEASON,
    "3: ten periods, nbPlugin": _SEASON | {"method": "nb_plugin"},
    "4: ten periods, muan": _SEASON | {"method": "muan"},
}
_FEVER = PermutationSettings(radius_m=3000, max_days=7, replicates=999)
_STUDY = {"first_day": "2001-11-01", "last_day": "2001-11-24"}
_SEEDS = 5
_SATSCAN = "4 / 0.67, 22–24 November, p 0.242 = 50 of the 207 replicates it made"


def tasks(options: Options) -> list[Callable[[], Record]]:
    """Return a task for each of the two methods."""
    return [partial(of_farrington, options), partial(of_fever, options)]


def of_farrington(options: Options) -> Record:
    """Compare with R ``surveillance`` on salmonella.agona."""
    counts = pd.read_csv(options.golden / "salmonella_agona.csv")
    theirs = pd.read_csv(options.golden / "farrington_golden.csv")
    dates = [day.date() for day in pd.to_datetime(counts["date"])]
    weeks = (theirs["week"] - 1).tolist()
    off = []
    for number, (name, control) in enumerate(CONTROLS.items(), start=1):
        ours = farrington(
            counts["observed"], dates, weeks=weeks, settings=FarringtonSettings(**control)
        )
        gap = {
            "upper": np.abs(ours.upper - theirs[f"upper{number}"]).max(),
            "expected": np.abs(ours.expected - theirs[f"expected{number}"]).max(),
            "alarms": int((ours.alarm != (theirs[f"alarm{number}"] == 1)).sum()),
        }
        off.append({"control": name, **{key: float(value) for key, value in gap.items()}})
    return {"part": "golden", "weeks": len(weeks), "farrington": off}


def of_fever(options: Options) -> Record:
    """Scan the fever data of the SaTScan manual with several seeds."""
    cases = pd.read_csv(options.golden / "NYCfevercas.csv")
    places = pd.read_csv(options.golden / "NYCfevergeo.csv")
    cases = cases.rename(columns={"zip": "place", "cases": "count", "date": "day"})
    places = places.rename(columns={"zip": "place", "long": "lon"})
    found = []
    for seed in range(options.seed, options.seed + _SEEDS):
        settings = replace(_FEVER, seed=seed)
        result = permutation_scan(cases, places, settings=settings, **_STUDY)
        most = result.clusters[0]
        found.append({
            "seed": seed, "cases": result.cases, "zips": [str(zip_) for zip_ in most.places],
            "days": [str(most.first_day), str(most.last_day)], "radius_m": most.radius_m,
            "observed": most.observed, "expected": most.expected, "statistic": most.statistic,
            "p_monte_carlo": most.p_monte_carlo, "p_gumbel": most.p_gumbel,
        })  # fmt: skip
    return {"part": "golden", "fever": found, "replicates": _FEVER.replicates}


def body(records: Sequence[Record]) -> str:
    """Return the section in Markdown."""
    own = [one for one in records if one["part"] == "golden"]
    parts = [_farrington(one) for one in own if "farrington" in one]
    parts += [_fever(one) for one in own if "fever" in one]
    return "\n\n".join(parts)


def _farrington(one: Record) -> str:
    head = ("control", "upper bound, most apart", "expected, most apart", "alarms that differ")
    rows = [
        (off["control"], f"{off['upper']:.1e}", f"{off['expected']:.1e}", f"{off['alarms']:.0f}")
        for off in one["farrington"]
    ]
    return (
        f"Farrington Flexible and R `surveillance` 1.20.3, salmonella.agona, {one['weeks']} weeks:"
        f"\n\n{table(head, rows)}"
    )


def _fever(one: Record) -> str:
    most = one["fever"][0]
    same = all(found["zips"] == most["zips"] for found in one["fever"])
    head = (
        "seed",
        "first day",
        "last day",
        "seen / expected",
        "statistic",
        "p, ranks",
        "p, Gumbel",
    )
    rows = [
        (found["seed"], *found["days"], f"{found['observed']} / {found['expected']:.2f}",
         f"{found['statistic']:.4f}", f"{found['p_monte_carlo']:.3f}", f"{found['p_gumbel']:.4f}")
        for found in one["fever"]
    ]  # fmt: skip
    return (
        f"Space-time permutation scan, New York fever, {most['cases']} cases, "
        f"{one['replicates']} replicates. The most likely cluster "
        f"({'the same' if same else 'not the same'} for all seeds) is "
        f"{', '.join(most['zips'])}, within {most['radius_m']:.0f} m of {most['zips'][0]} "
        f"(SaTScan 10.1 itself: {_SATSCAN}):\n\n{table(head, rows)}"
    )
