"""The report as a file; the ending of its name says what it is."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from pathlib import Path

from tsur_nlp.errors import InputError
from tsur_nlp.report.digest import Digest, digest
from tsur_nlp.report.material import Material
from tsur_nlp.report.pdf import find_browser, printed
from tsur_nlp.report.saving import save
from tsur_nlp.report.situation.page import page


class Forms:
    """The forms of one report, each made at most once."""

    def __init__(self, material: Material) -> None:
        self.material = material

    @cached_property
    def page(self) -> str:
        """The page."""
        return page(self.material)

    @cached_property
    def digest(self) -> Digest:
        """The day in short."""
        return digest(self.material)

    def pdf(self) -> bytes:
        """The page on paper."""
        return printed(self.page, day=self.material.summary.as_of)

    def json(self) -> str:
        """The digest for a program."""
        told = self.digest.as_dict()
        return json.dumps(told, ensure_ascii=False, allow_nan=False, indent=1) + "\n"


FORMS: Mapping[str, Callable[[Forms], str | bytes]] = {
    ".html": lambda forms: forms.page,
    ".htm": lambda forms: forms.page,
    ".pdf": Forms.pdf,
    ".md": lambda forms: forms.digest.markdown(),
    ".json": Forms.json,
}
"""The ending of the name → what is written."""


def write(material: Material, path: str | Path) -> Path:
    """Write the report to a file, whole or not at all; return its path (see `write_each`)."""
    return write_each(material, [path])[0]


def write_each(material: Material, paths: Sequence[str | Path]) -> list[Path]:
    """Write the report to files, each in the form that its ending says; return the paths.

    ``.html`` (or ``.htm``) is the page, ``.pdf`` the page printed by a browser, ``.md`` the digest
    for a messenger, ``.json`` the same for a program.

    Raises:
        InputError: an ending says no form, a PDF is asked for and no browser can print it, a file
            cannot be written, or ``boundaries`` is not a GeoJSON with named polygons.
    """
    forms = Forms(material)
    return [save(FORMS[path.suffix.lower()](forms), path) for path in checked(paths)]


def checked(paths: Sequence[str | Path]) -> list[Path]:
    """Return the paths of a report that can be written here.

    Raises:
        InputError: an ending says no form of the report, or there is no browser to print a PDF.
    """
    found = [Path(path) for path in paths]
    for path in found:
        if path.suffix.lower() not in FORMS:
            known = ", ".join(FORMS)
            raise InputError(f"{path}: a report is written as {known}, not as {path.suffix!r}")
    if any(path.suffix.lower() == ".pdf" for path in found):
        find_browser()
    return found
