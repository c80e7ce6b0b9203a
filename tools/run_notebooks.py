"""Run every notebook of a folder from top to bottom; a failing cell fails the run.

usage: run_notebooks.py FOLDER
"""

import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient


def main(folder: str) -> int:
    """Run the notebooks without writing their outputs back."""
    paths = sorted(Path(folder).glob("*.ipynb"))
    for path in paths:
        notebook = nbformat.read(path, as_version=4)
        where = {"metadata": {"path": str(path.parent)}}
        NotebookClient(notebook, timeout=600, resources=where, kernel_name="python3").execute()
        print(f"{path}: {len(notebook.cells)} cells run")
    return 0 if paths else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
