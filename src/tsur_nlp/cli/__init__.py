"""The command line: parse, call, print.

Exit code 0: done; 1: done, with rows in error (told how many); 2: could not start.
"""

from __future__ import annotations

import typer

from tsur_nlp.cli import answers, backtest, heat, learning, messages, territory
from tsur_nlp.errors import TsurError

app = typer.Typer(
    help="Citizens' messages of a region: topics, places, systemic problems, heat map, report.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for name, command in (
    ("score", messages.score),
    ("problems", territory.problems),
    ("heat", heat.heat),
    ("report", territory.report),
    ("responses", answers.responses),
    ("backtest", backtest.backtest),
    ("train", learning.train),
    ("train-bodies", learning.train_bodies),
    ("evaluate", learning.evaluate),
    ("suggest", learning.suggest),
    ("drift", learning.drift),
    ("explain", messages.explain),
    ("demo", territory.demo),
):
    app.command(name=name)(command)


def main() -> None:
    """Run the command line; what the library refuses is one sentence and exit code 2."""
    try:
        app()
    except (TsurError, OSError) as error:
        typer.echo(f"tsur-nlp: {error}", err=True)
        raise SystemExit(2) from None
