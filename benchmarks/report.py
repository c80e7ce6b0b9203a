"""The report: seconds and bytes of each form, and what a browser and axe say of the page.

usage: python benchmarks/report.py [SHARED] [--write]

SHARED is the folder with data/ and boundaries/ (../shared). Messages are scored and problems found
before the clock starts; 50,000 messages are St Petersburg's with some of its rows again, a year
earlier. The page is opened at 1400 and at 390 px, light and dark, and for print.
"""

from __future__ import annotations

import argparse
import re
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

import pandas as pd
from _results import write_section

import tsur_nlp as tsur
from tsur_nlp import demo

FORMS = (".html", ".pdf", ".md", ".json")
LOOKS = (
    ("1400 px", {"viewport": {"width": 1400, "height": 1000}}),
    ("1400 px, dark", {"viewport": {"width": 1400, "height": 1000}, "color_scheme": "dark"}),
    ("390 px", {"viewport": {"width": 390, "height": 844}}),
)
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@dataclass(frozen=True)
class Case:
    """Scored messages with their problems, and how the report is asked for."""

    name: str
    frame: pd.DataFrame
    asked: dict[str, Any]

    def problems(self) -> list[tsur.SystemicProblem]:
        return tsur.find_problems(self.frame, unit=self.asked.get("unit"))


def cases(shared: Path) -> Iterator[Case]:
    samples = tsur.read_export(demo.samples() / "messages.csv")
    yield Case("samples", score(samples, demo.REGION), {"unit": "municipality"})
    city = pd.read_parquet(shared / "data" / "spb_2020-10_2021-02.parquet")
    scored = score(city, "Санкт-Петербург")
    borders = {"boundaries": shared / "boundaries" / "saint_petersburg.geojson"}
    yield Case("St Petersburg", scored, borders)
    again = scored.sample(50_000 - len(scored), random_state=0)
    again = again.assign(
        id=again["id"].astype(str) + "a",
        created_at=pd.to_datetime(again["created_at"]) - pd.Timedelta(days=364),
    )
    both = pd.concat([scored.assign(created_at=pd.to_datetime(scored["created_at"])), again])
    yield Case("50,000", both.reset_index(drop=True), borders)


def score(frame: pd.DataFrame, region: str) -> pd.DataFrame:
    return tsur.load_pipeline(region=region).frame(frame)


def forms(case: Case, folder: Path) -> list[str]:
    """Write every form alone, then all at once; a row of the table for each."""
    found, rows = case.problems(), []
    tsur.write_report(case.frame, found, folder / "warm.md", **case.asked)
    for ending in FORMS:
        path = folder / f"report{ending}"
        wall, spent = perf_counter(), process_time()
        tsur.write_report(case.frame, found, path, **case.asked)
        rows.append(
            f"| {case.name} | {len(case.frame)} | {ending} | {perf_counter() - wall:.1f} | "
            f"{process_time() - spent:.1f} | {path.stat().st_size / 1e6:.3f} |"
        )
    wall, spent = perf_counter(), process_time()
    tsur.write_report(case.frame, found, [folder / f"all{e}" for e in FORMS], **case.asked)
    times = f"{perf_counter() - wall:.1f} | {process_time() - spent:.1f}"
    return [*rows, f"| {case.name} | {len(case.frame)} | all four | {times} | |"]


def looks(name: str, page: Path) -> Iterator[str]:
    """Open the page in every way; a row for each: what it said, asked for, and what axe found."""
    from axe_playwright_python.sync_playwright import Axe
    from playwright.sync_api import sync_playwright

    browser_path = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=browser_path, args=QUIET)
        for look, how in LOOKS:
            opened = browser.new_page(**how)
            said: list[str] = []
            asked: list[str] = []
            opened.on("console", lambda line, said=said: said.append(line.text))
            opened.on("pageerror", lambda error, said=said: said.append(str(error)))
            opened.on("request", lambda one, asked=asked: asked.append(one.url))
            opened.goto(page.as_uri())
            wide = opened.evaluate("document.documentElement.scrollWidth > innerWidth")
            found = Axe().run(opened).response["violations"]
            kinds = [one["impact"] for one in found]
            yield (
                f"| {name} | {look} | {len(said)} | {len(asked) - 1} | "
                f"{'yes' if wide else 'no'} | {kinds or 'none'} |"
            )
            opened.close()
        browser.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("shared", nargs="?", type=Path, default=Path("../shared"))
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    written = [
        "| messages | rows | form | seconds | of them CPU here | MB |",
        "|---|---|---|---|---|---|",
    ]
    seen = [
        "| page | look | console | requests besides the file | sideways scroll | axe violations |",
        "|---|---|---|---|---|---|",
    ]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for case in cases(options.shared):
            written += forms(case, folder)
            seen += looks(case.name, folder / "report.html")
            page = (folder / "report.html").read_text(encoding="utf-8")
            outside = set(re.findall(r"(?:src|href)=\"(https?:[^\"]+)", page))
            assert not outside, outside
    body = "\n".join([*written, "", *seen])
    print(body)
    if options.write:
        write_section("report", body, "python benchmarks/report.py --write")


if __name__ == "__main__":
    main()
