"""The main job on the sample messages that come with the library."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from tsur_nlp import exports, reporting, territory
from tsur_nlp.errors import InputError
from tsur_nlp.pipeline import load_pipeline
from tsur_nlp.records import SystemicProblem

REGION = "Пермский край"
TITLE = f"{REGION}: выдуманные обращения"
DAYS = 3
_PACKAGE = Path(__file__).parent


def samples() -> Path:
    """Return the folder of sample messages: inside the wheel, or in the checkout."""
    for folder in (_PACKAGE / "samples", _PACKAGE.parents[1] / "data" / "samples"):
        if (folder / "messages.csv").is_file():
            return folder
    raise InputError("the sample messages are missing: install tsur-nlp again")


def run(output: str | Path) -> Iterator[str]:
    """Score the samples, replay their days, write the report; yield what was done."""
    reporting.check_paths(output)
    folder = samples()
    frame = exports.read(folder / "messages.csv")
    scored = load_pipeline(region=REGION).frame(frame, progress=None)
    yield f"{len(scored)} messages scored"
    since = frame["created_at"].min()[:10]
    found = territory.replay_problems(
        scored, since=since, every=DAYS, unit="municipality", progress=None
    )
    closed = sum(problem.status == "closed" for problem in found)
    yield f"{len(found)} systemic problems found over the replayed days, {len(found) - closed} open"
    yield _planted(folder, found)
    reporting.write_report(scored, found, output, unit="municipality", title=TITLE)
    yield f"report: {output}"


def _planted(folder: Path, found: list[SystemicProblem]) -> str:
    """Tell how many of the problems that were planted in the samples are among the found."""
    planted = json.loads((folder / "truth.json").read_text(encoding="utf-8"))["problems"]
    seen = [set(problem.message_ids) for problem in found]
    hits = sum(any(ids & set(map(str, one["message_ids"])) for ids in seen) for one in planted)
    return f"{hits} of the {len(planted)} planted ones are among them"
