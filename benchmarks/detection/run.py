"""Run parts over all cores, keep what every run gave, write the sections of results.md."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from joblib import Parallel, delayed
from tqdm import tqdm

from detection import campaign, clusters, golden, growth, nulls, planted, rivals, snow, versus
from detection.options import Options, read
from detection.worlds import WORLDS

sys.path.insert(0, str(Path(__file__).parents[1]))
from _results import write_section

Record = dict[str, Any]
Task = Callable[[], Record]

PARTS: dict[str, Callable[[Options], list[Task]]] = {
    "null": nulls.tasks,
    "planted": planted.tasks,
    "rivals": rivals.tasks,
    "golden": golden.tasks,
    "snow": snow.tasks,
    "clusters": clusters.tasks,
    "campaign": campaign.tasks,
    "growth": growth.tasks,
}
ALONE = ("growth",)
"""Parts that are timed: nothing else runs beside them."""
SECTIONS: dict[str, tuple[str, Callable[[Sequence[Record]], str]]] = {
    "detection-null": ("null,rivals", nulls.body),
    "detection-planted": ("planted,null,rivals", versus.body),
    "detection-golden": ("golden", golden.body),
    "detection-snow": ("snow", snow.body),
    "detection-clusters": ("clusters", clusters.body),
    "detection-growth": ("growth", growth.body),
    "detection-campaign": ("campaign", campaign.body),
}
"""Every section with the parts that it tells of; it is written where there is the first of them."""


def main(about: str) -> None:
    """Measure what the command line asks for, print it, and write it where asked."""
    options = read(tuple(PARTS), tuple(WORLDS), about)
    records = _from_files(options.from_raw) if options.from_raw else _measured(options)
    for name, (parts, body) in SECTIONS.items():
        if any(one["part"] == parts.split(",")[0] for one in records):
            text = body(records)
            print(f"## {name}\n\n{text}\n")
            if options.write:
                write_section(name, text, f"python benchmarks/detection.py --only {parts} --write")


def _measured(options: Options) -> list[Record]:
    together = [task for part in options.only if part not in ALONE for task in PARTS[part](options)]
    alone = [task for part in options.only if part in ALONE for task in PARTS[part](options)]
    records = _kept(_all(together, options.jobs), len(together), options.raw)
    return records + _kept(_all(alone, 1), len(alone), options.raw)


def _all(tasks: Sequence[Task], jobs: int) -> Iterable[Record]:
    return Parallel(n_jobs=jobs, return_as="generator_unordered", pre_dispatch="all")(
        delayed(_call)(task) for task in tasks
    )


def _call(task: Task) -> Record:
    return task()


def _kept(done: Iterable[Record], number: int, raw: Path | None) -> list[Record]:
    """Collect records, each written as it comes: a run that is cut off keeps what it has."""
    records = []
    for record in tqdm(done, total=number, disable=None):
        records.append(record)
        if raw:
            with raw.open("a", encoding="utf-8") as file:
                file.write(json.dumps(record, ensure_ascii=False) + "\n")
    return records


def _from_files(paths: Sequence[Path]) -> list[Record]:
    """Read records, each once; a last line that was cut off has no end and is left out."""
    lines = [line for path in paths for line in path.read_text(encoding="utf-8").split("\n")[:-1]]
    return [json.loads(line) for line in dict.fromkeys(lines)]
