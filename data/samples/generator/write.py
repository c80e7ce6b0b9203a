"""The files of the samples: messages, truth, labels, addresses."""

from __future__ import annotations

import csv
import json
import random
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from .build import World, Written
from .planted import PROBLEMS

COLUMNS = (
    "id", "text", "created_at", "source", "author", "municipality", "district", "assignee",
    "answered_at", "answer_text", "due_on", "closed_at", "status", "reopened",
)  # fmt: skip
TRUTH = (
    "id", "is_appeal", "topic_group", "topic", "municipality", "district", "area", "settlement",
    "street", "house", "said", "problem", "answer_kind",
)  # fmt: skip


def _table(path: Path, header: Sequence[str], lines: Iterable[Sequence[Any]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(lines)


def _message(m: Written) -> list[Any]:
    r = m.reply
    return [
        m.id, m.text, m.draft.moment.isoformat(timespec="seconds"), m.draft.author.source,
        m.draft.author.account, m.municipality, m.district, r.assignee, r.answered_at,
        r.answer_text, r.due_on, r.closed_at, r.status, int(r.reopened),
    ]  # fmt: skip


def _truth(m: Written) -> list[Any]:
    d, a = m.draft, m.draft.address
    group, topic = (d.topic.group, d.topic.name) if d.topic else ("", "")
    return [
        m.id, int(d.topic is not None), group, topic, a.municipality, a.district, a.area,
        a.settlement, f"{a.kind} {a.street}" if d.level in ("street", "house") else "",
        a.house if d.level == "house" else "", d.level if d.topic else "none", d.problem,
        m.reply.answer_kind,
    ]  # fmt: skip


def _ids(world: World, problem: str) -> list[str]:
    return [str(m.id) for m in world.messages if m.draft.problem == problem]


def _problems(world: World) -> dict[str, Any]:
    found = []
    for p in PROBLEMS:
        days = sorted(
            m.draft.moment.date().isoformat() for m in world.messages if m.draft.problem == p.id
        )
        ids = _ids(world, p.id)
        found.append({
            "id": p.id, "kind": p.kind, "topic_group": p.group, "topic": p.topic,
            "municipality": p.municipality, "district": p.district, "place": p.area,
            "start": days[0], "end": days[-1], "messages": len(ids), "what": p.story,
            "message_ids": ids,
        })  # fmt: skip
    copies = _ids(world, "campaign")
    note = "Одинаковый текст от двух авторов: рассылка, а не системная проблема."
    return {
        "region": "Пермский край",
        "problems": found,
        "campaign": {
            "id": "campaign",
            "what": note,
            "messages": len(copies),
            "message_ids": copies,
        },
    }


def write_tables(world: World, folder: Path, *, seed: int) -> None:
    """Write messages.csv, truth.csv, truth.json, labelled.csv, addresses.csv."""
    folder.mkdir(parents=True, exist_ok=True)
    _table(folder / "messages.csv", COLUMNS, map(_message, world.messages))
    _table(folder / "truth.csv", TRUTH, map(_truth, world.messages))
    (folder / "truth.json").write_text(
        json.dumps(_problems(world), ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    appeals = [m for m in world.messages if m.draft.topic and m.draft.problem != "campaign"]
    chosen = random.Random(f"{seed}:labelled").sample(appeals, 1500)
    _table(
        folder / "labelled.csv",
        ("text", "topic_group", "topic"),
        ((m.text, m.draft.topic.group, m.draft.topic.name) for m in chosen if m.draft.topic),
    )
    unique = {(a.municipality, a.settlement, a.kind, a.street, a.house): a for a in world.addresses}
    _table(
        folder / "addresses.csv",
        ("municipality", "district", "settlement", "street", "house", "lat", "lon"),
        (
            (
                a.municipality,
                a.district,
                f"{a.settlement_type} {a.settlement}",
                f"{a.kind} {a.street}",
                a.house,
                a.lat,
                a.lon,
            )
            for a in unique.values()
        ),
    )
