"""The report as a file; the ending of its name says what it is."""

from __future__ import annotations

from pathlib import Path

from tsur_nlp.report.html.document import save
from tsur_nlp.report.material import Material
from tsur_nlp.report.situation.page import page


def write(material: Material, path: str | Path) -> Path:
    """Write the report to a file, whole or not at all; return its path.

    Raises:
        InputError: the file cannot be written, or ``boundaries`` is not a GeoJSON with named
            polygons.
    """
    return save(page(material), path)
