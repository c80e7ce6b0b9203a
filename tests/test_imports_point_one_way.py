"""The folders read as a pipeline because imports point one way; this test reads them."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "src" / "tsur_nlp"
BASE = {"records", "errors", "artifacts", "text", "workdays"}
STAGES = {"normalize", "classify", "locate", "detect", "respond", "report"}
ALLOWED = {
    **{stage: BASE | {stage} for stage in STAGES},
    "records": {"records", "text"},
    "errors": set(),
    "text": {"text", "records", "errors"},
    "workdays": {"workdays"},
    "artifacts": {"artifacts", "errors", "records"},
    "exports": {"exports", "errors", "records", "text"},
    "columns": {"records"},
    "assignees": BASE | {"exports", "classify", "respond"},
    "answers": BASE | {"normalize", "classify", "respond"},
    "explain": {"records", "classify", "locate"},
    "pipeline": BASE
    | STAGES
    | {"answers", "assignees", "batches", "columns", "explain", "exports", "originals"},
    "facts": {"errors", "exports", "units", "detect"},
    "territory": BASE | {"exports", "facts", "privacy", "detect"},
    "privacy": BASE | {"exports", "normalize"},
    "reporting": BASE | {"authorities", "facts", "privacy", "report_maps", "territory", "report"},
    "report_maps": BASE | {"units", "detect", "report"},
    "figures": BASE | {"facts", "heat", "territory", "detect", "report"},
    "heat": BASE | {"exports", "facts", "territory", "units", "detect", "report"},
    "backtesting": BASE | {"facts", "detect", "report"},
    "authorities": BASE | {"exports", "privacy", "territory", "respond", "report"},
    "units": {"locate"},
    "demo": {"exports", "errors", "pipeline", "records", "reporting", "territory"},
    "train": BASE | {"train", "classify", "normalize", "exports", "respond", "report", "answers"},
    "batches": {"errors"},
    "originals": {"records", "text", "normalize"},
    "__main__": {"cli"},
    "cli": BASE
    | {
        "authorities",
        "backtesting",
        "cli",
        "demo",
        "exports",
        "heat",
        "pipeline",
        "reporting",
        "territory",
        "train",
    },
    "__init__": {
        "authorities",
        "backtesting",
        "errors",
        "exports",
        "figures",
        "heat",
        "pipeline",
        "records",
        "reporting",
        "territory",
    },
}


def imported(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            names |= {f"{node.module}.{a.name}" for a in node.names} | {str(node.module)}
    ours = {name.split(".")[1] for name in names if name.startswith("tsur_nlp.")}
    return ours & {p.stem for p in PACKAGE.iterdir()}


@pytest.mark.parametrize(
    "path", sorted(PACKAGE.rglob("*.py")), ids=lambda p: str(p.relative_to(PACKAGE))
)
def test_imports_point_one_way(path: Path) -> None:
    part = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    assert part in ALLOWED, f"say in this test what {part} may import"
    assert imported(path) <= ALLOWED[part]
