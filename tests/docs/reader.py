"""Somebody who does what a page says: runs its blocks the way a reader would."""

from __future__ import annotations

import contextlib
import csv
import doctest
import io
import json
import linecache
import re
import shlex
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from docs.blocks import ROOT, Block, commands

_INCLUDED = re.compile(r'^--8<-- "([^":]+)(?::\w+)?"$')

NOT_RUN = (
    *(r"(source|\.) \S*activate", r"py(thon3?)? -m venv \S+"),
    *(r"(\S*/)?pip install( \S+)+", r"mkdocs (build|serve)( \S+)*", r"jupyter lab( \S+)*"),
    r"(\S*/)?playwright install( \S+)*",
    r"\.venv/bin/tsur-nlp demo",
    r"\.venv/bin/python -m pytest",
    r"python(3)? (benchmarks|tools|data|docs)/\S+\.py( \S+)*",
    r"python -m tsur_nlp\.train\.\S+( \S+)*",
)
"""Commands that install, serve, or take minutes: known, and not run. Scripts have to exist."""

FEW_PLANTS = "2"
"""How many problems `backtest` plants here, whatever the page says: each takes its days."""

_CHECKER = doctest.OutputChecker()
_LOOSE = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


class Reader:
    """Somebody who does what a page says, in a folder of their own, block after block."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.names: dict[str, Any] = {"__name__": "__page__"}

    def run(self, block: Block) -> None:
        """Run one block; what is wrong with it is raised."""
        if block.title and block.language != "text":
            (self.folder / block.title).write_text(block.text, encoding="utf-8")
        with contextlib.chdir(self.folder):
            RUN[block.language](self, block)

    def python(self, block: Block) -> None:
        if included := _INCLUDED.match(block.text.strip()):
            assert (ROOT / included[1]).is_file(), included[1]  # tests/docs/examples runs it
            return
        # A traceback shows the block and not the whole page.
        name = f"<{block.where}>"
        linecache.cache[name] = len(block.text), None, block.text.splitlines(True), name
        exec(compile(block.text, name, "exec"), self.names)

    def session(self, block: Block) -> None:
        parsed = doctest.DocTestParser().get_doctest(
            block.text, self.names, block.page.name, str(block.page), block.line
        )
        assert parsed.examples, f"{block.where}: no >>> here"
        said = io.StringIO()
        runner = doctest.DocTestRunner(_CHECKER, verbose=False, optionflags=_LOOSE)
        runner.run(parsed, out=said.write, clear_globs=False)
        self.names = parsed.globs
        assert not runner.failures, said.getvalue()

    def shell(self, block: Block) -> None:
        for words in commands(block.text):
            if words[0] == "tsur-nlp":
                code, said = tsur_nlp(words[1:])
                assert code == 0, f"{block.where}: {shlex.join(words)}: exit code {code}\n{said}"
            else:
                check_known(words)

    def console(self, block: Block) -> None:
        """Lines after ``$`` are commands, the others are what these print."""
        for prompted in re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]:
            line, _, wanted = prompted.partition("\n")
            (words,) = commands(line)
            if words[0] != "tsur-nlp":
                check_known(words)
                continue
            _, said = tsur_nlp(words[1:])
            right = _CHECKER.check_output(wanted, said, _LOOSE)
            assert right, f"{block.where}: {line}\nexpected:\n{wanted}\ngot:\n{said}"

    def toml(self, block: Block) -> None:
        from tsur_nlp.respond.bodies import read_directory, read_routes
        from tsur_nlp.respond.deadlines import read_rules

        kinds = {"rule": read_rules, "route": read_routes, "body": read_directory}
        (read,) = (kinds[key] for key in tomllib.loads(block.text) if key in kinds)
        path = self.folder / "block.toml"
        path.write_text(block.text, encoding="utf-8")
        read(path)

    def json(self, block: Block) -> None:
        json.loads(block.text)

    def table(self, block: Block) -> None:
        delimiter = ";" if ";" in block.text.splitlines()[0] else ","
        rows = list(csv.reader(io.StringIO(block.text), delimiter=delimiter))
        assert len({len(row) for row in rows}) == 1, f"{block.where}: rows of different width"

    def nothing(self, block: Block) -> None:
        """Text is no code."""


RUN: dict[str, Callable[[Reader, Block], None]] = {
    "python": Reader.python,
    "pycon": Reader.session,
    "bash": Reader.shell,
    "sh": Reader.shell,
    "console": Reader.console,
    "toml": Reader.toml,
    "json": Reader.json,
    "csv": Reader.table,
    "text": Reader.nothing,
}


def check_known(words: list[str]) -> None:
    """Refuse a command that nobody has looked at."""
    line = " ".join(words)
    assert any(re.fullmatch(known, line) for known in NOT_RUN), f"unknown command: {line}"
    if len(words) > 1 and words[1].endswith(".py"):
        assert (ROOT / words[1]).is_file(), f"no script {words[1]}"


def tsur_nlp(words: list[str]) -> tuple[int, str]:
    """Run the command line in this process; return the exit code and all that was printed."""
    from tsur_nlp.cli import main

    said = io.StringIO()
    words = [*words, "--plants", FEW_PLANTS] if words[:1] == ["backtest"] else words
    before, sys.argv = sys.argv, ["tsur-nlp", *words]
    try:
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            main()
    except SystemExit as done:
        return int(done.code or 0), said.getvalue()
    finally:
        sys.argv = before
    return 0, said.getvalue()
