"""Every file of the table of bad inputs gets its sentence; no row is lost."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from cases.bad_inputs.build import BadInput, bad_inputs

from tsur_nlp import exports
from tsur_nlp.errors import ExportError


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> dict[str, BadInput]:
    return {case.name: case for case in bad_inputs(tmp_path_factory.mktemp("bad"))}


def _names() -> list[str]:
    source = (Path(__file__).parents[1] / "cases" / "bad_inputs" / "build.py").read_text("utf-8")
    return re.findall(r'BadInput\(\s*"([^"]+)"', source)


def test_table_is_large_enough(table: dict[str, BadInput]) -> None:
    assert list(table) == _names()
    assert len(table) >= 40


@pytest.mark.parametrize("name", _names())
def test_bad_input(name: str, table: dict[str, BadInput]) -> None:
    case = table[name]
    if case.exit == 2:
        with pytest.raises(ExportError, match=f"(?s){case.says}"):
            _problems(case)
        return
    problems = _problems(case)
    assert len(problems) == case.rows
    if case.exit == 1:
        assert re.search(case.says, problems[case.row])
    else:
        assert not any(problems)


def _problems(case: BadInput) -> list[str]:
    frames = exports.read_chunks(case.path, size=2, sheet=case.sheet)
    return [exports.text_problem(t) for f in frames for t in exports.texts(f, case.columns)]
