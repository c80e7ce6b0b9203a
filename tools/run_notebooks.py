"""Run every notebook of a folder from top to bottom; a failing cell fails the run.

usage: run_notebooks.py FOLDER [--keep OUT]

The notebooks are stored without outputs, and a run does not change them. ``--keep`` writes what
the run showed, as notebooks of the same names, into the folder OUT: to look at, not to commit.
"""

import argparse
import re
import sys
import time
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

SECONDS_PER_CELL = 600
FAILURES = (CellExecutionError, CellTimeoutError, DeadKernelError)


def main(folder: Path, keep: Path | None) -> int:
    """Return 0 where there are notebooks and all of them run."""
    paths = sorted(folder.glob("*.ipynb"))
    if not paths:
        print(f"{folder}: no notebook here", file=sys.stderr)
        return 1
    began = time.perf_counter()
    failed = [path for path in paths if not run(path, keep)]
    print(f"{len(paths) - len(failed)} of {len(paths)} run, {time.perf_counter() - began:.0f} s")
    return int(bool(failed))


def run(path: Path, keep: Path | None) -> bool:
    """Run one notebook in its own folder, say how long it took, and whether all of it ran."""
    notebook = nbformat.read(path, as_version=4)
    where = {"metadata": {"path": str(path.parent)}}
    began = time.perf_counter()
    try:
        NotebookClient(
            notebook, timeout=SECONDS_PER_CELL, resources=where, kernel_name="python3"
        ).execute()
        error = ""
    except FAILURES as failure:
        error = shortened(str(failure))
    took = time.perf_counter() - began
    print(f"{path}: {len(notebook.cells)} cells, {took:.1f} s{', FAILED' if error else ''}")
    for said in (*warnings(notebook), error):
        if said:
            print("    " + said.replace("\n", "\n    "), file=sys.stderr)
    if keep:
        keep.mkdir(parents=True, exist_ok=True)
        nbformat.write(notebook, keep / path.name)
    return not error


def shortened(traceback: str) -> str:
    """Return the start of a traceback, which is the cell, and its end, without its colours."""
    lines = re.sub(r"\x1b\[[\d;]*m", "", traceback).strip().splitlines()
    return "\n".join(lines if len(lines) <= 30 else [*lines[:10], "...", *lines[-15:]])


def warnings(notebook: nbformat.NotebookNode) -> list[str]:
    """Return what the cells wrote to stderr: it does not fail the run, but readers see it."""
    cells = ((number, cell) for number, cell in enumerate(notebook.cells) if "outputs" in cell)
    return [
        f"cell {number}: {output.text.strip()}"
        for number, cell in cells
        for output in cell.outputs
        if output.output_type == "stream" and output.name == "stderr"
    ]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(usage=__doc__.split("usage: ")[1].splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--keep", type=Path, metavar="OUT")
    asked = parser.parse_args()
    sys.exit(main(asked.folder, asked.keep))
