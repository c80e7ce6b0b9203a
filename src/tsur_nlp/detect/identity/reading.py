"""Yesterday's problems, as records again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import MISSING, fields
from datetime import date
from numbers import Real
from typing import Any

from tsur_nlp.errors import InputError
from tsur_nlp.records import SystemicProblem

Previous = Sequence[SystemicProblem | Mapping[str, Any]]

_FIELDS = {field.name: str(field.type) for field in fields(SystemicProblem)}
_NEEDED = [field.name for field in fields(SystemicProblem) if field.default is MISSING]
_TUPLES = ("keywords", "example_ids", "message_ids", "reasons", "units", "merged_ids")
_DAYS = ("first_seen", "last_seen", "closed_on", "reopened_on")
_KINDS: Mapping[str, tuple[type, ...]] = {
    "str": (str,), "int": (Real,), "float": (Real,), "tuple": (list, tuple),
}  # fmt: skip
_WAY_OUT = "give the list that find_problems, or `tsur-nlp problems`, wrote"


def read(previous: Previous) -> list[SystemicProblem]:
    """Return the problems sorted by id, each id once: as it was last seen.

    Fields of later versions are passed over, those of earlier ones are filled in.

    Raises:
        InputError: a problem lacks what every version has, or says it in another way.
    """
    records = sorted(map(_record, previous), key=lambda p: (p.problem_id, p.last_seen, repr(p)))
    return list({record.problem_id: record for record in records}.values())


def refuse_later(previous: Sequence[SystemicProblem], today: date) -> None:
    """Refuse problems of a day that is yet to come: they would fade before they began.

    Raises:
        InputError: one was seen, closed or found again after ``today``.
    """
    known = (getattr(one, name) for one in previous for name in _DAYS)
    last = max((day for day in known if day), default="")
    if last > str(today):
        raise InputError(
            f"the previous problems are of {last}, after the day looked from, {today}: "
            "give the list of an earlier day"
        )


def _record(one: SystemicProblem | Mapping[str, Any]) -> SystemicProblem:
    if isinstance(one, SystemicProblem):
        return one
    if not isinstance(one, Mapping):
        raise InputError(f"a previous problem is {type(one).__name__}: {_WAY_OUT}")
    lacking = [name for name in _NEEDED if name not in one]
    if lacking:
        more = f" and {len(lacking) - 3} more" if len(lacking) > 3 else ""
        named = ", ".join(lacking[:3])
        raise InputError(f"a previous problem lacks fields ({named}{more}): {_WAY_OUT}")
    known = {name: one[name] for name in _FIELDS if name in one}
    for name, value in known.items():
        if not _fits(name, value):
            raise InputError(f"a previous problem has {name}={value!r}: {_WAY_OUT}")
    tuples = {name: tuple(known[name]) for name in _TUPLES if name in known}
    return SystemicProblem(**(known | tuples))


def _fits(name: str, value: Any) -> bool:
    """Tell whether a field of a problem could hold the value."""
    if value is None:
        return "None" in _FIELDS[name]
    kind = _FIELDS[name].partition(" ")[0].partition("[")[0]
    if not isinstance(value, _KINDS[kind]):
        return False
    # what is still open was closed on no day
    return name not in _DAYS or (value == "" and name not in _NEEDED) or _is_day(str(value))


def _is_day(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False
