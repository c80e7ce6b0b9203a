"""Pages written from the samples, and a real browser that opens them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser.visits import DESKTOP, Open, Opened, Pages

import tsur_nlp
from tsur_nlp import demo

AS_OF, SINCE = "2025-11-21", "2025-10-01"
"""The day on which the samples have most problems at once, and where its reading starts."""
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "msedge")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Pages:
    """The pages of the samples, written once."""
    folder = tmp_path_factory.mktemp("pages")
    made = Pages(
        *(folder / name for name in ("report.html", "responses.html", "train.html", "heat.svg"))
    )
    frame = tsur_nlp.read_export(demo.samples() / "messages.csv")
    frame = frame[frame["created_at"].astype(str).between(SINCE, f"{AS_OF}T99")]
    scored = tsur_nlp.load_pipeline(region=demo.REGION).frame(frame)
    chosen: dict[str, Any] = {"unit": "municipality", "as_of": AS_OF}
    found = tsur_nlp.find_problems(scored, **chosen)
    tsur_nlp.write_report(scored, found, made.report, title=demo.TITLE, **chosen)
    tsur_nlp.write_responses(tsur_nlp.responses(scored, **chosen), made.responses)
    tsur_nlp.write_heat(tsur_nlp.heat_map(scored, **chosen), made.heat)
    made.training.write_text(_training_page(), encoding="utf-8")
    return made


def _training_page() -> str:
    """The page of a model, from invented figures: a training takes longer than all these tests."""
    from tsur_nlp.records import Topic
    from tsur_nlp.train import Example, evaluate
    from tsur_nlp.train.papers.learning_curve import Point
    from tsur_nlp.train.papers.page import Material, render

    sure = [0.3 + 0.7 * i / 240 for i in range(240)]
    topics = [Topic("ЖКХ" if i % 3 else "Дороги", s, "", 0.0, (), s < 0.8, 1.0, False)
              for i, s in enumerate(sure)]  # fmt: skip
    gold = [Example(f"т {i}", "ЖКХ" if (i % 3 or i % 7 == 0) else "Дороги") for i in range(240)]
    curve = (Point(100, 60, 0.61, 0.55), Point(200, 60, 0.7, 0.66))
    meta = {"data": {"sources": ["выдуманные строки"], "rows": 240, "distinct": 240}}
    evaluation = evaluate(topics, gold)
    return render(Material("проба", meta, evaluation, {"0.95": 0.8}, (("Мусор", 2),), "", curve))


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A browser of this machine; the tests are skipped where there is none.

    Of a module, not of the session: while Playwright is open no other test can run a loop.
    """
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        pytest.skip(f"no browser on this machine: none of {', '.join(BROWSERS)} (apt: chromium)")
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=found, args=QUIET)
        yield opened
        opened.close()


@pytest.fixture
def visit(browser: Any) -> Iterator[Open]:
    """Open a file: ``visit(path, size=DESKTOP, anchor="#map", scheme="dark", script=False)``."""
    contexts = []

    def opened(
        path: Path,
        *,
        size: tuple[int, int] = DESKTOP,
        anchor: str = "",
        scheme: str = "light",
        script: bool = True,
    ) -> Opened:
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme=scheme,
            java_script_enabled=script,
            is_mobile=size[0] < 600,
            has_touch=size[0] < 600,
            reduced_motion="reduce",
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        found = Opened(context.new_page())
        found.page.on("console", lambda message: found.said.append(message.text))
        found.page.on("pageerror", lambda error: found.said.append(str(error)))
        found.page.on("request", lambda request: found.asked.append(request.url))
        found.page.goto(path.as_uri() + anchor)
        return found

    yield opened
    for context in contexts:
        context.close()
