"""Take the pictures of the documentation: the report on the samples, as a browser shows it.

Needs Chromium and poppler-utils (``apt install chromium poppler-utils``) and the extra ``browser``.
Only invented messages are shown; the same samples give the same pictures on the same machine.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

import tsur_nlp as tsur
from tsur_nlp import demo, territory

IMAGES = Path(__file__).parents[1] / "docs" / "images"
# The day on which the samples have most problems at once, and what is known of the days before.
AS_OF, SINCE = "2025-11-21", "2025-11-07"
LARGEST = 200_000
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "msedge")
_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
_AROUND = 14


@dataclass(frozen=True)
class Shot:
    """A picture: its name, the window, what is opened, which part is kept."""

    name: str
    page: str
    size: tuple[int, int] = (1400, 1100)
    scale: float = 1
    scheme: str = "light"
    part: str = ""


SHOTS = (
    Shot("report-desktop", "report.html", size=(1400, 1640), scale=0.75),
    Shot("report-dark", "report.html", scheme="dark"),
    Shot("report-phone", "report.html", size=(390, 844), scale=1.5),
    Shot("district", "report.html#unit-1", size=(1400, 900)),
    Shot("problems", "report.html", part=".problem"),
    Shot("heat", "heat.html", size=(1000, 800), part="svg"),
)


def main(folder: Path = IMAGES) -> None:
    """Write the pictures into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        pages = Path(name)
        _write_pages(pages)
        browser = playwright.chromium.launch(executable_path=_tool(*BROWSERS), args=_ARGUMENTS)
        for shot in SHOTS:
            _keep(folder / f"{shot.name}.png", partial(_shoot, browser, pages, shot))
        _keep(folder / "report-print.png", partial(_print, browser, pages))
        browser.close()


def _write_pages(folder: Path) -> None:
    frame = tsur.read_export(demo.samples() / "messages.csv")
    frame = frame[frame["created_at"].astype(str) < f"{AS_OF}T99"]
    scored = tsur.load_pipeline(region=demo.REGION).frame(frame)
    unit = "municipality"
    found = territory.replay_problems(scored, since=SINCE, as_of=AS_OF, unit=unit)
    title = demo.TITLE
    tsur.write_report(scored, found, folder / "report.html", as_of=AS_OF, unit=unit, title=title)
    heat = tsur.heat_map(scored, as_of=AS_OF, unit=unit)
    svg = tsur.write_heat(heat, folder / "heat.svg", title=title).read_text(encoding="utf-8")
    page = f"<!DOCTYPE html><meta charset=utf-8><body style='margin: 0'>{svg}"
    (folder / "heat.html").write_text(page, encoding="utf-8")


def _shoot(browser: Any, folder: Path, shot: Shot, path: Path) -> None:
    page = _opened(browser, folder, shot)
    clip = _around(page.locator(shot.part).first.bounding_box()) if shot.part else None
    page.screenshot(path=path, clip=clip, full_page=bool(clip), animations="disabled")
    page.context.close()


def _around(box: dict[str, float]) -> dict[str, float]:
    left = min(box["x"], _AROUND)
    top = min(box["y"], _AROUND)
    width, height = box["width"] + 2 * left, box["height"] + top
    return {"x": box["x"] - left, "y": box["y"] - top, "width": width, "height": height}


def _opened(browser: Any, folder: Path, shot: Shot) -> Any:
    context = browser.new_context(
        viewport={"width": shot.size[0], "height": shot.size[1]},
        device_scale_factor=shot.scale,
        color_scheme=shot.scheme,
        reduced_motion="reduce",
        is_mobile=shot.size[0] < 600,
    )
    page = context.new_page()
    page.goto(f"{folder.as_uri()}/{shot.page}")
    return page


def _print(browser: Any, folder: Path, path: Path) -> None:
    """Keep the first sheet of the printed report."""
    page = _opened(browser, folder, Shot("report-print", "report.html"))
    printed = folder / "report.pdf"
    page.pdf(path=printed, prefer_css_page_size=True)
    drawn = str(path.with_suffix(""))
    command = [_tool("pdftoppm"), "-r", "90", "-png", "-singlefile", str(printed), drawn]
    subprocess.run(command, check=True)
    page.context.close()


def _keep(path: Path, write: Callable[[Path], None]) -> None:
    write(path)
    size = path.stat().st_size
    if size > LARGEST:
        sys.exit(f"{path} takes {size} bytes, more than {LARGEST}: show less of the page")
    print(f"{path}: {size // 1000} kB")


def _tool(*names: str) -> str:
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        sys.exit(
            f"none of {', '.join(names)} is on this machine; apt install chromium poppler-utils"
        )
    return found


if __name__ == "__main__":
    main()
