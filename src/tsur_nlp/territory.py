"""The per-territory half: scored messages in, systemic problems, heat map and report out."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tsur_nlp import exports, units
from tsur_nlp.errors import InputError
from tsur_nlp.records import SystemicProblem, UnitHeat

if TYPE_CHECKING:
    import pandas as pd

Previous = Sequence[SystemicProblem | Mapping[str, Any]] | str | Path | None


def find_problems(
    frame: pd.DataFrame,
    *,
    as_of: object = None,
    unit: str | None = None,
    topics: str | None = None,
    previous: Previous = None,
    recurrence_interval: float = 365,
    seed: int = 0,
) -> list[SystemicProblem]:
    """Find the systemic problems of a territory, the most severe first.

    Args:
        frame: scored messages (`Pipeline.frame`), or an export that has topics and places itself.
        as_of: the day to look from; later messages are not looked at. The last day by default.
        unit: ``"district"``, ``"municipality"`` or any column; by default the district where at
            least half of the messages have one, else the municipality.
        topics: ``"given"`` (the export's own), ``"predicted"``, or ``None``: given where filled.
        previous: yesterday's problems (records, dicts, or the path of the JSON file): the same
            problem keeps its ``problem_id``.
        recurrence_interval: days between two false alarms that the caller accepts.
        seed: of whatever is random.

    Raises:
        InputError: there is no date column, or ``unit`` names no column.
    """
    from tsur_nlp import detect

    return detect.find_problems(
        facts(frame, unit=unit, topics=topics),
        as_of=as_of,
        unit=unit,
        previous=read_problems(previous),
        recurrence_interval=recurrence_interval,
        seed=seed,
    )


def replay_problems(
    frame: pd.DataFrame,
    *,
    since: object,
    as_of: object = None,
    every: int = 1,
    unit: str | None = None,
    topics: str | None = None,
    recurrence_interval: float = 365,
    seed: int = 0,
    progress: bool | None = False,
) -> list[SystemicProblem]:
    """Look from every day between ``since`` and ``as_of``, as if the library had run then.

    Returns each problem once, as it was last seen, closed ones too; for an export that comes
    without yesterday's problems. ``every`` is the step in days; the last day is always looked at.
    Other arguments as in `find_problems`.
    """
    from tqdm import tqdm

    from tsur_nlp import detect

    known = facts(frame, unit=unit, topics=topics)
    seen: dict[str, SystemicProblem] = {}
    found: list[SystemicProblem] = []
    silent = None if progress is None else not progress
    for day in tqdm(_days(known, since, as_of, every), unit=" дн.", disable=silent):
        found = detect.find_problems(
            known,
            as_of=day,
            unit=unit,
            previous=found,
            recurrence_interval=recurrence_interval,
            seed=seed,
        )
        seen |= {problem.problem_id: problem for problem in found}
    now = {problem.problem_id for problem in found}
    return found + [problem for key, problem in seen.items() if key not in now]


def heat_map(
    frame: pd.DataFrame,
    *,
    as_of: object = None,
    unit: str | None = None,
    topics: str | None = None,
) -> list[UnitHeat]:
    """Colour every unit of a territory; arguments as in `find_problems`."""
    return _heat(facts(frame, unit=unit, topics=topics), as_of, unit)


def write_report(
    frame: pd.DataFrame,
    problems: Sequence[SystemicProblem],
    path: str | Path,
    *,
    as_of: object = None,
    unit: str | None = None,
    topics: str | None = None,
    boundaries: str | Path | None = None,
    title: str = "",
) -> Path:
    """Write the one-file HTML report; arguments as in `find_problems`.

    ``boundaries`` is a GeoJSON with the units' polygons; without it the map draws circles.
    """
    from tsur_nlp import report

    known = facts(frame, unit=unit, topics=topics)
    return report.write_report(
        known,
        problems,
        _heat(known, as_of, unit),
        path,
        as_of=as_of,
        boundaries=boundaries,
        title=title,
    )


def facts(
    frame: pd.DataFrame, *, unit: str | None = None, topics: str | None = None
) -> pd.DataFrame:
    """Return the canonical columns that the territory stages read (see `exports.facts`)."""
    known = units.tidy(exports.facts(frame, topics=topics, require=("created_at",)))
    if unit and unit not in known.columns:
        if unit not in frame.columns:
            raise InputError(
                f"no column {unit!r} to group by; columns: {', '.join(map(str, frame.columns))}"
            )
        known[unit] = frame[unit].fillna("").astype("str").to_numpy()
    return known


def read_problems(previous: Previous) -> list[SystemicProblem | Mapping[str, Any]] | None:
    """Read yesterday's problems from a JSON file; records and dicts pass through."""
    if previous is None or not isinstance(previous, str | Path):
        return None if previous is None else list(previous)
    try:
        found = json.loads(Path(previous).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(f"cannot read the previous problems {previous}: {error}") from error
    if not isinstance(found, list) or not all(isinstance(p, dict) for p in found):
        raise InputError(f"{previous} is not a list of problems written by `tsur-nlp problems`")
    return list(found)


def _heat(known: pd.DataFrame, as_of: object, unit: str | None) -> list[UnitHeat]:
    from tsur_nlp import detect

    return detect.heat_map(known, as_of=as_of, unit=unit, populations=units.populations(known))


def _days(known: pd.DataFrame, since: object, as_of: object, every: int) -> list[str]:
    import pandas as pd

    try:
        first = pd.Timestamp(since).normalize()  # type: ignore[arg-type]
        last = pd.Timestamp(as_of or known["created_at"].max()).normalize()  # type: ignore[arg-type]
    except (TypeError, ValueError) as error:
        raise InputError(f"since={since!r}, as_of={as_of!r}: dates are YYYY-MM-DD") from error
    if pd.isna(first) or pd.isna(last) or every < 1:
        raise InputError(f"nothing to replay: since={since!r}, as_of={as_of!r}, every={every}")
    back = pd.date_range(end=last, start=min(first, last), freq="D")[::-1][::every]
    return [day.date().isoformat() for day in back[::-1]]
