"""A compiled register is opened from the disk, and made again when it cannot be."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tsur_nlp.locate.register import Register, Where, cache, register

DUBKI = Where("Дубки")


@pytest.fixture
def compilations(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The registers that were compiled, in order."""
    seen: list[Path] = []
    compile_ = register._compiled

    def watched(path: Path) -> object:
        seen.append(path)
        return compile_(path)

    monkeypatch.setattr(register, "_compiled", watched)
    return seen


def _folder(root: Path) -> Path:
    (folder,) = (root / "registers").iterdir()
    return folder


def test_the_second_start_compiles_nothing(
    houses: Path, tmp_path: Path, compilations: list[Path]
) -> None:
    first = Register.load(houses, cache=tmp_path / "cache")
    second = Register.load(houses, cache=tmp_path / "cache")
    assert len(compilations) == 1
    assert first.find("Тисовая", "5", where=DUBKI) == second.find("Тисовая", "5", where=DUBKI)
    assert first.names() == second.names()


def test_arrays_of_the_cache_are_mapped_and_nothing_is_pickled(
    houses: Path, tmp_path: Path
) -> None:
    found = Register.load(houses, cache=tmp_path / "cache")
    assert {file.suffix for file in _folder(tmp_path / "cache").iterdir()} == {".npy", ".json"}
    assert not found.columns["house_lat"].flags.owndata


def test_a_changed_file_has_a_cache_of_its_own(houses: Path, tmp_path: Path) -> None:
    Register.load(houses, cache=tmp_path / "cache")
    text = houses.read_text(encoding="utf-8")
    houses.write_text(text.replace("57,51", "57,53"), encoding="utf-8")
    spot = Register.load(houses, cache=tmp_path / "cache").find("Ракитная", "9")
    assert spot is not None
    assert spot.lat == 57.53


def test_a_settled_file_is_not_read_again(houses: Path, tmp_path: Path) -> None:
    long_ago = time.time() - 60
    os.utime(houses, (long_ago, long_ago))
    before = cache.digest([houses], tmp_path)
    changed = houses.read_bytes().replace(b"57,51", b"57,53")
    houses.write_bytes(changed)
    os.utime(houses, (long_ago, long_ago))  # what no editor does: the note is believed
    assert cache.digest([houses], tmp_path) == before
    os.utime(houses)
    assert cache.digest([houses], tmp_path) != before


def _cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-8])


def _spoil(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[-1] ^= 0xFF
    file.write_bytes(content)


@pytest.mark.parametrize("harm", [_cut, _spoil, Path.unlink])
@pytest.mark.parametrize("name", ["house_lat.npy", "names_letters.npy", "meta.json"])
def test_a_broken_cache_is_made_again(
    houses: Path, tmp_path: Path, harm: Callable[[Path], None], name: str
) -> None:
    root = tmp_path / "cache"
    expected = Register.load(houses, cache=root).find("Ракитная", "9")
    harm(_folder(root) / name)
    assert cache.stored(_folder(root)) is None
    assert Register.load(houses, cache=root).find("Ракитная", "9") == expected
    assert cache.stored(_folder(root)) is not None


def test_what_cannot_be_written_is_kept_in_memory(houses: Path, tmp_path: Path) -> None:
    occupied = tmp_path / "cache"
    occupied.write_text("not a folder", encoding="utf-8")
    assert Register.load(houses, cache=occupied).find("Ракитная", "9") is not None
    assert occupied.read_text(encoding="utf-8") == "not a folder"


def test_the_environment_names_the_folder(houses: Path, cache: Path) -> None:
    Register.load(houses)
    assert not cache.exists()  # a small register is read anew each time
    padding = "\n".join([";г. Кленовск;;;ул. Тисовая;5;;"] * 30_000)
    houses.write_text(houses.read_text(encoding="utf-8") + padding, encoding="utf-8")
    Register.load(houses)
    assert _folder(cache).is_dir()
