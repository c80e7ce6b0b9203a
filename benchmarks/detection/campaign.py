"""Part «campaign»: 200 identical texts of three authors make a note, and no systemic problem."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from detection import data, engine
from detection.options import Options
from detection.tables import table
from tsur_nlp.detect import find_campaigns
from tsur_nlp.records import SystemicProblem

Record = dict[str, Any]

_TEXT = (
    "Требуем немедленно вернуть прежний маршрут автобуса и прежнее расписание: жители нашего "
    "микрорайона не могут добраться до работы, школы и поликлиники. Просим всех неравнодушных "
    "отправить это обращение."
)
_MESSAGES, _AUTHORS = 200, 3
_START, _DAYS, _AFTER = "2021-01-11", 5, 2
_CALM = 28
"""The topic is the most frequent one of the first weeks, before the snow."""


def tasks(options: Options) -> list[Callable[[], Record]]:
    """Return four tasks: authors known or not, over the city or in one district."""
    return [
        partial(run, options, named, local) for named in (True, False) for local in (False, True)
    ]


def run(options: Options, named: bool, local: bool) -> Record:
    """Replay the days of the campaign with and without it."""
    facts = data.facts(options, "true").assign(author="")
    added = _copies(facts, options.seed, named, local)
    own = set(added["id"])
    grown = pd.concat([facts, added], ignore_index=True)
    without, present = (_seen(stream, options.interval) for stream in (facts, grown))
    end = pd.Timestamp(_START) + pd.Timedelta(_DAYS - 1, "D")
    notes = find_campaigns(grown, as_of=end.date(), unit=engine.UNIT)
    about = [note for note in notes if not own.isdisjoint(note.message_ids)]
    return {
        "part": "campaign", "named": named, "local": local, "messages": len(added),
        "problems": len({one.problem_id for one in present if _mostly(one, own)}),
        "more": len(_names(present) - _names(without)),
        "notes": len(about), "kinds": sorted({note.kind for note in about}),
        "noted": sum(len(own.intersection(note.message_ids)) for note in about),
    }  # fmt: skip


def _seen(facts: pd.DataFrame, interval: float) -> list[SystemicProblem]:
    """Return what was active on the days of the campaign and shortly after."""
    stream = engine.stream_of(facts)
    first = (pd.Timestamp(_START) - pd.Timestamp(stream.first_day)).days
    days = range(first, first + _DAYS + _AFTER)
    found = engine.replay(stream, days, interval)
    return [one for _, problems in found for one in problems if one.status in engine.ACTIVE]


def _copies(facts: pd.DataFrame, seed: int, named: bool, local: bool) -> pd.DataFrame:
    """Return the copies on random days, with the topic and places of random messages."""
    rng = np.random.default_rng([seed, 50])
    calm = facts[data.day_numbers(facts) < _CALM]
    group, topic = calm.groupby(["topic_group", "topic"]).size().idxmax()
    own = facts[(facts["topic_group"] == group) & (facts["topic"] == topic)]
    if local:
        own = own[own[engine.UNIT] == own[engine.UNIT].mode()[0]]
    rows = own.iloc[rng.integers(len(own), size=_MESSAGES)].reset_index(drop=True)
    seconds = np.sort(rng.integers(0, _DAYS * 86_400, _MESSAGES))
    return rows.assign(
        id=[f"campaign-{k}" for k in range(_MESSAGES)],
        author=[f"автор-{k % _AUTHORS}" if named else "" for k in range(_MESSAGES)],
        text=_TEXT,
        created_at=pd.Timestamp(_START) + pd.to_timedelta(seconds, unit="s"),
        answered_at=pd.NaT,
        reopened=0,
    )


def _mostly(one: SystemicProblem, own: set[str]) -> bool:
    """Tell whether a problem consists of the campaign for the most part."""
    listed = set(one.message_ids)
    return 2 * len(listed & own) > len(listed)


def _names(problems: Sequence[SystemicProblem]) -> set[tuple[str, str, str]]:
    return {(one.unit, one.topic_group, one.topic) for one in problems}


def body(records: Sequence[Record]) -> str:
    """Return the section in Markdown."""
    own = [one for one in records if one["part"] == "campaign"]
    rows = [
        (
            "one district" if one["local"] else "the city",
            _AUTHORS if one["named"] else "not known",
            f"{one['notes']} ({', '.join(one['kinds'])})",
            f"{one['noted']} of {one['messages']}",
            one["problems"],
            one["more"],
        )
        for one in sorted(own, key=lambda one: (not one["named"], one["local"]))
    ]
    head = (
        "where", "authors", "campaign notes", "messages in them", "problems that consist of it",
        "units and topics flagged with it and not without",
    )  # fmt: skip
    return (
        f"{_MESSAGES} identical texts in {_DAYS} days, on the most frequent topic of the autumn, "
        f"at the places of its messages:\n\n{table(head, rows)}"
    )
