"""Builds the table of bad inputs: see README.md beside this file."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import openpyxl
import pandas as pd

MESSAGE = "Не убирают снег во дворе на Садовой, 7"
GOOD = f"id,text\n1,{MESSAGE}\n2,Нет горячей воды третий день\n"
NO_TEXT = "^нет текста$"


@dataclass(frozen=True)
class BadInput:
    """A file, and what a reader of it must be told."""

    name: str
    path: Path
    exit: int
    says: str = ""
    rows: int = 0
    row: int = 0
    sheet: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)

    @property
    def expect_exit(self) -> int:
        return self.exit

    @property
    def expect_text(self) -> str:
        return self.says


def bad_inputs(folder: Path) -> list[BadInput]:
    """Write every file into the folder; return the table."""
    return [case for part in (_files, _text, _workbooks, _others, _rows) for case in part(folder)]


def _put(folder: Path, name: str, content: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def _xlsx(rows: list[list[object]], **more: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    book.active.title = "Выгрузка"
    for name, table in {"Выгрузка": rows, **more}.items():
        sheet = book[name] if name in book.sheetnames else book.create_sheet(name)
        for row in table:
            sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _rewritten(book: bytes, name: str, change: Callable[[bytes], bytes | None]) -> bytes:
    """Rewrite a member of a zip; ``None`` leaves it out."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(file, "w") as new:
        for member in old.namelist():
            content = old.read(member)
            changed = change(content) if member == name else content
            if changed is not None:
                new.writestr(member, changed)
    return file.getvalue()


def _parquet(frame: pd.DataFrame) -> bytes:
    file = io.BytesIO()
    frame.to_parquet(file)
    return file.getvalue()


def _files(folder: Path) -> list[BadInput]:
    (folder / "folder.csv").mkdir()
    png = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20
    return [
        BadInput("no such file", folder / "absent.csv", 2, "no such file"),
        BadInput("folder", folder / "folder.csv", 2, "is a folder"),
        BadInput("empty file", _put(folder, "empty.csv", b""), 2, r"is empty \(0 bytes\)"),
        BadInput(
            "empty workbook file", _put(folder, "empty.xlsx", b""), 2, r"is empty \(0 bytes\)"
        ),
        BadInput("unknown ending", _put(folder, "export.docx", GOOD), 2, "unknown ending '.docx'"),
        BadInput("no ending", _put(folder, "export", GOOD), 2, "unknown ending"),
        BadInput("gzipped workbook", _put(folder, "a.xlsx.gz", b"\x1f\x8b"), 2, "unknown ending"),
        BadInput("picture as csv", _put(folder, "photo.csv", png), 2, "PNG picture"),
        BadInput("workbook as csv", _put(folder, "wb.csv", _xlsx([["text"]])), 2, "ending .xlsx"),
        BadInput(
            "pdf as csv", _put(folder, "scan.csv", b"%PDF-1.4\n" + b"x" * 99), 2, "PDF document"
        ),
        BadInput("parquet as csv", _put(folder, "pq.csv", b"PAR1" + b"\0" * 99), 2, r"\.parquet"),
        BadInput(
            "noise as csv", _put(folder, "noise.csv", bytes(range(1, 32)) * 50), 2, "is not text"
        ),
        BadInput("sheet of a csv", _put(folder, "s.csv", GOOD), 2, "only workbooks", sheet="Лист1"),
        BadInput("blank lines only", _put(folder, "blank.csv", "\n\n  \n"), 2, "is empty: no text"),
    ]


