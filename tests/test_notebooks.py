"""The notebooks as they are stored: small, plain, of this machine nothing; CI runs them."""

import ast
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
NAMES = (
    "01_first_look.ipynb",
    "02_own_model.ipynb",
    "03_places.ipynb",
    "04_detection.ipynb",
    "05_answers.ipynb",
)
PLAIN = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
MACHINE = re.compile(r"/(home|root|tmp|Users|work|mnt|var)/|[A-Z]:\\\\")
SMALL = 30_000
"""Bytes: a notebook of text and code; one picture would be more."""

each = pytest.mark.parametrize("name", NAMES)


def load(name: str) -> dict:
    return json.loads((ROOT / "notebooks" / name).read_text(encoding="utf-8"))


def cells(name: str, kind: str) -> list[str]:
    return ["".join(c["source"]) for c in load(name)["cells"] if c["cell_type"] == kind]


def imports(name: str) -> Iterator[tuple[str, str]]:
    """Yield every module imported, and what is taken from it."""
    for node in ast.walk(ast.parse("\n".join(cells(name, "code")))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.module or "", alias.name) for alias in node.names)


def test_these_are_the_notebooks() -> None:
    assert tuple(p.name for p in sorted((ROOT / "notebooks").iterdir()) if p.is_file()) == NAMES


@each
def test_stored_without_outputs_and_with_a_plain_kernel(name: str) -> None:
    notebook = load(name)
    assert notebook["metadata"] == PLAIN
    assert (notebook["nbformat"], notebook["nbformat_minor"]) == (4, 5)
    for number, cell in enumerate(notebook["cells"]):
        assert cell["id"] == f"cell-{number:02d}"
        assert cell["metadata"] == {}
        if cell["cell_type"] == "code":
            assert (cell["outputs"], cell["execution_count"]) == ([], None), cell["id"]
    assert (ROOT / "notebooks" / name).stat().st_size < SMALL


@each
def test_nothing_of_a_machine(name: str) -> None:
    found = MACHINE.search((ROOT / "notebooks" / name).read_text(encoding="utf-8"))
    assert found is None, found


@each
def test_opens_with_a_title_and_explains_itself(name: str) -> None:
    text = cells(name, "markdown")
    assert load(name)["cells"][0]["cell_type"] == "markdown"
    assert text[0].startswith("# ")
    assert sum(cell.startswith("# ") for cell in text) == 1
    assert len(cells(name, "code")) <= 2 * len(text)
    assert all(cell.strip() for cell in (*text, *cells(name, "code")))


@each
def test_what_is_imported_is_there_and_is_installed_by_the_extra(name: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extra = project["optional-dependencies"]
    wanted = [*project["dependencies"], *extra["figures"], *extra["maps"], *extra["notebooks"]]
    known = {re.split(r"[\[<>=]", package)[0].replace("-", "_") for package in wanted}
    known |= {"tsur_nlp", "sklearn", "vl_convert", *sys.stdlib_module_names}
    for module, taken in imports(name):
        assert module.split(".")[0] in known, module
        assert (
            not taken or hasattr(import_module(module), taken) or import_module(f"{module}.{taken}")
        ), (module, taken)


@each
def test_charts_are_made_to_need_no_network_before_the_first(name: str) -> None:
    code = cells(name, "code")
    (offline,) = (n for n, cell in enumerate(code) if "figures.offline()" in cell)
    charts = [n for n, c in enumerate(code) if re.search(r"figures\.\w+_\w+\(|alt\.Chart\(", c)]
    assert offline < min(charts)
    assert not any("alt.renderers" in cell for cell in code)


@each
def test_reads_only_the_samples(name: str) -> None:
    paths = re.findall(r"'(\.\.?/[^']*)'", "\n".join(cells(name, "code")))
    assert paths
    for path in paths:
        assert path.startswith("../data/samples"), path
        assert (ROOT / "notebooks" / path).exists(), path


@each
def test_named_where_a_reader_looks(name: str) -> None:
    assert any(Path(name).stem in text for text in pages().values())


def test_no_page_names_a_notebook_that_is_not_there() -> None:
    for page, text in pages().items():
        assert set(re.findall(r"\b0\d_\w+\.ipynb", text)) <= set(NAMES), page


def pages() -> dict[Path, str]:
    found = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
    return {page: page.read_text(encoding="utf-8") for page in found}


@each
def test_what_the_text_sends_to_is_there(name: str) -> None:
    text = "\n".join(cells(name, "markdown"))
    for page in re.findall(r"`((?:docs/)?[\w./-]+\.(?:md|ipynb))`", text):
        folder = ROOT / "notebooks" if page.endswith(".ipynb") else ROOT
        assert (folder / page).exists() or page in MADE, page


MADE = ("card.md",)
"""Files that a notebook makes itself."""


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    pytest.importorskip("nbclient", reason="the extra «notebooks» is not installed")
    pytest.importorskip("ipykernel", reason="the extra «notebooks» is not installed")
    command = [sys.executable, str(ROOT / "tools/run_notebooks.py"), str(folder), *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)


def write(path: Path, *code: str) -> None:
    common = {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None}
    made = [common | {"id": f"cell-{n:02d}", "source": source} for n, source in enumerate(code)]
    whole = {"cells": made, "metadata": PLAIN, "nbformat": 4, "nbformat_minor": 5}
    path.write_text(json.dumps(whole), encoding="utf-8")


def test_a_failing_cell_fails_the_run_and_the_others_still_run(tmp_path: Path) -> None:
    write(tmp_path / "a.ipynb", "x = 1", "x / 0")
    write(tmp_path / "b.ipynb", "from pathlib import Path", "print(Path.cwd().name)")
    before = (tmp_path / "b.ipynb").read_bytes()
    done = run(tmp_path, "--keep", str(tmp_path / "out"))
    assert done.returncode == 1
    assert "ZeroDivisionError: division by zero" in done.stderr
    assert "\x1b" not in done.stderr
    assert re.search(r"a\.ipynb: 2 cells, [\d.]+ s, FAILED", done.stdout)
    assert re.search(r"b\.ipynb: 2 cells, [\d.]+ s\n", done.stdout)
    assert re.search(r"^1 of 2 run, \d+ s$", done.stdout, re.MULTILINE)
    assert (tmp_path / "b.ipynb").read_bytes() == before
    kept = json.loads((tmp_path / "out" / "b.ipynb").read_text(encoding="utf-8"))
    assert kept["cells"][1]["outputs"][0]["text"] == [f"{tmp_path.name}\n"]


def test_no_notebook_is_no_success(tmp_path: Path) -> None:
    done = run(tmp_path)
    assert done.returncode == 1
    assert "no notebook here" in done.stderr
