"""The examples of the documentation, imported the way a copy of their folder is."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest
from docs.blocks import DOCS

import tsur_nlp as tsur


@pytest.fixture(scope="session")
def example() -> Iterator[Callable[[str], ModuleType]]:
    """Import an example by its name; they import each other."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "path", [str(DOCS / "examples"), *sys.path])
        yield import_module


@pytest.fixture(scope="session")
def pipeline() -> tsur.Pipeline:
    """The pipeline that the examples load."""
    return tsur.load_pipeline(region="Пермский край")


@pytest.fixture(scope="session")
def export(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An export of two municipalities, with the rubbish of Berezniki in it."""
    messages = tsur.read_export(DOCS.parent / "data" / "samples" / "messages.csv")
    names = ("Березниковский", "Лысьвенский")
    some = messages[messages["municipality"].str.startswith(names)]
    path = tmp_path_factory.mktemp("export") / "выгрузка.csv"
    tsur.write_export(some, path)
    return path
