"""Scored messages in, systemic problems and campaigns out."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tsur_nlp import exports, privacy
from tsur_nlp.errors import InputError
from tsur_nlp.facts import facts as facts
from tsur_nlp.facts import facts_between
from tsur_nlp.records import Campaign, SystemicProblem
from tsur_nlp.text.moments import read_moment

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
        InputError: there is no date column, ``unit`` names no column or one of too many values,
            ``recurrence_interval`` is not above 0, or ``previous`` cannot be used.
    """
    from tsur_nlp import detect

    found = detect.find_problems(
        facts_between(frame, as_of, as_of, unit=unit, topics=topics),
        as_of=as_of,
        unit=unit,
        previous=read_problems(previous),
        recurrence_interval=recurrence_interval,
        seed=seed,
    )
    return privacy.unnamed(found)


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
    past = [problem for key, problem in seen.items() if key not in now]
    return privacy.unnamed(found + past)


def read_problems(previous: Previous) -> list[SystemicProblem] | None:
    """Read yesterday's problems from a JSON file, or from records and dicts.

    Raises:
        InputError: there is no such file, or it holds no problems.
    """
    from tsur_nlp.detect.identity.reading import read

    if previous is None or not isinstance(previous, str | Path):
        return None if previous is None else read(list(previous))
    try:
        found = json.loads(Path(previous).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(f"cannot read the previous problems {previous}: {error}") from error
    if not isinstance(found, list) or not all(isinstance(p, dict) for p in found):
        raise InputError(f"{previous} is not a list of problems written by `tsur-nlp problems`")
    try:
        return read(found)
    except InputError as error:
        raise InputError(f"{previous}: {error}") from error


def coverage(
    frame: pd.DataFrame, *, as_of: object = None, least_days: int | None = None
) -> list[str]:
    """Tell what keeps a look from a day from finding anything: no messages, dates far off, …

    ``least_days`` is the history that is needed, by default that of systemic problems; other
    arguments as in `find_problems`.
    """
    from tsur_nlp.detect.stream.coverage import coverage as told

    known = exports.facts(frame, columns=("created_at", "is_appeal"), require=("created_at",))
    return told(known, as_of, date.today(), least_days=least_days)


def _days(known: pd.DataFrame, since: object, as_of: object, every: int) -> list[str]:
    latest = as_of or known["created_at"].max()
    if latest != latest or every < 1:
        raise InputError(f"nothing to replay: {len(known)} messages, every={every}")
    first, last = read_moment(since, "since").date(), read_moment(latest, "as_of").date()
    if first > last:
        raise InputError(f"nothing to replay: since={first} is after the last day, {last}")
    back = range(0, (last - first).days + 1, every)
    return [(last - timedelta(days=days)).isoformat() for days in reversed(back)]
