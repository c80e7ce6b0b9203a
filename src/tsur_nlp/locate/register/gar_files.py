"""The XML files of the ГАР in a folder or a zip, by region and kind, streamed."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import IO
from xml.etree.ElementTree import Element, ParseError, iterparse

from tsur_nlp.errors import InputError

NAME = re.compile(r"AS_([A-Z_]+?)(?:_\d{8}.*)?\.XML", re.IGNORECASE)
HIERARCHIES = ("MUN_HIERARCHY", "ADM_HIERARCHY")
KINDS = frozenset(("ADDR_OBJ", "HOUSES", "ADDHOUSE_TYPES", *HIERARCHIES))

Opener = Callable[[], IO[bytes]]
Files = dict[str, list[Opener]]


def paths(folder: Path) -> list[Path]:
    """Return the files of a folder that are read, in order; the rest of the ГАР is not needed."""
    return sorted(path for path in folder.rglob("*") if _kind(path.name) in KINDS)


def by_region(path: Path) -> dict[str, Files]:
    """Map each folder of the delivery, which is a region's, to its files by kind.

    The files of types lie above the regions and belong to each of them.

    Raises:
        InputError: the addresses, the houses or both hierarchies are missing.
    """
    found: dict[str, Files] = {}
    for name, opener in _members(path):
        place = PurePosixPath(name)
        kind = _kind(place.name)
        if kind in KINDS:
            found.setdefault(str(place.parent), {}).setdefault(kind, []).append(opener)
    regions = {at: files for at, files in sorted(found.items()) if "ADDR_OBJ" in files}
    if not regions:
        raise InputError(f"{path} holds no AS_ADDR_OBJ_*.XML: give the XML delivery of the ГАР")
    for at, files in regions.items():
        if "HOUSES" not in files or files.keys().isdisjoint(HIERARCHIES):
            raise InputError(
                f"{path}, folder {at}: beside AS_ADDR_OBJ_*.XML there must be AS_HOUSES_*.XML and "
                "AS_MUN_HIERARCHY_*.XML or AS_ADM_HIERARCHY_*.XML"
            )
    shared = [files for at, files in found.items() if at not in regions]
    return {at: _joined([*shared, files]) for at, files in regions.items()}


def records(openers: list[Opener]) -> Iterator[Mapping[str, str]]:
    """Attributes of every record of the files; one record is in memory at a time."""
    for opener in openers:
        with opener() as file:
            root: Element | None = None
            try:
                for _, element in iterparse(file, events=("start",)):
                    if root is None:
                        root = element
                        continue
                    yield element.attrib
                    root.clear()
            except ParseError as error:
                name = getattr(file, "name", "a file of the ГАР")
                raise InputError(f"{name} is not XML ({error}): unpack it anew") from error


def _members(path: Path) -> Iterator[tuple[str, Opener]]:
    if path.is_dir():
        for file in paths(path):
            yield file.relative_to(path).as_posix(), lambda file=file: file.open("rb")  # type: ignore[misc]
        return
    archive = zipfile.ZipFile(path)
    for name in sorted(archive.namelist()):
        yield name, lambda name=name: archive.open(name)  # type: ignore[misc]


def _kind(name: str) -> str:
    match = NAME.fullmatch(name)
    return match[1].upper() if match else ""


def _joined(parts: list[Files]) -> Files:
    kinds = {kind for files in parts for kind in files}
    return {kind: [o for files in parts for o in files.get(kind, ())] for kind in sorted(kinds)}
