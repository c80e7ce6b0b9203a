"""The result of a backtest in Russian sentences."""

from __future__ import annotations

from collections.abc import Sequence

from tsur_nlp.detect.backtest.scoring import Alarms, Score
from tsur_nlp.detect.telling.russian import DAYS, decimal, percent, plural

PROBLEMS = ("проблемы", "проблем", "проблем")


def sentences(scores: Sequence[Score], false: Alarms, own: Alarms) -> list[str]:
    """Say what was found, how late, and how often there is an alarm for nothing."""
    everything = scores[0]
    limits = f"от {round(100 * everything.low)} до {percent(everything.high)}"
    told = [
        f"Найдено {everything.found} из {plural(everything.planted, PROBLEMS)} "
        f"({percent(everything.share)}; с учётом случайности {limits})"
    ]
    told += [_of_oracle(score) for score in scores if score.by == "oracle"]
    if everything.median_delay is not None and everything.delay_90 is not None:
        told.append(
            f"Медиана задержки {_days(everything.median_delay)}; девять из десяти найдены не позже "
            f"чем через {_days(everything.delay_90)} от начала"
        )
    if everything.named is not None:
        told.append(f"Тема названа верно у {percent(everything.named)} найденных")
    told.append(f"Ложных тревог на перемешанных датах: {_a_year(false)}")
    told.append(f"Новых проблем в самих данных (настоящих и ложных вместе): {_a_year(own)}")
    return told


def _of_oracle(score: Score) -> str:
    return (
        f"— таких, что случайно бывают с вероятностью до {probability(score.value)}: "
        f"{score.found} из {score.planted}"
    )


def probability(p: float) -> str:
    """Write a small probability as one in so many.

    >>> probability(1e-6), probability(1e-8), probability(1e-3), probability(0.5)
    ('1 : 1 млн', '1 : 100 млн', '1 : 1000', '1 : 2')
    """
    many = round(1 / p)
    for size, name in ((10**9, "млрд"), (10**6, "млн")):
        if many >= size:
            return f"1 : {many // size} {name}"
    return f"1 : {many}"


def _days(value: float) -> str:
    if value == int(value):
        return plural(int(value), DAYS)
    return f"{decimal(value)} дня"


def _a_year(alarms: Alarms) -> str:
    per_year = decimal(alarms.per_year) if alarms.count else "0"
    return (
        f"{per_year} в год (с учётом случайности от {_whole(alarms.low)} до {_whole(alarms.high)})"
    )


def _whole(value: float) -> str:
    return decimal(value) if value >= 0.005 else "0"
