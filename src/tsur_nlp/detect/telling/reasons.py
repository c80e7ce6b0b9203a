"""Why a problem is one: sentences with the numbers, for the official who has to decide."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tsur_nlp.detect.telling.russian import (
    MESSAGES,
    REPEATS,
    decimal,
    percent,
    plural,
    rarity,
    span,
    times,
)

_LEAST_SHARE = 0.005


@dataclass(frozen=True, slots=True)
class Facts:
    """The numbers of a problem that the sentences are made of; zero or ``None`` is «not said».

    ``felt`` are the units of a wave with their counts and expectations, ``drivers`` the topics
    that make a whole group grow, ``near`` the messages inside ``radius`` metres,
    ``walked`` those that look like one person's walk.
    """

    kind: str
    days: int
    observed: int
    expected: float
    interval: float
    wave: float = 1.0
    felt: tuple[tuple[str, int, float], ...] = ()
    units: int = 0
    drivers: tuple[tuple[str, int, float], ...] = ()
    near: int = 0
    radius: float | None = None
    addresses: int | None = None
    authors: int | None = None
    repeats: int = 0
    walked: int = 0
    returned: int = 0
    reopened: float | None = None
    overdue: float | None = None


def reasons(facts: Facts) -> tuple[str, ...]:
    """Return the sentences that apply, the main one first."""
    return tuple(sentence for rule in RULES if (sentence := rule(facts)))


def _surge(facts: Facts) -> str:
    if facts.kind == "chronic" or (facts.kind == "recurrent" and not facts.days):
        return ""
    what = "вернувшихся обращений" if facts.kind == "recurrent" else ""
    count = f"{facts.observed} {what}" if what else plural(facts.observed, MESSAGES)
    return (
        f"{span(facts.days)} {count} вместо {_expected(facts.expected)}; "
        f"случайно так бывает {rarity(facts.interval)}."
    )


def _expected(value: float) -> str:
    return (
        f"ожидаемого {decimal(value)}" if decimal(value) == "1" else f"ожидаемых {decimal(value)}"
    )


def _chronic(facts: Facts) -> str:
    if facts.kind != "chronic":
        return ""
    return (
        f"Каждую неделю больше, чем у других: {span(facts.days).lower()} "
        f"{plural(facts.observed, MESSAGES)}, а при доле других было бы "
        f"{decimal(facts.expected)} ({times(facts.observed / max(facts.expected, 0.01))} больше)."
    )


def _wave(facts: Facts) -> str:
    if not facts.felt:
        return ""
    top = "; ".join(f"{name} — {n} вместо {decimal(e)}" for name, n, e in facts.felt[:3])
    return f"Волна по всей территории, заметна в {len(facts.felt)} из {facts.units}: {top}."


def _beyond(facts: Facts) -> str:
    if facts.wave <= 1.0:
        return ""
    here = facts.observed / max(facts.expected, 0.01)
    return (
        f"По остальной территории рост {times(facts.wave)}, здесь — {times(here)}: местная причина."
    )


def _drivers(facts: Facts) -> str:
    if not facts.drivers:
        return ""
    top = "; ".join(f"{name} — {n} вместо {decimal(e)}" for name, n, e in facts.drivers)
    return f"Больше всего прибавили темы: {top}."


def _place(facts: Facts) -> str:
    if not facts.near or facts.radius is None:
        return ""
    share = f"{plural(facts.near, MESSAGES)} в радиусе {decimal(facts.radius)} м"
    return f"Скопление: {share}."


def _addresses(facts: Facts) -> str:
    if not facts.addresses:
        return ""
    return f"Разных мест: {facts.addresses}." if facts.addresses > 1 else "Все по одному адресу."


def _authors(facts: Facts) -> str:
    return f"Разных заявителей: {facts.authors}." if facts.authors else ""


def _repeats(facts: Facts) -> str:
    if not facts.repeats:
        return ""
    count = plural(facts.repeats, REPEATS)
    return f"Ещё {count} (тот же автор или тот же текст) в счёт не вошли."


def _walked(facts: Facts) -> str:
    if not facts.walked:
        return ""
    return (
        f"Похоже на обход одного человека: {facts.walked} из {facts.observed + facts.repeats} — "
        "тот же текст с разницей в минуты, по разным местам."
    )


def _returned(facts: Facts) -> str:
    if not facts.returned:
        return ""
    return f"Вернулись после ответа: {facts.returned} из {facts.observed + facts.repeats}."


def _reopened(facts: Facts) -> str:
    share = facts.reopened or 0.0
    return f"Возобновлено {percent(share)} обращений." if share >= _LEAST_SHARE else ""


def _overdue(facts: Facts) -> str:
    share = facts.overdue or 0.0
    return f"Просрочено {percent(share)} ответов." if share >= _LEAST_SHARE else ""


RULES: Sequence[Callable[[Facts], str]] = (
    _surge,
    _chronic,
    _drivers,
    _wave,
    _beyond,
    _place,
    _addresses,
    _authors,
    _repeats,
    _walked,
    _returned,
    _reopened,
    _overdue,
)
