"""Which files a register is made of, and which reader reads them."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

from tsur_nlp.errors import InputError
from tsur_nlp.locate.register import csv_file, gar, gar_files, geojson

MAPS = (".geojson", ".json", *geojson.LINES)


def files(path: Path) -> list[Path]:
    """Return the files on whose content the register depends."""
    if path.is_dir():
        return gar_files.paths(path)
    if not path.is_file():
        raise InputError(
            f"no register of addresses at {path}: give the path of a CSV or GeoJSON file, "
            "or of a folder or zip with the XML of the GAR"
        )
    return [path]


def rows(path: Path) -> Iterator[dict[str, str]]:
    """Rows of a register of any format, with the columns under their known names."""
    if path.is_dir() or zipfile.is_zipfile(path):
        return gar.rows(path)
    if path.suffix.lower() in MAPS:
        return geojson.rows(path)
    return csv_file.rows(path)
