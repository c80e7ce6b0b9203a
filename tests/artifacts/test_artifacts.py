import json
from pathlib import Path

import numpy as np
import pytest

from tsur_nlp.artifacts import find, load, save
from tsur_nlp.errors import ArtifactError, ArtifactNotFoundError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return save(
        tmp_path / "toy",
        kind="toy",
        meta={"seed": 0},
        arrays={"weights": np.arange(6.0).reshape(2, 3)},
        tables={"labels": ["ЖКХ", "Дороги"]},
        card="# Карточка\n",
    )


def test_round_trip(folder: Path) -> None:
    loaded = load(folder, kind="toy")
    assert loaded.tables["labels"] == ["ЖКХ", "Дороги"]
    assert loaded.arrays["weights"].tolist() == [[0.0, 1.0, 2.0], [3.0, 4.0, 5.0]]
    assert loaded.meta["id"] == "toy"
    assert loaded.meta["seed"] == 0


def test_same_arrays_make_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    again = save(
        tmp_path / "again", kind="toy", meta={}, arrays={"weights": np.arange(6.0).reshape(2, 3)}
    )
    assert (folder / "arrays.npz").read_bytes() == (again / "arrays.npz").read_bytes()


def cut(folder: Path) -> None:
    path = folder / "arrays.npz"
    path.write_bytes(path.read_bytes()[:-10])


def change_a_table(folder: Path) -> None:
    (folder / "labels.json").write_text('["ЖКХ"]', encoding="utf-8")


def lose_a_table(folder: Path) -> None:
    (folder / "labels.json").unlink()


def raise_protocol(folder: Path) -> None:
    edit_meta(folder, protocol=999)


def point_outside(folder: Path) -> None:
    edit_meta(folder, files={"../outside.json": "0" * 64})


def break_meta(folder: Path) -> None:
    (folder / "meta.json").write_text("{", encoding="utf-8")


def foreign_meta(folder: Path) -> None:
    (folder / "meta.json").write_text('{"name": "spaCy"}', encoding="utf-8")


def edit_meta(folder: Path, **changes: object) -> None:
    path = folder / "meta.json"
    meta = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(meta | changes), encoding="utf-8")


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        (cut, "cut or changed"),
        (change_a_table, "cut or changed"),
        (lose_a_table, "is missing"),
        (raise_protocol, "has protocol 999, this version reads"),
        (point_outside, "is missing"),
        (break_meta, "is not JSON"),
        (foreign_meta, "is not the meta.json of a tsur_nlp model"),
    ],
)
def test_a_damaged_folder_is_refused(folder: Path, damage, sentence: str) -> None:
    damage(folder)
    with pytest.raises(ArtifactError, match=sentence):
        load(folder, kind="toy")


def test_another_kind_is_refused(folder: Path) -> None:
    with pytest.raises(ArtifactError, match="holds a model of kind 'toy', expected 'topics'"):
        load(folder, kind="topics")


def test_pickled_arrays_are_refused(folder: Path) -> None:
    np.savez(folder / "arrays.npz", weights=np.array([{}], dtype=object))
    edit_meta(folder, files={})
    with pytest.raises(ArtifactError, match="cannot be read as arrays"):
        load(folder, kind="toy")


def test_found_by_variable(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TSUR_NLP_MODELS", str(folder.parent))
    assert find("toy") == folder


def test_found_in_the_checkout_or_the_wheel() -> None:
    assert (find("topics-ru") / "meta.json").is_file()


def test_not_found_lists_where(tmp_path: Path) -> None:
    with pytest.raises(ArtifactNotFoundError, match="no model 'nothing-there': looked at"):
        find("nothing-there")
