"""A model folder: ``meta.json``, ``arrays.npz``, ``*.json`` tables, ``card.md``.

``meta.json`` lists every other file with its sha256, so that a cut, foreign or edited file is
refused instead of predicting nonsense.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tsur_nlp.artifacts.paths import find
from tsur_nlp.errors import ArtifactError

PROTOCOL = 1
"""Raised when a folder written before can no longer be read by this code."""

_ARRAYS = "arrays.npz"


@dataclass(frozen=True, slots=True)
class Artifact:
    """A loaded model folder: what it says of itself, its arrays, its JSON tables."""

    path: Path
    meta: Mapping[str, Any]
    arrays: Mapping[str, NDArray[Any]]
    tables: Mapping[str, Any]


def save(
    path: str | Path,
    *,
    kind: str,
    meta: Mapping[str, Any],
    arrays: Mapping[str, NDArray[Any]],
    tables: Mapping[str, Any] | None = None,
    card: str = "",
) -> Path:
    """Write a model folder; existing files of the same names are replaced.

    ``kind`` says which loader may read it (``topics``, ``gazetteer``). ``tables`` maps a name to
    anything JSON can hold; each becomes ``<name>.json``.
    """
    folder = Path(path)
    folder.mkdir(parents=True, exist_ok=True)
    _write_arrays(folder / _ARRAYS, arrays)
    for name, table in (tables or {}).items():
        text = json.dumps(table, ensure_ascii=False, separators=(",", ":"))
        (folder / f"{name}.json").write_text(text, encoding="utf-8")
    if card:
        (folder / "card.md").write_text(card, encoding="utf-8")
    names = [_ARRAYS, *(f"{name}.json" for name in tables or {})]
    files = {name: _sha256(folder / name) for name in names}
    full = {"id": folder.name, "kind": kind, "protocol": PROTOCOL, **meta, "files": files}
    text = json.dumps(full, ensure_ascii=False, indent=1)
    (folder / "meta.json").write_text(text + "\n", encoding="utf-8")
    return folder


def load(name: str | Path, *, kind: str) -> Artifact:
    """Load and check a model folder by path or id.

    Raises:
        ArtifactNotFoundError: there is no such folder.
        ArtifactError: it is of another kind or protocol, or a file is missing, cut or changed.
    """
    folder = find(name)
    meta = _read_meta(folder, kind)
    for file, digest in meta["files"].items():
        _check(folder, file, digest)
    arrays = _read_arrays(folder / _ARRAYS)
    tables = {
        Path(file).stem: json.loads((folder / file).read_text(encoding="utf-8"))
        for file in meta["files"]
        if file.endswith(".json")
    }
    return Artifact(folder, meta, arrays, tables)


def kind_of(name: str | Path) -> str:
    """Return which loader may read a model folder (see `save`).

    Raises:
        ArtifactNotFoundError: there is no such folder.
        ArtifactError: its ``meta.json`` is broken or of another protocol.
    """
    return str(_any_meta(find(name))["kind"])


def _read_meta(folder: Path, kind: str) -> dict[str, Any]:
    meta = _any_meta(folder)
    if meta["kind"] != kind:
        raise ArtifactError(f"{folder} holds a model of kind {meta['kind']!r}, expected {kind!r}")
    return meta


def _any_meta(folder: Path) -> dict[str, Any]:
    path = folder / "meta.json"
    try:
        meta = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise ArtifactError(f"{path} is not JSON ({error}): take a fresh copy of it") from error
    if not isinstance(meta, dict) or not {"kind", "protocol", "files"} <= meta.keys():
        raise ArtifactError(f"{path} is not the meta.json of a tsur_nlp model")
    if meta["protocol"] != PROTOCOL:
        raise ArtifactError(
            f"{folder} has protocol {meta['protocol']}, this version reads {PROTOCOL}: "
            "train it again, or install the version of tsur_nlp that wrote it"
        )
    return meta


def _check(folder: Path, file: str, digest: str) -> None:
    path = folder / file
    if Path(file).name != file or not path.is_file():
        raise ArtifactError(f"{path} is missing: take a fresh copy of the model folder")
    if _sha256(path) != digest:
        raise ArtifactError(f"{path} is cut or changed (sha256 differs): take a fresh copy of it")


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _write_arrays(path: Path, arrays: Mapping[str, NDArray[Any]]) -> None:
    """Write an npz whose bytes depend on the arrays alone (numpy stamps the time into the zip)."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(arrays):
            entry = zipfile.ZipInfo(f"{name}.npy", date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            with archive.open(entry, "w", force_zip64=True) as file:
                np.lib.format.write_array(file, np.asarray(arrays[name]), allow_pickle=False)


def _read_arrays(path: Path) -> dict[str, NDArray[Any]]:
    try:
        with np.load(path, allow_pickle=False) as archive:
            return {name: archive[name] for name in archive.files}
    except (ValueError, OSError, zipfile.BadZipFile) as error:
        raise ArtifactError(f"{path} cannot be read as arrays ({error})") from error
