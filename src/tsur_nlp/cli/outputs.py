"""What a command may write: looked at once, before any work, for every command."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import combinations
from pathlib import Path

from tsur_nlp.errors import InputError

Named = str | Path | None
Form = Callable[[Path], object]
"""What refuses an ending that cannot be written."""


def check(*outputs: tuple[Form, Named], reads: Iterable[Named]) -> None:
    """Refuse what could not be written in the end, or would destroy what is read.

    ``outputs`` are the files to write, each with what knows its endings; ``reads`` are all files
    that are read. A file that was not named is none.

    Raises:
        InputError: an ending is not written, the folder does not exist, the file is a folder, is
            one of those read, or is written twice.
    """
    from tsur_nlp import exports

    named = [(form, Path(path)) for form, path in outputs if path]
    sources = [Path(path) for path in reads if path]
    for form, path in named:
        form(path)
        exports.check_place(path, *sources)
    for (_, one), (_, other) in combinations(named, 2):
        if exports.same_file(one, other):
            raise InputError(f"{other} would be written twice: give each result its own name")


def json_file(path: Path) -> None:
    """Refuse another ending than that of JSON."""
    _refuse_but(".json", "JSON", path)


def svg_file(path: Path) -> None:
    """Refuse another ending than that of an SVG picture."""
    _refuse_but(".svg", "SVG", path)


def _refuse_but(ending: str, form: str, path: Path) -> None:
    if path.suffix.lower() != ending:
        raise InputError(f"{path} is written as {form}: give it the ending {ending}")
