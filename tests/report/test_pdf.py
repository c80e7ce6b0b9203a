"""The page printed: which browser is taken, what it is told, what is said when it fails."""

import os
import re
import stat
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from report import build

from tsur_nlp.errors import InputError
from tsur_nlp.report import gather, writing
from tsur_nlp.report.pdf import browsers, find_browser, printed, printing

PAGE = "<!doctype html><html lang=ru><title>Обстановка</title><h1>Обстановка</h1><h2>Темы</h2>"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the browsers here are scripts")

# A browser that notes what it was told beside itself and then does what the test wants.
BROWSER = """#!{python}
import pathlib, subprocess, sys, time
here = pathlib.Path(__file__)
with here.with_suffix(".told").open("a", encoding="utf-8") as file:
    file.write("\\x1f".join(sys.argv[1:]) + "\\n")
target = next(a.partition("=")[2] for a in sys.argv if a.startswith("--print-to-pdf="))
{body}
"""
PRINTS = "pathlib.Path(target).write_bytes(b'%PDF-1.4 (D:20010203040506) made')"


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine without browsers; the folder is its only path."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.delenv("TSUR_BROWSER", raising=False)
    monkeypatch.setattr(browsers, "known", lambda: {**_KNOWN, sys.platform: []})
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return folder


_KNOWN = browsers.known()