def _text(folder: Path) -> list[BadInput]:
    packed = gzip.compress(("id,text\n" + "1,Яма на дороге\n" * 9000).encode())
    mixed = "id;text\n1;Нет света\n".encode() + f"2;{MESSAGE}\n".encode("cp1251")
    glued = "id,text\n" + '1,"Плохо убирают\n2,Нет воды\n3,Нет света\n'
    other = _put(folder, "other.csv", f'номер записи,что случилось\n1,"{MESSAGE}"\n')
    return [
        BadInput("no text column", other, 2, "no column with the text.*что случилось.*--column"),
        BadInput(
            "named column is absent",
            other,
            2,
            "no column 'что случилас'.*did you mean",
            columns={"text": "что случилас"},
        ),
        BadInput("named column", other, 0, rows=1, columns={"text": "что случилось"}),
        BadInput(
            "unknown canonical name",
            other,
            2,
            "no canonical column 'txt'",
            columns={"txt": "текст"},
        ),
        BadInput("header only", _put(folder, "header.csv", "id,text\n"), 0, rows=0),
        BadInput("gz cut", _put(folder, "cut.csv.gz", packed[: len(packed) // 2]), 2, "is cut"),
        BadInput("gz that is none", _put(folder, "plain.csv.gz", GOOD), 2, "cannot be read"),
        BadInput("cp1251", _put(folder, "cp1251.csv", GOOD.encode("cp1251")), 0, rows=2),
        BadInput("utf-16", _put(folder, "utf16.csv", GOOD.encode("utf-16")), 0, rows=2),
        BadInput("koi8-r", _put(folder, "koi8.csv", GOOD.encode("koi8-r")), 0, rows=2),
        BadInput("two encodings in one file", _put(folder, "mixed.csv", mixed), 0, rows=2),
        BadInput("two marks of order", _put(folder, "bom.csv", "\ufeff\ufeff" + GOOD), 0, rows=2),
        BadInput("quote that never closes", _put(folder, "quote.csv", glued), 0, rows=3),
        BadInput(
            "too many fields", _put(folder, "wide.csv", GOOD + "3,Яма, лужа, грязь\n"), 0, rows=3
        ),
        BadInput(
            "two text columns", _put(folder, "twins.csv", f"text,text\n{MESSAGE},\n"), 0, rows=1
        ),
        BadInput("old Mac line ends", _put(folder, "mac.csv", GOOD.replace("\n", "\r")), 0, rows=2),
        BadInput(
            "title above the header of a csv",
            _put(
                folder, "title.csv", "Выгрузка;;\n;;\nID;Текст обращения;Дата\n1;Яма;25.12.2025\n"
            ),
            0,
            rows=1,
        ),
        BadInput("hint of Excel", _put(folder, "sep.csv", "sep=;\ntext;n\nЯма;1\n"), 0, rows=1),
        BadInput("no header", _put(folder, "list.csv", f"{MESSAGE}\nНет света, воды\n"), 0, rows=2),
    ]


def _workbooks(folder: Path) -> list[BadInput]:
    good = _xlsx([["id", "text"], [1, MESSAGE]])
    sheet = "xl/worksheets/sheet1.xml"
    cut_sheet = _rewritten(good, sheet, lambda xml: xml[: len(xml) // 2])
    no_sheet = _rewritten(good, sheet, lambda _: None)
    page = "<html><table><tr><td>text</td></tr></table></html>"
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000
    protected = ole + "EncryptedPackage".encode("utf-16-le") + b"\0" * 99
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("readme.txt", "это не книга")
    titled = _xlsx([["Выгрузка за декабрь"], [], ["id", "Текст обращения"], [1, MESSAGE]])
    second = _xlsx([["Справка"]], Данные=[["id", "text"], [1, MESSAGE]])
    return [
        BadInput(
            "workbook cut", _put(folder, "cut.xlsx", good[: len(good) // 2]), 2, "cut, broken"
        ),
        BadInput("sheet cut", _put(folder, "cut_sheet.xlsx", cut_sheet), 2, "'Выгрузка' is broken"),
        BadInput("sheet missing", _put(folder, "no_sheet.xlsx", no_sheet), 2, "is broken"),
        BadInput(
            "zip, no workbook", _put(folder, "zip.xlsx", archive.getvalue()), 2, "not a workbook"
        ),
        BadInput("web page as xls", _put(folder, "page.xls", page), 2, "web page"),
        BadInput("csv as xlsx", _put(folder, "csv.xlsx", GOOD), 2, "not a workbook"),
        BadInput("protected workbook", _put(folder, "locked.xlsx", protected), 2, "by a password"),
        BadInput("broken old workbook", _put(folder, "old.xls", ole), 2, "not a workbook"),
        BadInput("empty sheets", _put(folder, "none.xlsx", _xlsx([])), 2, "no filled cell"),
        BadInput(
            "no such sheet",
            _put(folder, "sheet.xlsx", good),
            2,
            "no sheet 'Лист9'.*Выгрузка",
            sheet="Лист9",
        ),
        BadInput("title above the header", _put(folder, "title.xlsx", titled), 0, rows=1),
        BadInput("texts on the second sheet", _put(folder, "second.xlsx", second), 0, rows=1),
        BadInput(
            "empty row inside",
            _put(folder, "gap.xlsx", _xlsx([["id", "text"], [], [2, MESSAGE]])),
            1,
            NO_TEXT,
            rows=2,
        ),
        BadInput(
            "number for a text",
            _put(folder, "number.xlsx", _xlsx([["id", "text"], [1, 15]])),
            1,
            "не текст, а число",
            rows=1,
        ),
    ]


def _others(folder: Path) -> list[BadInput]:
    frame = pd.DataFrame({"id": [1, 2], "text": [MESSAGE, None]})
    whole = _parquet(frame)
    line = json.dumps({"id": 1, "text": MESSAGE}, ensure_ascii=False)
    nested = json.dumps({"id": 2, "text": ["не", "строка"]}, ensure_ascii=False)
    return [
        BadInput("parquet cut", _put(folder, "cut.parquet", whole[:-20]), 2, "cut or broken"),
        BadInput("csv as parquet", _put(folder, "csv.parquet", GOOD), 2, "cut or broken"),
        BadInput(
            "parquet without a text", _put(folder, "gap.parquet", whole), 1, NO_TEXT, rows=2, row=1
        ),
        BadInput(
            "line that is no json",
            _put(folder, "bad.jsonl", f"{line}\n{{'id': 2\n{line}\n"),
            1,
            "не разобрана как JSON",
            rows=3,
            row=1,
        ),
        BadInput(
            "json that is no object",
            _put(folder, "value.jsonl", f'{line}\n"строка"\n'),
            1,
            "не разобрана как JSON",
            rows=2,
            row=1,
        ),
        BadInput(
            "list for a text",
            _put(folder, "nested.jsonl", f"{line}\n{nested}\n"),
            1,
            "не текст, а список",
            rows=2,
            row=1,
        ),
        BadInput("no json at all", _put(folder, "none.jsonl", "нет\nда\n"), 2, "no JSON objects"),
        BadInput("array cut", _put(folder, "cut.json", f"[{line},"), 2, "JSON array"),
        BadInput("array of objects", _put(folder, "array.json", f"[{line}, {line}]"), 0, rows=2),
        BadInput(
            "half of an emoji",
            _put(folder, "emoji.jsonl", '{"text": "Нет света \\ud83d"}\n'),
            0,
            rows=1,
        ),
    ]


def _rows(folder: Path) -> list[BadInput]:
    huge = "Яма. " * 1_000_000
    dates = "id,text,Дата поступления\n1,Яма на дороге,завтра\n1,Нет воды,32.13.2025\n"
    return [
        BadInput(
            "missing text", _put(folder, "gap.csv", "id,text\n1,\n2,Нет воды\n"), 1, NO_TEXT, 2
        ),
        BadInput(
            "row of empty fields", _put(folder, "void.csv", GOOD + ",\n,\n"), 1, NO_TEXT, 4, row=3
        ),
        BadInput(
            "spaces for a text", _put(folder, "space.csv", 'text\n" \u200b "\n'), 1, NO_TEXT, 1
        ),
        BadInput("NULs for a text", _put(folder, "nul.csv", "id,text\n1,\0\0\n"), 1, NO_TEXT, 1),
        BadInput(
            "NULs inside a text", _put(folder, "nuls.csv", "id,text\n1,Нет\0 воды\n"), 0, rows=1
        ),
        BadInput("too few fields", _put(folder, "short.csv", GOOD + "3\n"), 1, NO_TEXT, 3, row=2),
        BadInput(
            "cell of 5 MB",
            _put(folder, "huge.csv", f'id,text\n1,"{huge}"\n2,Нет воды\n'),
            1,
            "длиннее 100 000 знаков: 5 000 000",
            rows=2,
        ),
        BadInput(
            "blank line in a list",
            _put(folder, "list.txt", "Нет воды\n\nНет света\n"),
            1,
            NO_TEXT,
            rows=3,
            row=1,
        ),
        BadInput("dates that are none, ids twice", _put(folder, "dates.csv", dates), 0, rows=2),
    ]
