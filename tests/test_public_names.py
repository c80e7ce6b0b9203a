import subprocess
import sys

import pytest

import tsur_nlp


def test_all_is_sorted_and_every_name_is_there() -> None:
    assert tsur_nlp.__all__ == sorted(tsur_nlp.__all__)
    for name in tsur_nlp.__all__:
        assert getattr(tsur_nlp, name) is not None


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        _ = tsur_nlp.nonsense


def run(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, encoding="utf-8"
    )
    assert done.stderr == ""
    return done.stdout.strip()


def test_import_is_light_and_silent() -> None:
    heavy = "numpy pandas sklearn scipy hdbscan pymorphy3 natasha pyarrow typer"
    code = f"import sys, tsur_nlp; print([m for m in {heavy.split()!r} if m in sys.modules])"
    assert run(code) == "[]"


def test_reading_one_message_needs_no_heavy_library() -> None:
    code = (
        "import sys, tsur_nlp; tsur_nlp.load_pipeline()('на ленина 15 холодные батареи')\n"
        "print([m for m in ['pandas', 'sklearn', 'hdbscan', 'natasha'] if m in sys.modules])"
    )
    assert run(code) == "[]"


def test_natasha_imports_after_our_install() -> None:
    code = "import warnings; warnings.simplefilter('ignore'); import natasha; print('ok')"
    assert run(code) == "ok"
