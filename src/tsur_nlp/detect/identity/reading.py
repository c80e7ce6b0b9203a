"""Yesterday's problems, as records again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

from tsur_nlp.errors import InputError
from tsur_nlp.records import SystemicProblem

Previous = Sequence[SystemicProblem | Mapping[str, Any]]

_NAMES = tuple(field.name for field in fields(SystemicProblem))
_TUPLES = ("keywords", "example_ids", "message_ids", "reasons", "units", "merged_ids")


def read(previous: Previous) -> list[SystemicProblem]:
    """Return the problems sorted by id, each id once: as it was last seen.

    Fields of later versions are passed over, those of earlier ones are filled in.

    Raises:
        InputError: a problem lacks what every version has.
    """
    records = sorted(map(_record, previous), key=lambda p: (p.problem_id, p.last_seen, repr(p)))
    return list({record.problem_id: record for record in records}.values())


def _record(one: SystemicProblem | Mapping[str, Any]) -> SystemicProblem:
    if isinstance(one, SystemicProblem):
        return one
    known: dict[str, Any] = {
        name: tuple(one[name]) if name in _TUPLES else one[name] for name in _NAMES if name in one
    }
    try:
        return SystemicProblem(**known)
    except TypeError as error:
        raise InputError(
            f"a previous problem lacks fields ({error}): give the list that find_problems wrote"
        ) from error