def install(folder: Path, name: str, body: str = PRINTS) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(BROWSER.format(python=sys.executable, body=body), encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def told(browser: Path) -> list[list[str]]:
    lines = browser.with_suffix(".told").read_text(encoding="utf-8").splitlines()
    return [line.split("\x1f") for line in lines]


def as_user(monkeypatch: pytest.MonkeyPatch, user: int) -> None:
    monkeypatch.setattr(printing.sys, "platform", "linux")
    monkeypatch.setattr(printing.os, "geteuid", lambda: user)


def test_the_first_known_command_on_the_path_is_taken(bare: Path) -> None:
    edge, chrome = install(bare, "msedge"), install(bare, "google-chrome")
    assert find_browser() == str(chrome)
    chrome.unlink()
    assert find_browser() == str(edge)


def test_a_browser_at_its_usual_place_is_found(
    bare: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = install(tmp_path / "Program Files", "Yandex/browser.exe")
    monkeypatch.setenv("PROGRAMFILES", str(tmp_path / "Program Files"))
    monkeypatch.delenv("LOCALAPPDATA", raising=False)
    places = ["%LOCALAPPDATA%/Yandex/browser.exe", "%PROGRAMFILES%/Yandex/browser.exe"]
    monkeypatch.setattr(browsers, "known", lambda: {"commands": [], sys.platform: places})
    assert find_browser() == str(place)
    monkeypatch.setenv("HOME", str(tmp_path))
    places[:] = ["~/Program Files/Yandex/browser.exe"]
    assert find_browser() == str(place)


def test_every_platform_has_its_places() -> None:
    for platform in ("linux", "darwin", "win32"):
        assert _KNOWN[platform]
    assert all("chrome" in " ".join(_KNOWN[p]).lower() for p in ("linux", "darwin", "win32"))


def test_the_named_browser_goes_before_the_found_one(
    bare: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(bare, "chromium")
    mine = install(tmp_path, "my browser")
    monkeypatch.setenv("TSUR_BROWSER", str(mine))
    assert find_browser() == str(mine)
    other = install(bare, "other")
    monkeypatch.setenv("TSUR_BROWSER", "other")
    assert find_browser() == str(other)


def test_a_named_browser_that_is_not_there_is_not_replaced(
    bare: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(bare, "chromium")
    monkeypatch.setenv("TSUR_BROWSER", "/no/such/chrome")
    with pytest.raises(InputError, match="TSUR_BROWSER=/no/such/chrome: no such program"):
        find_browser()


def test_without_a_browser_it_is_said_what_to_do_before_any_work(bare: Path) -> None:
    with pytest.raises(InputError, match=r"install Chromium.*TSUR_BROWSER.*\.md"):
        writing.checked(["report.html", "report.pdf"])
    assert writing.checked(["report.html", "report.md"])


def test_the_page_is_printed_from_a_folder_of_its_own(bare: Path, tmp_path: Path) -> None:
    body = (
        "import urllib.request\n"
        "page = urllib.request.urlopen(sys.argv[-1]).read()\n"
        "here.with_suffix('.page').write_bytes(page)\n" + PRINTS
    )
    browser = install(bare, "chromium", body)
    assert printed(PAGE).startswith(b"%PDF-1.4")
    assert browser.with_suffix(".page").read_text(encoding="utf-8") == PAGE
    (switches,) = told(browser)
    profile = next(s.partition("=")[2] for s in switches if s.startswith("--user-data-dir="))
    assert Path(profile).is_relative_to(tmp_path / Path(profile).relative_to(tmp_path).parts[0])
    assert not Path(profile).parent.exists()
    wanted = {
        *("--headless", "--no-pdf-header-footer", "--export-tagged-pdf"),
        *("--disable-background-networking", "--disable-sync", "--no-first-run"),
        *("--generate-pdf-document-outline", "--host-resolver-rules=MAP * ~NOTFOUND"),
    }
    assert wanted <= set(switches)


def test_the_sandbox_stays_unless_it_cannot(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = install(bare, "chromium")
    as_user(monkeypatch, 1000)
    printed(PAGE)
    as_user(monkeypatch, 0)
    printed(PAGE)
    assert ["--no-sandbox" in switches for switches in told(browser)] == [False, True]


def test_where_the_browser_has_no_sandbox_it_prints_without(
    bare: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = (
        "if '--no-sandbox' not in sys.argv:\n"
        "    sys.exit('No usable sandbox! Update your kernel')\n" + PRINTS
    )
    browser = install(bare, "chromium", body)
    as_user(monkeypatch, 1000)
    assert printed(PAGE).startswith(b"%PDF")
    assert len(told(browser)) == 2


@pytest.mark.parametrize(
    "body",
    [
        "sys.exit('[1:2:ERROR:dbus/bus.cc] no bus\\nCannot open the page: out of paper')",
        "print('out of paper', file=sys.stderr)\npathlib.Path(target).write_bytes(b'<html>')",
    ],
    ids=["fails", "writes no PDF"],
)
def test_a_browser_that_fails_is_quoted_and_the_old_file_stays(
    bare: Path, tmp_path: Path, body: str
) -> None:
    install(bare, "chromium", body)
    target = tmp_path / "reports" / "report.pdf"
    target.parent.mkdir()
    target.write_bytes(b"yesterday")
    with pytest.raises(InputError, match="out of paper") as failure:
        writing.write(gather(build.facts(20), [], []), target)
    assert "dbus" not in str(failure.value)
    assert target.read_bytes() == b"yesterday"
    assert os.listdir(target.parent) == ["report.pdf"]  # noqa: PTH208 - hidden ones too


def test_a_silent_browser_is_named(bare: Path) -> None:
    browser = install(bare, "chromium", "pass")
    with pytest.raises(InputError, match=rf"{re.escape(str(browser))} wrote no PDF.*nothing"):
        printed(PAGE)


def test_a_file_that_is_no_program_is_named(bare: Path) -> None:
    (bare / "chromium").write_bytes(b"\x00")
    (bare / "chromium").chmod(0o700)
    with pytest.raises(InputError, match=r"cannot start the browser .*chromium"):
        printed(PAGE)


def test_a_browser_that_hangs_is_stopped_with_its_children(bare: Path) -> None:
    body = (
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
        "here.with_suffix('.child').write_text(str(child.pid))\n"
        "time.sleep(60)"
    )
    browser = install(bare, "chromium", body)
    start = time.monotonic()
    with pytest.raises(InputError, match=r"in 1\.5 seconds and was stopped"):
        printed(PAGE, seconds=1.5)
    assert time.monotonic() - start < 10
    child = int(browser.with_suffix(".child").read_text())
    assert _is_over(child)


def _is_over(pid: int) -> bool:
    """Nobody may have collected the child yet: a zombie is over too."""
    for _ in range(50):
        state = Path(f"/proc/{pid}/stat")
        try:
            if state.is_file() and ") Z " in state.read_text():
                return True
            os.kill(pid, 0)
        except (ProcessLookupError, FileNotFoundError):
            return True
        time.sleep(0.05)
    return False


def test_the_file_says_the_day_of_the_report() -> None:
    made = b"/CreationDate (D:20261126044552+00'00')\n/ModDate (D:20261126044552+00'00') D:20261126"
    dated = printing._settled(made, date(2026, 1, 12))
    assert dated == made.replace(b"20261126044552", b"20260112000000")
    assert printing._settled(made, None) == made


def test_nodes_are_numbered_from_one_in_their_order() -> None:
    first = b"/ID (node00000262) /Headers [(node00000017) (node00000262)] (node00000300)"
    later = b"/ID (node00000261) /Headers [(node00000016) (node00000261)] (node00000299)"
    settled = b"/ID (node00000002) /Headers [(node00000001) (node00000002)] (node00000003)"
    assert printing._settled(first, None) == printing._settled(later, None) == settled


class Counter(BaseHTTPRequestHandler):
    """A site that counts who comes."""

    seen: list[str]

    def do_GET(self) -> None:
        self.seen.append(self.path)
        self.send_response(200)
        self.end_headers()

    def log_message(self, *said: object) -> None:
        """Say nothing."""


@pytest.fixture
def site() -> Iterator[tuple[str, list[str]]]:
    class Own(Counter):
        seen: list[str] = []  # noqa: RUF012 - of this test

    with ThreadingHTTPServer(("127.0.0.1", 0), Own) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}", Own.seen
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def _browser() -> None:
    try:
        find_browser()
    except InputError as error:
        pytest.skip(str(error))


@pytest.mark.usefixtures("_browser")
def test_a_real_browser_prints_a_tagged_file_with_bookmarks(tmp_path: Path) -> None:
    facts = build.facts(200)
    made = gather(facts, build.problems(facts), build.heat(facts))
    first = writing.write(made, tmp_path / "a.pdf").read_bytes()
    assert first.startswith(b"%PDF-")
    for part in (b"/StructTreeRoot", b"/Outlines", b"/Lang (ru)", b"/MediaBox [0 0 594.95"):
        assert part in first, part
    assert b"/CreationDate (D:20260129000000" in first
    assert writing.write(made, tmp_path / "b.pdf").read_bytes() == first


@pytest.mark.usefixtures("_browser")
def test_a_real_browser_asks_the_network_for_nothing(site: tuple[str, list[str]]) -> None:
    address, seen = site
    assert printed(f"{PAGE}<img src='{address}/image.png'>").startswith(b"%PDF-")
    assert seen == []
