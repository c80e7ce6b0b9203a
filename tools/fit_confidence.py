"""Fit the confidence of places on annotated messages, and show how well it is calibrated.

    python tools/fit_confidence.py --fit A.jsonl [B.jsonl …] [--fresh C.jsonl …] \\
        [--test D.jsonl …] [--registers DIR] [--write]

Each line of a file is ``{"source", "text", "places": [...]}``. Every message is read without a
register and, where DIR holds one of its source (``perm_buildings.csv``), with it. A place is right
when its deepest names are in the annotation. The rules were written with the files of ``--fit`` in
sight, so of other messages fewer places are right: by how much the messages of ``--fresh`` say,
which no rule has been written by; without them the gap is `OPTIMISM`. Only weights of signs, their
counts and the names of the files are kept: no text. ``--write`` puts them into the package.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tsur_nlp.locate import Locator
from tsur_nlp.locate.resolve.confidence import LEAST, MOST

DATA = Path(__file__).parents[1] / "src" / "tsur_nlp" / "locate" / "data" / "confidence.json"
Floats = NDArray[np.float64]
REGISTERS = {"perm": "perm_buildings.csv", "spb": "spb_buildings.csv"}
REGISTERS |= dict.fromkeys(("formal", "prose", "lower"), "perm_buildings.csv")
BINS, LEAST_IN_BIN = 10, 25
RIDGE = 3.0
"""The penalty on a squared weight: a sign of a few places moves the confidence little."""

OPTIMISM = 0.04
"""How much lower the share of right places was on messages that the rules had not seen, once."""

FIELDS = ("settlement", "district", "municipality", "region", "landmark")


@dataclass(frozen=True)
class Seen:
    """A place that was found: its signs, whether it is right, its message and setting."""

    signs: tuple[str, ...]
    right: bool
    message: str
    registered: bool


def main() -> None:
    """Fit, show, and write when asked."""
    options = _arguments()
    seen = list(_seen(options.fit, options.registers))
    fresh = list(_seen(options.fresh, options.registers))
    optimism = _share(seen) - _share(fresh) if fresh else OPTIMISM
    print(f"right: {_share(seen):.3f} of those in sight, optimism {optimism:.3f}")
    table = fitted(seen, fresh, optimism)
    for path in options.test:
        told = list(_seen([path], options.registers))
        for label, part in _parts(told):
            print(f"{path.name}, {label}: {_score(part, _predicted(table, part))}")
        print(_reliability(told, _predicted(table, told)))
    if options.write:
        files = [path.name for path in (*options.fit, *options.fresh)]
        table["fitted_on"] = {"files": files, **table["fitted_on"]}
        DATA.write_text(json.dumps(table, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fit", type=Path, nargs="+", required=True)
    parser.add_argument("--fresh", type=Path, nargs="*", default=[])
    parser.add_argument("--test", type=Path, nargs="*", default=[])
    parser.add_argument("--registers", type=Path, help="folder of the registers")
    parser.add_argument("--write", action="store_true")
    return parser.parse_args()


def _seen(files: Iterable[Path], registers: Path | None) -> Iterator[Seen]:
    locators = {"": Locator()}
    for path in files:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
            row = json.loads(line)
            name = REGISTERS.get(row.get("source", ""), "") if registers else ""
            for register in dict.fromkeys(("", name)):
                if register not in locators:
                    locators[register] = Locator(addresses=f"{registers}/{register}")
                yield from _places(locators[register], row, f"{path.name} {number}", bool(register))


def _places(
    locator: Locator, row: Mapping[str, Any], message: str, registered: bool
) -> Iterator[Seen]:
    for place, signs in locator.weighed(row["text"]):
        named = place.as_dict()
        if any(named[field] for field in ("street", "house", *FIELDS)):  # not an entrance alone
            yield Seen(signs, is_right(named, row["places"]), message, registered)


def is_right(place: Mapping[str, Any], gold: list[dict[str, Any]]) -> bool:
    """Whether the deepest names of a place are those of one annotated place."""
    street, house = _fold(place["street"]), _fold(place["house"])
    if street or house:
        pairs = {(s, _fold(g.get("house", ""))) for g in gold for s in _written(g, "street")}
        if street:
            return (street, house) in pairs
        return house in {number for _, number in pairs}
    field = next((f for f in FIELDS if place.get(f)), "")
    return any(_fold(place.get(field, "")) in _written(g, field) for g in gold)


def _written(gold: Mapping[str, Any], field: str) -> set[str]:
    return {_fold(form) for form in (gold.get(field, ""), *gold.get(f"{field}_alt", []))}


def _fold(value: object) -> str:
    """As the scorer of places compares."""
    return re.sub(r"[^0-9a-zа-я/\-]", "", str(value).lower().replace("ё", "е").replace("\\", "/"))


def _share(seen: list[Seen]) -> float:
    return float(np.mean([one.right for one in seen]))


def fitted(seen: list[Seen], fresh: list[Seen], optimism: float) -> dict[str, Any]:
    """Return the weights of the signs that stand at two places or more, with their counts.

    A right place of ``seen`` counts as right by 1 - ``optimism``.
    """
    both = [*seen, *fresh]
    counts = Counter(sign for one in both for sign in one.signs)
    rights = Counter(sign for one in both if one.right for sign in one.signs)
    signs = sorted(sign for sign, count in counts.items() if count > 1)
    right = np.array([s.right * (1 - optimism) for s in seen] + [float(f.right) for f in fresh])
    base, weights = _ridge(_matrix(both, signs), right)
    rows = {
        sign: {"weight": round(weight, 3), "places": counts[sign], "right": rights[sign]}
        for sign, weight in zip(signs, weights.tolist(), strict=True)
    }
    messages = len({one.message for one in both})
    told = {"optimism": round(optimism, 3), "messages": messages, "places": len(both)}
    return {"fitted_on": told, "base": round(base, 3), "signs": rows}


def _matrix(seen: list[Seen], signs: list[str]) -> Floats:
    at = {sign: i for i, sign in enumerate(signs)}
    matrix = np.zeros((len(seen), len(signs)))
    for row, one in enumerate(seen):
        matrix[row, [at[sign] for sign in one.signs if sign in at]] = 1.0
    return matrix


def _ridge(matrix: Floats, right: Floats) -> tuple[float, Floats]:
    """Logistic regression with a penalty on the weights, not on the base: Newton's method."""
    full = np.column_stack([np.ones(len(matrix)), matrix])
    penalty = np.full(full.shape[1], RIDGE)
    penalty[0] = 1e-6
    weights = np.zeros(full.shape[1])
    for _ in range(50):
        likely = 1 / (1 + np.exp(-full @ weights))
        slope = full.T @ (right - likely) - penalty * weights
        curve = (full * (likely * (1 - likely))[:, None]).T @ full + np.diag(penalty)
        step = np.linalg.solve(curve, slope)
        weights += step
        if np.abs(step).max() < 1e-9:
            break
    return float(weights[0]), weights[1:]


