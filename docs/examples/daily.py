"""The nightly job: an export in; the problems of today, the report and the digest out.

The export holds the messages of the last half year or more, the last whole day included, as they
are tonight. It is scored anew every night, because answers and closings come to old messages too.
Run ``python daily.py выгрузка.xlsx ПАПКА`` after midnight; run it again, and nothing changes.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import logging
import os
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

import tsur_nlp as tsur
from tsur_nlp import exports
from tsur_nlp.exports import dates

log = logging.getLogger("tsur.daily")


@dataclass(frozen=True, slots=True)
class Store:
    """The folder of the job: ``scored.parquet``, ``problems.json``, the report, and the days."""

    folder: Path

    def problems_of(self, day: dt.date) -> Path:
        """Name the file with the problems of a day."""
        return self.folder / "problems" / f"{day.isoformat()}.json"

    def before(self, day: dt.date) -> Path | None:
        """Find the problems of the last day before this one on which the job was run."""
        earlier = (self.folder / "problems").glob("????-??-??.json")
        return max((path for path in earlier if path.stem < day.isoformat()), default=None)

    def put(self, path: Path, problems: list[tsur.SystemicProblem]) -> None:
        """Write problems whole: who reads them meanwhile (service.py) gets the old or the new."""
        found = [problem.as_dict() for problem in problems]
        path.parent.mkdir(parents=True, exist_ok=True)
        new = path.with_name(f"{path.name}.part")
        new.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        new.replace(path)


def tell_last(scored: pd.DataFrame, as_of: dt.date) -> None:
    """Log the day of the last message until ``as_of``; an export that was not renewed is told."""
    header = exports.recognise(scored.columns).mapping["created_at"]
    days = dates.parse(scored[header]).dt.date.dropna()
    last = max((day for day in days if day <= as_of), default=None)
    level = logging.INFO if last == as_of else logging.WARNING
    log.log(level, "last message=%s as_of=%s", last, as_of)


def run(export: Path, store: Store, *, region: str, as_of: dt.date, model: str) -> None:
    """Do the work of one night; ``as_of`` is the last whole day."""
    pipeline = tsur.load_pipeline(region=region, model=model)
    scored = pipeline.frame(tsur.read_export(export))
    earlier = store.before(as_of)
    problems = tsur.find_problems(scored, as_of=as_of.isoformat(), previous=earlier)
    for path in (store.problems_of(as_of), store.folder / "problems.json"):
        store.put(path, problems)
    tsur.write_export(scored, store.folder / "scored.parquet")
    forms = [store.folder / name for name in ("report.html", "digest.md", "digest.json")]
    tsur.write_report(scored, problems, forms, as_of=as_of.isoformat())
    failed, new = sum(scored["nlp_error"].ne("")), sum(one.status == "new" for one in problems)
    tell_last(scored, as_of)
    log.info("rows=%d errors=%d problems=%d new=%d", len(scored), failed, len(problems), new)


def main() -> None:
    """Run the job from the command line."""
    logging.basicConfig()
    log.setLevel(logging.INFO)
    yesterday = dt.date.today() - dt.timedelta(days=1)
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("export", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--region", default=os.environ.get("TSUR_REGION", ""))
    parser.add_argument("--model", default=os.environ.get("TSUR_MODEL", "topics-ru"))
    parser.add_argument("--as-of", type=dt.date.fromisoformat, default=yesterday)
    asked = parser.parse_args()
    store = Store(asked.folder)
    run(asked.export, store, region=asked.region, as_of=asked.as_of, model=asked.model)


if __name__ == "__main__":
    main()
