"""Compiled registers on the disk: a folder of arrays under the digest of what they are made of.

The folder is ``TSUR_NLP_CACHE``, or the one the system keeps for caches. What cannot be opened is
made again; what cannot be written is kept in memory.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

PROTOCOL = 4
"""Raised when the arrays, or what is read into them, change."""

VARIABLE = "TSUR_NLP_CACHE"
META = "meta.json"
EDGE = 1 << 16
SETTLED = 2.0

Arrays = Mapping[str, NDArray[Any]]


def folder() -> Path:
    """Return the folder of the caches of this library."""
    if named := os.environ.get(VARIABLE):
        return Path(named)
    home = Path.home()
    if sys.platform == "win32":
        root = Path(os.environ.get("LOCALAPPDATA", home / "AppData" / "Local"))
    elif sys.platform == "darwin":
        root = home / "Library" / "Caches"
    else:
        root = Path(os.environ.get("XDG_CACHE_HOME", home / ".cache"))
    return root / "tsur_nlp"


def digest(files: Iterable[Path], cache: Path) -> str:
    """Return the sha256 of the files and the protocol.

    A file is not read again while its name, size and time of change are those of a note beside the
    caches; a file changed a moment ago has none, since its time may not tell two changes apart.
    """
    total = hashlib.sha256(f"tsur_nlp register {PROTOCOL}".encode())
    for file in files:
        total.update(f"\n{file.name} {_file_digest(file.resolve(), cache)}".encode())
    return total.hexdigest()


def _file_digest(file: Path, cache: Path) -> str:
    status = file.stat()
    stamp = f"{file} {status.st_size} {status.st_mtime_ns}"
    note = cache / "digests" / hashlib.sha256(stamp.encode()).hexdigest()
    if note.is_file() and len(noted := note.read_text(encoding="ascii")) == 64:
        return noted
    with file.open("rb") as stream:
        found = hashlib.file_digest(stream, "sha256").hexdigest()
    if time.time() - status.st_mtime > SETTLED:
        _write_note(note, found)
    return found


def _write_note(note: Path, text: str) -> None:
    try:
        note.parent.mkdir(parents=True, exist_ok=True)
        part = note.with_name(f"{note.name}.{os.getpid()}")
        part.write_text(text, encoding="ascii")
        part.replace(note)
    except OSError:
        return  # a folder that cannot be written: the file is read again next time


def stored(place: Path) -> Arrays | None:
    """Open the arrays of a folder without reading them; None where it is absent or broken."""
    try:
        marks = json.loads((place / META).read_text(encoding="utf-8"))
        if any(_mark(place / name) != mark for name, mark in marks.items()):
            return None
        return {
            Path(name).stem: np.load(place / name, mmap_mode="r", allow_pickle=False)
            for name in marks
        }
    except (OSError, ValueError, AttributeError):
        return None


def store(place: Path, arrays: Arrays) -> Arrays:
    """Write the arrays into a new folder, which appears all at once, and open them from there.

    Where another process was quicker its folder stays; where nothing can be written the arrays are
    returned as they are.
    """
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        part = Path(tempfile.mkdtemp(prefix="part-", dir=place.parent))
    except OSError:
        return arrays
    try:
        for name, array in arrays.items():
            np.save(part / f"{name}.npy", np.ascontiguousarray(array), allow_pickle=False)
        marks = {file.name: _mark(file) for file in sorted(part.glob("*.npy"))}
        (part / META).write_text(json.dumps(marks, indent=1), encoding="utf-8")
        if stored(place) is None:
            shutil.rmtree(place, ignore_errors=True)
            part.rename(place)
    except OSError:
        return arrays
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return stored(place) or arrays


def _mark(file: Path) -> str:
    """Size and digest of both ends of a file: a cut or foreign one is seen without reading it."""
    size = file.stat().st_size
    with file.open("rb") as stream:
        found = hashlib.sha256(stream.read(EDGE))
        stream.seek(max(0, size - EDGE))
        found.update(stream.read(EDGE))
    return f"{size} {found.hexdigest()}"
