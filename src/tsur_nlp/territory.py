"""Scored messages in, systemic problems and campaigns out."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tsur_nlp import exports
from tsur_nlp.errors import InputError
from tsur_nlp.facts import facts as facts
from tsur_nlp.facts import facts_between
from tsur_nlp.records import Campaign, SystemicProblem

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
        facts_between(frame, as_of, as_of, unit=unit, topics=topics),
        as_of=as_of,
        unit=unit,
        previous=read_problems(previous),
        recurrence_interval=recurrence_interval,
        seed=seed,
    )


def find_campaigns(
    frame: pd.DataFrame,
    *,
    as_of: object = None,
    unit: str | None = None,
    topics: str | None = None,
) -> list[Campaign]:
    """Find the texts that were sent again and again, which are no problem; the largest first.

    An example is quoted only from scored messages, whose texts are masked. Arguments as in
    `find_problems`.
    """
    from tsur_nlp import detect

    return detect.find_campaigns(
        facts_between(frame, as_of, as_of, unit=unit, topics=topics),
        as_of=as_of,
        unit=unit,
        masked="nlp_text_masked" in frame.columns,
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

    from tsur_nlp.detect.replay import replay
    from tsur_nlp.detect.stream.messages import moment

    del seed
    dates = exports.facts(frame, columns=("created_at",), require=("created_at",))
    days = _days(dates, since, as_of, every)
    known = facts_between(frame, days[0], days[-1], unit=unit, topics=topics)
    moments = [end for day in days if (end := moment(day, known)) is not None]
    seen: dict[str, SystemicProblem] = {}
    found: list[SystemicProblem] = []
    silent = None if progress is None else not progress
    looks = replay(known, moments, unit=unit, recurrence_interval=recurrence_interval)
    for found in tqdm(looks, total=len(moments), unit=" дн.", disable=silent):
        seen |= {problem.problem_id: problem for problem in found}
    now = {problem.problem_id for problem in found}
    return found + [problem for key, problem in seen.items() if key not in now]


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
