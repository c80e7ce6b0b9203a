"""Which format a file has by its name, and whether it can be read or written at all."""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from tsur_nlp.errors import ExportError

KINDS = {
    ".csv": "csv",
    ".tsv": "tsv",
    ".tab": "tsv",
    ".txt": "txt",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "jsonl",
    ".parquet": "parquet",
    ".pq": "parquet",
    ".xlsx": "workbook",
    ".xlsm": "workbook",
    ".xlsb": "workbook",
    ".xls": "workbook",
    ".ods": "workbook",
}
_WRITABLE = (".csv", ".tsv", ".jsonl", ".ndjson", ".parquet", ".pq", ".xlsx")
_GZIPPED = ("csv", "tsv", "txt", "jsonl")

# What a file really is, by its first bytes, and the way out.
_SIGNATURES = (
    (b"PK\x03\x04", "an XLSX workbook or another zip archive", "give it the ending .xlsx"),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook or a password-protected one", "give it .xls"),
    (b"PAR1", "Parquet", "give it the ending .parquet"),
    (b"\x1f\x8b", "gzip", "give it an ending such as .csv.gz"),
    (b"\x89PNG", "a PNG picture", "export the messages as CSV or XLSX"),
    (b"\xff\xd8\xff", "a JPEG picture", "export the messages as CSV or XLSX"),
    (b"%PDF", "a PDF document", "export the messages as CSV or XLSX"),
    (b"{\\rtf", "an RTF document", "export the messages as CSV or XLSX"),
)


@dataclass(frozen=True, slots=True)
class Format:
    """The kind of a file (csv, tsv, txt, jsonl, parquet, workbook) and whether it is gzipped."""

    kind: str
    ending: str
    gzipped: bool = False


def format_of(path: Path, known: Iterable[str] = KINDS) -> Format:
    """Tell the format by the ending of the name; ``known`` are named where it is unknown.

    >>> format_of(Path("выгрузка.CSV.gz"))
    Format(kind='csv', ending='.csv', gzipped=True)
    """
    endings = [ending.lower() for ending in path.suffixes]
    gzipped = endings[-1:] == [".gz"]
    ending = (endings[:-1] if gzipped else endings)[-1:] or [""]
    kind = KINDS.get(ending[0], "")
    if not kind or (gzipped and kind not in _GZIPPED):
        raise ExportError(
            f"{path}: unknown ending {''.join(path.suffixes[-2:])!r}; known: {', '.join(known)}, "
            "and .gz behind the text ones"
        )
    return Format(kind, ending[0], gzipped)


def check_input(path: Path) -> Format:
    """Return the format of a file that exists, is a file and is not empty."""
    try:
        if path.is_dir():
            raise ExportError(f"{path} is a folder: give the file of messages in it")
        size = path.stat().st_size
    except FileNotFoundError as error:
        raise ExportError(f"{path}: no such file; check the name and the folder") from error
    except OSError as error:
        raise ExportError(f"{path} cannot be opened: {error.strerror}") from error
    found = format_of(path)
    if size == 0:
        raise ExportError(f"{path} is empty (0 bytes): export it again")
    return found


def check_output(path: str | Path, source: str | Path | None = None) -> Format:
    """Return the format to write, or say why nothing can be written there.

    Raises:
        ExportError: the ending is not one that can be written, the folder does not exist, or the
            file is the one that is read (``source``).
    """
    path = Path(path)
    found = format_of(path, _WRITABLE)
    if found.ending not in _WRITABLE:
        raise ExportError(
            f"{path}: {found.ending} is not written; take one of {', '.join(_WRITABLE)}"
        )
    check_place(path, *([] if source is None else [source]))
    return found


def check_place(path: str | Path, *sources: str | Path) -> None:
    """Say why a file of whatever form cannot be written there; ``sources`` are the files read.

    Raises:
        ExportError: the folder does not exist, it is a folder itself, or it is one of the sources.
    """
    path = Path(path)
    if path.is_dir():
        raise ExportError(f"{path} is a folder: give the name of a file")
    if not path.parent.is_dir():
        raise ExportError(f"{path}: there is no folder {path.parent}; create it first")
    if any(same_file(path, source) for source in sources):
        raise ExportError(f"{path} is the file that is read: write the result under another name")


def same_file(one: str | Path, other: str | Path) -> bool:
    """Tell whether two names are of one file, whether it exists or not."""
    one, other = Path(one), Path(other)
    if one.exists() and other.exists():
        return one.samefile(other)
    return one.resolve() == other.resolve()


def opened(path: Path, found: Format) -> BinaryIO:
    """Open for reading bytes, unpacking gzip."""
    return cast(BinaryIO, gzip.open(path)) if found.gzipped else path.open("rb")


def refuse_binary(path: Path, head: bytes) -> None:
    """Raise where the first bytes of a text file are not text, saying what they are."""
    for signature, name, advice in _SIGNATURES:
        if head.startswith(signature):
            raise ExportError(f"{path} is not text: its content is {name}; {advice}")
    control = sum(head.count(bytes([code])) for code in (*range(1, 9), *range(14, 32)))
    if head and control > max(16, len(head) // 20):
        raise ExportError(f"{path} is not text: export the messages as CSV or XLSX")
