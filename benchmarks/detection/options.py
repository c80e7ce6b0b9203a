"""What is measured and how much of it: the command line as a record that workers can be sent."""

from __future__ import annotations

import argparse
import os
from dataclasses import dataclass
from pathlib import Path

DATA = Path(__file__).parents[3] / "shared" / "data"
STREAM = "spb_2020-10_2021-02.parquet"
WARM_UP = 28
"""Days of history before the first day that is replayed."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the parts go by; ``days`` cuts every replay short, for a try."""

    only: tuple[str, ...]
    data: Path
    cache: Path | None
    topics: tuple[str, ...]
    worlds: tuple[str, ...]
    runs: int
    plants: int
    per_copy: int
    seed: int
    jobs: int
    interval: float
    days: int | None
    sizes: tuple[int, ...]
    raw: Path | None
    from_raw: tuple[Path, ...]
    write: bool

    @property
    def stream(self) -> Path:
        """The parquet file of messages: ``data`` itself, or in that folder."""
        return self.data if self.data.is_file() else self.data / STREAM

    @property
    def golden(self) -> Path:
        """The folder of golden numbers beside the stream."""
        return self.stream.parent / "golden"


def read(parts: tuple[str, ...], worlds: tuple[str, ...], about: str) -> Options:
    """Read the command line; ``parts`` and ``worlds`` are the names known."""
    parser = argparse.ArgumentParser(
        description=about, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    _what(parser, parts, worlds)
    _how(parser)
    given = vars(parser.parse_args())
    for name, known in (("only", parts), ("worlds", worlds), ("topics", ("true", "predicted"))):
        given[name] = tuple(given[name].split(","))
        if unknown := set(given[name]) - set(known):
            parser.error(f"--{name}: {', '.join(sorted(unknown))} is none of {', '.join(known)}")
    given["sizes"] = tuple(int(size) for size in given["sizes"].split(","))
    given["from_raw"] = tuple(given["from_raw"])
    return Options(**given)


def _what(parser: argparse.ArgumentParser, parts: tuple[str, ...], worlds: tuple[str, ...]) -> None:
    add = parser.add_argument
    add("--only", default=",".join(parts), help="parts: %(default)s")
    add("--worlds", default=",".join(worlds), help="streams in which nothing happens: %(default)s")
    add("--topics", default="true,predicted", help="whose topics: %(default)s")
    add("--data", type=Path, default=DATA, help="the parquet file, or the folder that holds it")
    add("--cache", type=Path, help="folder that keeps the predicted topics between runs")
    add("--runs", type=int, default=20, help="streams of each null (%(default)s)")
    add("--plants", type=int, default=400, help="planted problems in each null (%(default)s)")
    add("--per-copy", type=int, default=40, help="of them in one copy (%(default)s)")
    add("--sizes", default="10000,100000,1000000", help="messages, for growth: %(default)s")
    add("--days", type=int, help="replay only so many days: for a try")


def _how(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("--seed", type=int, default=0, help="of the first run (%(default)s)")
    add("--jobs", type=int, default=os.cpu_count() or 1, help="processes (%(default)s)")
    add("--interval", type=float, default=365, help="recurrence interval, days (%(default)s)")
    add("--raw", type=Path, help="append what every run gave to this file, a JSON object a line")
    add("--from-raw", type=Path, nargs="+", default=(), help="measure nothing, read such files")
    add("--write", action="store_true", help="write the sections into results.md")
