"""Why a problem is one: sentences with the numbers, for the official who has to decide."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tsur_nlp.detect.telling.facts import Facts
from tsur_nlp.detect.telling.russian import (
    DAYS,
    MESSAGES,
    REPEATS,
    RETURNED,
    agreed,
    day_of,
    decimal,
    percent,
    plural,
    rarity,
    span,
    times,
)

_LEAST_SHARE = 0.005
# So many days without a message are said.
_SILENT = 4
_MANY = 3
_WITH_REPEATS = ", вместе с повторами"


def reasons(facts: Facts) -> tuple[str, ...]:
    """Return the sentences that apply, the main one first."""
    return tuple(sentence for rule in RULES if (sentence := rule(facts)))


def _surge(facts: Facts) -> str:
    if facts.kind == "chronic" or (facts.kind == "recurrent" and not facts.days):
        return ""
    count = plural(facts.observed, RETURNED if facts.kind == "recurrent" else MESSAGES)
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
    if len(facts.felt) == 1:
        return f"Заметно в одном месте: {top}; местная ли причина, пока не ясно."
    return f"Волна по всей территории, заметна в {len(facts.felt)} из {facts.units}: {top}."


def _beyond(facts: Facts) -> str:
    if facts.wave <= 1.0:
        return ""
    here = facts.observed / max(facts.expected, 0.01)
    return (
        f"По остальной территории рост {times(facts.wave)}, здесь — {times(here)}: местная причина."
    )


def _named(facts: Facts) -> str:
    if not facts.named:
        return ""
    topics = "теме, названной" if len(facts.named) == 1 else "темам, названным"
    more = " и другие" if len(facts.named) > _MANY else ""
    part = "Все" if facts.apart >= facts.observed else f"Из них {facts.apart}"
    return f"{part} — по {topics} отдельно: {'; '.join(facts.named[:_MANY])}{more}."


def _drivers(facts: Facts) -> str:
    if not facts.drivers:
        return ""
    top = "; ".join(f"{name} — {n} вместо {decimal(e)}" for name, n, e in facts.drivers)
    one = len(facts.drivers) == 1
    if facts.named:
        return f"Из остальных тем больше всего {'прибавила' if one else 'прибавили'}: {top}."
    return f"Больше всего {'прибавила тема' if one else 'прибавили темы'}: {top}."


def _last(facts: Facts) -> str:
    if facts.last is None or facts.silent < _SILENT:
        return ""
    return f"Последнее обращение — {day_of(facts.last)}, {plural(facts.silent, DAYS)} назад."


def _place(facts: Facts) -> str:
    if not facts.near or facts.radius is None:
        return ""
    where = "по одному адресу" if _one_address(facts) else f"в радиусе {decimal(facts.radius)} м"
    return f"Скопление: {plural(facts.near, MESSAGES)} {where}."


def _one_address(facts: Facts) -> bool:
    return facts.addresses == 1 and not facts.placeless


def _addresses(facts: Facts) -> str:
    if not facts.addresses:
        return ""
    if facts.addresses > 1:
        return f"Разных мест: {facts.addresses}{_WITH_REPEATS if facts.places_of_repeats else ''}."
    if facts.placeless:
        here = facts.listed - facts.placeless
        return f"По одному адресу: {here} из {facts.listed}, у остальных адрес не указан."
    return "" if _place(facts) else "Все по одному адресу."


def _authors(facts: Facts) -> str:
    if not facts.authors:
        return ""
    return f"Разных заявителей: {facts.authors}{_WITH_REPEATS if facts.authors_of_repeats else ''}."


def _repeats(facts: Facts) -> str:
    if not facts.repeats:
        return ""
    same = ["тот же автор"] * (facts.signed > 0)
    same += ["тот же текст"] * (facts.signed < facts.repeats)
    verb = agreed(facts.repeats, ("не вошёл", "не вошли", "не вошли"))
    return f"Ещё {plural(facts.repeats, REPEATS)} ({' или '.join(same)}) в счёт {verb}."


def _walked(facts: Facts) -> str:
    if not facts.walked:
        return ""
    return (
        f"Похоже на обход одного человека: {facts.walked} из {facts.listed} — "
        "тот же текст с разницей в минуты, по разным местам."
    )


def _returned(facts: Facts) -> str:
    if not facts.returned:
        return ""
    resumed = f", в том числе возобновлено {facts.resumed}" if facts.resumed else ""
    return f"Вернулись после ответа: {facts.returned} из {facts.listed}{resumed}."


def _reopened(facts: Facts) -> str:
    share = facts.reopened or 0.0
    told = facts.returned or share < _LEAST_SHARE
    return "" if told else f"Возобновлено {percent(share)} обращений."


def _overdue(facts: Facts) -> str:
    share = facts.overdue or 0.0
    return f"Просрочено {percent(share)} ответов." if share >= _LEAST_SHARE else ""


RULES: Sequence[Callable[[Facts], str]] = (
    _surge,
    _chronic,
    _named,
    _drivers,
    _wave,
    _beyond,
    _last,
    _place,
    _addresses,
    _authors,
    _repeats,
    _walked,
    _returned,
    _reopened,
    _overdue,
)
