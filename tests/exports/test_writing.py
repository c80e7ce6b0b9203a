"""Writing: what was read comes back from every format; no half file; no silent loss."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

from tsur_nlp.errors import ExportError
from tsur_nlp.exports import Writer, check_output, read, read_chunks, write

ENDINGS = [
    ".csv",
    ".csv.gz",
    ".tsv",
    ".tsv.gz",
    ".jsonl",
    ".ndjson",
    ".jsonl.gz",
    ".parquet",
    ".xlsx",
]
HARD = [
    "Нет воды,\r\nсовсем; \"никак\"\tи |",
    "=СУММ(A1)",
    " с краёв ",
    "\r",
    "NA",
    "007",
    "_x0041_ и \x00 нули \x1f",
    "<b>&amp;</b> 😀",
    "",
    "15",
]  # fmt: skip


@pytest.mark.parametrize("ending", ENDINGS)
def test_strings_come_back(tmp_path: Path, ending: str) -> None:
    frame = pd.DataFrame({"id": [str(n) for n in range(len(HARD))], "text": HARD}, dtype=object)
    path = tmp_path / f"out{ending}"
    write(frame, path)
    back = read(path)
    assert list(back.columns) == ["id", "text"]
    assert list(back.id) == list(frame.id)
    assert [text or "" for text in back.text] == HARD
    assert [p.name for p in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize("ending", [".jsonl", ".parquet", ".xlsx"])
def test_types_come_back(tmp_path: Path, ending: str) -> None:
    moment = dt.datetime(2021, 1, 15, 10, 30)
    row: dict[str, Any] = {
        "text": "Яма",
        "n": 15,
        "share": 0.25,
        "yes": True,
        "at": moment,
        "no": None,
    }
    write(pd.DataFrame([row], dtype=object), tmp_path / f"out{ending}")
    back = read(tmp_path / f"out{ending}").iloc[0].tolist()
    assert back[:4] == ["Яма", 15, 0.25, True]
    assert pd.Timestamp(back[4]) == moment
    assert back[5] is None


@pytest.mark.parametrize("ending", [".csv", ".jsonl", ".parquet", ".xlsx"])
def test_chunks_give_the_file_that_the_whole_gives(tmp_path: Path, ending: str) -> None:
    frame = pd.DataFrame({"id": range(7), "text": ["Яма"] * 7, "late": [None] * 5 + ["x", "y"]})
    whole, parts = tmp_path / f"whole{ending}", tmp_path / f"parts{ending}"
    write(frame, whole)
    with Writer(parts) as writer:
        for start in range(0, 7, 3):
            writer.append(frame.iloc[start : start + 3])
    pd.testing.assert_frame_equal(read(parts), read(whole))


def test_parquet_joins_chunks_of_different_types(tmp_path: Path) -> None:
    path = tmp_path / "out.parquet"
    with Writer(path) as writer:
        writer.append(pd.DataFrame({"n": [1], "mixed": pd.Series([1], dtype=object)}))
        writer.append(pd.DataFrame({"n": [0.5], "mixed": pd.Series(["2а"], dtype=object)}))
        writer.append(
            pd.DataFrame(
                {
                    "n": [None],
                    "mixed": pd.Series(
                        [
                            None,
                        ],
                        dtype=object,
                    ),
                }
            )
        )
    back = read(path)
    assert back.n.tolist()[:2] == [1.0, 0.5]
    assert back.mixed.tolist()[:2] == ["1", "2а"]
    assert [p.name for p in tmp_path.iterdir()] == ["out.parquet"]


def test_nested_columns(tmp_path: Path) -> None:
    places = [[{"street": "Мира", "house": "5"}], []]
    frame = pd.DataFrame({"text": ["а", "б"], "places": pd.Series(places, dtype=object)})
    for ending in (".jsonl", ".parquet"):
        write(frame, tmp_path / f"out{ending}")
        write(read(tmp_path / f"out{ending}"), tmp_path / "again.jsonl")
        assert read(tmp_path / "again.jsonl").places.tolist() == places
    write(frame, tmp_path / "out.csv")
    assert read(tmp_path / "out.csv").places[0] == '[{"street": "Мира", "house": "5"}]'


def test_csv_opens_in_excel_and_in_pandas(tmp_path: Path) -> None:
    write(pd.DataFrame({"text": ["Яма"], "n": [1.5]}), tmp_path / "out.csv")
    assert (tmp_path / "out.csv").read_bytes().startswith(b"\xef\xbb\xbftext,n\r\n")
    assert pd.read_csv(tmp_path / "out.csv").to_dict("list") == {"text": ["Яма"], "n": [1.5]}


def test_workbook_is_read_by_another_library(tmp_path: Path) -> None:
    moment = dt.datetime(2021, 1, 15, 10, 30)
    frame = pd.DataFrame({"text": ["=1+1"], "at": [moment], "n": [15]})
    write(frame, tmp_path / "out.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").active
    assert [cell.value for cell in sheet[1]] == ["text", "at", "n"]
    assert [cell.value for cell in sheet[2]] == ["=1+1", moment, 15]
    assert sheet["A2"].data_type != "f"


@pytest.mark.parametrize("ending", [".csv.gz", ".xlsx", ".parquet", ".jsonl"])
def test_same_rows_give_the_same_bytes(tmp_path: Path, ending: str) -> None:
    frame = pd.DataFrame({"text": ["Яма"] * 50})
    for name in "ab":
        write(frame, tmp_path / f"{name}{ending}")
    assert (tmp_path / f"a{ending}").read_bytes() == (tmp_path / f"b{ending}").read_bytes()


@pytest.mark.parametrize("ending", [".csv", ".csv.gz", ".xlsx", ".parquet", ".jsonl"])
def test_failure_leaves_what_was_there(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"out{ending}"
    path.write_bytes(b"before")
    with pytest.raises(RuntimeError):
        _fail_in_the_middle(path)
    assert path.read_bytes() == b"before"
    assert [p.name for p in tmp_path.iterdir()] == [path.name]


def test_what_excel_cannot_hold_is_refused(tmp_path: Path) -> None:
    with pytest.raises(
        ExportError, match=r"a cell of 40,000 characters in row 2.*\.parquet or \.csv"
    ):
        write(pd.DataFrame({"text": ["а" * 40_000]}), tmp_path / "out.xlsx")
    assert list(tmp_path.iterdir()) == []
    wide = pd.DataFrame([[0] * 16_385])
    with pytest.raises(ExportError, match="16,385 columns"):
        write(wide, tmp_path / "out.xlsx")


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("out.txt", r"\.txt is not written"),
        ("out.xls", r"\.xls is not written"),
        ("out", "unknown ending"),
        ("absent/out.csv", "there is no folder"),
        ("in.csv", "is the file that is read"),
        ("folder.csv", "is a folder"),
    ],
)
def test_places_that_cannot_be_written(tmp_path: Path, name: str, says: str) -> None:
    source = tmp_path / "in.csv"
    source.write_text("text\nЯма\n", encoding="utf-8")
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(ExportError, match=says):
        check_output(tmp_path / name, source)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_folder_without_permission(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(ExportError, match="cannot be written"):
        write(pd.DataFrame({"text": ["Яма"]}), tmp_path / "out.csv")


def test_device_that_is_full() -> None:
    device = Path("/dev/full")
    if not device.exists():
        pytest.skip("no /dev/full here")
    with pytest.raises(ExportError):
        write(pd.DataFrame({"text": ["Яма"]}), device / "out.csv")


def test_chunks_must_have_the_same_columns(tmp_path: Path) -> None:
    with Writer(tmp_path / "out.csv") as writer:
        writer.append(pd.DataFrame({"a": [1]}))
        with pytest.raises(ExportError, match="differ in columns: b"):
            writer.append(pd.DataFrame({"a": [1], "b": [2]}))


def _fail_in_the_middle(path: Path) -> None:
    with Writer(path) as writer:
        writer.append(pd.DataFrame({"text": ["Яма"]}))
        raise RuntimeError


def test_nothing_to_write(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="nothing to write"), Writer(tmp_path / "out.csv"):
        pass


def test_header_without_rows_stays_a_header(tmp_path: Path) -> None:
    for ending in (".csv", ".parquet", ".xlsx"):
        write(pd.DataFrame({"id": [], "text": []}, dtype=object), tmp_path / f"out{ending}")
        assert list(read(tmp_path / f"out{ending}").columns) == ["id", "text"]


@pytest.mark.real_data
@pytest.mark.parametrize("ending", [".csv", ".parquet", ".jsonl", ".xlsx"])
@pytest.mark.parametrize(
    "name", ["incident_export_sample.xlsx", "places_dev.jsonl", "spb_2020-10_2021-02.parquet"]
)
def test_real_files_round_trip(real_data: Path, tmp_path: Path, name: str, ending: str) -> None:
    frame = next(read_chunks(real_data / name, size=400))
    write(frame, tmp_path / f"out{ending}")
    back = read(tmp_path / f"out{ending}")
    assert list(back.columns) == list(frame.columns)
    number = "id" if "id" in frame.columns else "ID"
    assert list(map(str, back[number])) == list(map(str, frame[number]))
    header = next(column for column in frame.columns if column in ("text", "Текст инцидента"))
    assert list(back[header]) == list(frame[header])
