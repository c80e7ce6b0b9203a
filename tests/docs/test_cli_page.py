"""docs/cli.md says of every option which commands have it, and what its default is."""

from __future__ import annotations

import re

import pytest
import typer.main
from docs.blocks import DOCS

from tsur_nlp.cli import app

PAGE = (DOCS / "cli.md").read_text(encoding="utf-8")
COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]
TABLE = PAGE.split("## Параметры")[1]
ROWS = [line.strip("| ").split(" | ") for line in TABLE.splitlines() if line.startswith("| `-")]


def _options(command: str) -> set[str]:
    """The long names of a command's options, the negative ones too."""
    own = [p for p in COMMANDS[command].params if p.param_type_name == "option"]
    names = {name for p in own for name in (*p.opts, *p.secondary_opts)}
    return {name for name in names if name.startswith("--")} - {"--help"}


def _said() -> dict[str, set[str]]:
    said = {}
    for cells in ROWS:
        where = cells[1]
        out = set(re.findall(r"`([\w-]+)`", where)) if where.startswith("все") else None
        commands = set(COMMANDS) - out if out is not None else set(where.split(", "))
        for name in re.findall(r"`(--[\w-]+)`", cells[0]):
            said[name] = commands
    return said


def test_the_table_has_every_option_of_every_command_and_no_other() -> None:
    known = {
        name: {c for c in COMMANDS if name in _options(c)} for c in COMMANDS for name in _options(c)
    }
    assert _said() == known


@pytest.mark.parametrize("command", COMMANDS)
def test_the_list_of_commands_has_it(command: str) -> None:
    assert re.search(rf"^\| `tsur-nlp {command}[ `]", PAGE, re.M)
