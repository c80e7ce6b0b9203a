"""The section of planted problems: what is found of them, beside what rivals find."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from detection import nulls
from detection.tables import middle, share, table
from detection.tuning import delay, threshold

Record = dict[str, Any]

_SETS: dict[str, Callable[[Record], bool]] = {
    "p ≤ 1e-8": lambda one: not one["weak"] and one["oracle"] <= 1e-8,
    "p ≤ 1e-6": lambda one: not one["weak"] and one["oracle"] > 1e-8,
    "close, p 1e-6 … 1e-3": lambda one: one["weak"],
}
_LENGTHS = ((1, 3), (7, 14))
_LEAST_RATE = 1.0
"""Rivals are given so many alarms a year at the least, also where we have fewer."""


def body(records: Sequence[Record]) -> str:
    """Return the section in Markdown."""
    planted = [one for one in records if one["part"] == "planted"]
    kinds = sorted({(one["topics"] != "true", one["world"], one["topics"]) for one in planted})
    parts = [_ours(planted, world, topics) for _, world, topics in kinds]
    worlds = [world for _, world, topics in kinds if topics == "true"]
    parts += [_rivals(records, world) for world in worlds if _of_rivals(records, world, "loudest")]
    return "\n\n".join(parts)


def _ours(planted: Sequence[Record], world: str, topics: str) -> str:
    own = [one for one in planted if (one["world"], one["topics"]) == (world, topics)]
    plants = [plant for one in own for plant in one["plants"]]
    rows = []
    for name, inside in _SETS.items():
        for lengths in _LENGTHS:
            rows.append((name, f"{lengths[0]}, {lengths[1]}", *_row(plants, inside, lengths)))
        rows.append((f"**{name}**", "all", *_row(plants, inside, sum(_LENGTHS, ()))))
    years = sum(one["days"] for one in own) / 365
    beside = sum(one["beside"] for one in own) / years
    head = (
        "oracle", "length, days", "plants", "found", "close", "spread", "topic named",
        "median delay, days",
    )  # fmt: skip
    return (
        f"### {world}, {topics} topics: {len(plants)} plants in {len(own)} copies\n\n"
        f"{table(head, rows)}\n\n"
        f"Problems without a planted message, chronic ones apart: {beside:.1f} a year."
        f"{_by_dispersion(plants)}"
    )


def _by_dispersion(plants: Sequence[Record]) -> str:
    """Tell what is found by the dispersion of the counts, which the oracle (Poisson) ignores."""
    kinds = sorted({one["phi"] for one in plants})
    if len(kinds) < 2:
        return ""
    rows = []
    for phi in kinds:
        own = [one for one in plants if one["phi"] == phi]
        parts = [
            [one["delay"] is not None for one in own if inside(one)] for inside in _SETS.values()
        ]
        rows.append((f"{phi:g}", *(f"{share(part)} of {len(part)}" for part in parts)))
    told = "Found, by the dispersion of the counts, of which the oracle knows nothing:"
    return f"\n\n{told}\n\n{table(('variance / mean', *_SETS), rows)}"


def _row(
    plants: Sequence[Record], inside: Callable[[Record], bool], lengths: tuple[int, ...]
) -> tuple[object, ...]:
    own = [one for one in plants if inside(one) and one["length"] in lengths]
    found = [one for one in own if one["delay"] is not None]
    return (
        len(own),
        share([one["delay"] is not None for one in own]),
        share([one["delay"] is not None for one in own if one["close"]]),
        share([one["delay"] is not None for one in own if not one["close"]]),
        share([one["named"] for one in found]),
        middle([one["delay"] for one in found], 1),
    )


def _rivals(records: Sequence[Record], world: str) -> str:
    """Compare at one alarm rate: ours, as measured on the null, or one a year."""
    count, years = nulls.false_alarms(records, world)
    rate = max(_LEAST_RATE, count / years if years else 0.0)
    ours = [
        plant
        for one in records
        if (one["part"], one["world"], one.get("topics")) == ("planted", world, "true")
        for plant in one["plants"]
    ]
    rows = [("**tsur_nlp**", "", *_compared(ours))]
    for name, level, plants in _best(records, world, rate):
        rows.append((name, f"> {level:.4g}", *_compared(plants)))
    head = (
        "method", "threshold", *(f"found, {name}" for name in _SETS),
        *(f"delay, {a} and {b} days" for a, b in _LENGTHS),
    )  # fmt: skip
    told = (
        f"### {world}: the same plants, rivals at {rate:.2f} false alarms a year\n\n"
        "Each rival looks at all districts × topics; its threshold is the lowest that gives so few "
        "alarms on the null, alarms of a series within a week being one; of its variants the one "
        "that finds most is shown. Delay: median of those found at 1e-8 and 1e-6.\n\n"
    )
    return told + table(head, rows)


def _best(
    records: Sequence[Record], world: str, rate: float
) -> list[tuple[str, float, list[Record]]]:
    """Return the best variant of every rival, its threshold and its plants with their delays."""
    null = _of_rivals(records, world, "loudest")
    copies = _of_rivals(records, world, "plants")
    allowed = rate * sum(one["days"] for one in null) / 365
    best: dict[str, tuple[int, str, float, list[Record]]] = {}
    for name in null[0]["loudest"]:
        level = threshold([one["loudest"][name] for one in null], allowed)
        plants = [
            plant | {"delay": delay(plant["scores"][name], level)}
            for one in copies
            for plant in one["plants"]
        ]
        found = sum(one["delay"] is not None for one in plants if not one["weak"])
        method = name.split(",")[0]
        if method not in best or found > best[method][0]:
            best[method] = (found, name, level, plants)
    return [(name, level, plants) for _, name, level, plants in best.values()]


def _compared(plants: Sequence[Record]) -> tuple[str, ...]:
    found = [one for one in plants if one["delay"] is not None and not one["weak"]]
    shares = [
        share([one["delay"] is not None for one in plants if inside(one)])
        for inside in _SETS.values()
    ]
    delays = [
        middle([one["delay"] for one in found if one["length"] in lengths], 1)
        for lengths in _LENGTHS
    ]
    return (*shares, *delays)


def _of_rivals(records: Sequence[Record], world: str, key: str) -> list[Record]:
    own = [one for one in records if one["part"] == "rivals" and one["world"] == world]
    return sorted((one for one in own if key in one), key=lambda one: one["seed"])