def _predicted(table: Mapping[str, Any], seen: list[Seen]) -> Floats:
    weights = {sign: row["weight"] for sign, row in table["signs"].items()}
    scores = [table["base"] + sum(weights.get(s, 0.0) for s in one.signs) for one in seen]
    found: Floats = np.clip(1 / (1 + np.exp(-np.array(scores))), LEAST, MOST)
    return found


def _parts(seen: list[Seen]) -> Iterator[tuple[str, list[Seen]]]:
    yield "without a register", [one for one in seen if not one.registered]
    if part := [one for one in seen if one.registered]:
        yield "with it", part


def _score(seen: list[Seen], likely: Floats) -> str:
    right = np.array([one.right for one in seen], float)
    base = float(((right.mean() - right) ** 2).mean())
    brier = float(((likely - right) ** 2).mean())
    off = right - likely
    gaps = [len(part) * abs(float(off[part].mean())) for part in _bins(likely)]
    return (
        f"{len(seen)} places, right {right.mean():.3f}, mean confidence {likely.mean():.3f}, "
        f"ECE {sum(gaps) / len(seen):.3f}, Brier {brier:.3f} (one number for all: {base:.3f})"
    )


def _bins(likely: Floats) -> list[NDArray[np.int64]]:
    """Numbers of the places in bins of as many places, the least sure first."""
    bins = max(1, min(BINS, len(likely) // LEAST_IN_BIN))
    return np.array_split(np.argsort(likely, kind="stable"), bins)


def _reliability(seen: list[Seen], likely: Floats) -> str:
    right = np.array([one.right for one in seen], float)
    lines = ["| places | confidence | right |", "|---|---|---|"]
    for part in _bins(likely):
        low, high = likely[part].min(), likely[part].max()
        lines.append(f"| {len(part)} | {low:.2f}–{high:.2f} | {right[part].mean():.2f} |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
