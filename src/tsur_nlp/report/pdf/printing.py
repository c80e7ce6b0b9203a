"""A page sent through a browser without a window and without a network."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

from tsur_nlp.errors import InputError
from tsur_nlp.report.pdf.browsers import VARIABLE, find_browser, known

SECONDS = 180
"""A large page on a slow machine takes half a minute; a browser that hangs is stopped."""

_DATES = re.compile(rb"(/(?:Creation|Mod)Date \(D:)\d{14}")
_NODES = re.compile(rb"\(node(\d{8})\)")
# A browser without a desktop complains of the bus and the graphics, whatever happens.
_NOISE = re.compile(r"dbus|/bus|gpu|vaapi|vulkan|gcm|xdg|fontconfig|org\.freedesktop", re.I)
_SAID = 400


def printed(page: str, *, day: date | None = None, seconds: float = SECONDS) -> bytes:
    """Return the page as a PDF, tagged and with bookmarks; ``day`` is the day it says it is of.

    Raises:
        InputError: there is no browser, or it fails; then what it said is told.
    """
    browser = find_browser()
    # The browser may still be writing its profile when the folder is removed.
    with tempfile.TemporaryDirectory(prefix="tsur-pdf-", ignore_cleanup_errors=True) as made:
        folder = Path(made)
        (folder / "report.html").write_text(page, encoding="utf-8")
        said = _print(browser, folder, seconds, sandbox=not _is_root())
        if "sandbox" in said.lower() and not _is_printed(folder):
            # A container without name spaces has no sandbox; the page is ours and loads nothing.
            said = _print(browser, folder, seconds, sandbox=False)
        if not _is_printed(folder):
            raise InputError(_failure(browser, said))
        return _settled((folder / "report.pdf").read_bytes(), day)


def _is_root() -> bool:
    """Chromium refuses its sandbox to root, whom containers usually run as."""
    return sys.platform == "linux" and os.geteuid() == 0


def _print(browser: str, folder: Path, seconds: float, *, sandbox: bool) -> str:
    """Run the browser; return what it said."""
    command = [
        browser,
        *known()["switches"],
        *([] if sandbox else ["--no-sandbox"]),
        f"--user-data-dir={folder / 'profile'}",
        f"--print-to-pdf={folder / 'report.pdf'}",
        (folder / "report.html").as_uri(),
    ]
    log = folder / "said.txt"
    # A pipe would stay open as long as any process of the browser lives; a file does not wait.
    with log.open("wb") as said:
        try:
            process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                start_new_session=True,
            )
        except OSError as error:
            raise InputError(f"cannot start the browser {browser}: {error}") from error
        _wait(process, seconds)
    return log.read_text(encoding="utf-8", errors="replace")


def _wait(process: subprocess.Popen[bytes], seconds: float) -> None:
    try:
        process.wait(timeout=seconds)
    except subprocess.TimeoutExpired as error:
        raise InputError(
            f"the browser did not print the report in {seconds:g} seconds and was stopped"
        ) from error
    finally:
        if process.poll() is None:
            _stop(process)


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End the browser and the processes that it started."""
    if sys.platform == "win32":
        process.kill()
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _is_printed(folder: Path) -> bool:
    made = folder / "report.pdf"
    if not made.is_file():
        return False
    with made.open("rb") as file:
        return file.read(5) == b"%PDF-"


def _failure(browser: str, said: str) -> str:
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    told = "; ".join([line for line in lines if not _NOISE.search(line)] or lines)[-_SAID:]
    return (
        f"the browser {browser} wrote no PDF; it said: {told or 'nothing'}. "
        f"Another browser may be named in {VARIABLE} (one from snap does not see this folder)"
    )


def _settled(pdf: bytes, day: date | None) -> bytes:
    """Take out what differs from one printing to the next: same input, same bytes.

    The file says the day of the report, not the moment of printing. The nodes of its structure are
    numbered by the browser from where it happened to begin; their order stays. No length changes,
    so the table of offsets holds.
    """
    nodes = sorted(set(_NODES.findall(pdf)))
    numbers = {node: b"(node%08d)" % place for place, node in enumerate(nodes, start=1)}
    pdf = _NODES.sub(lambda node: numbers[node[1]], pdf)
    return _DATES.sub(rb"\g<1>" + f"{day:%Y%m%d}000000".encode(), pdf) if day else pdf
