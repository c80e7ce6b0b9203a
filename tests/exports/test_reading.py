"""Reading: values verbatim, rows in order, chunks equal to the whole, memory bounded."""

from __future__ import annotations

import gzip
import tracemalloc
import zipfile
from pathlib import Path

import pandas as pd
import pytest

from tsur_nlp.errors import ExportError
from tsur_nlp.exports import notes, read, read_chunks, text_problem, texts


def csv(tmp_path: Path, text: str, encoding: str = "utf-8") -> Path:
    path = tmp_path / "export.csv"
    path.write_bytes(text.encode(encoding))
    return path


def test_values_are_verbatim(tmp_path: Path) -> None:
    frame = read(csv(tmp_path, "id,text,n\n007,NA, 1.50 \n8,null,\n"))
    assert frame.to_dict("list") == {
        "id": ["007", "8"],
        "text": ["NA", "null"],
        "n": [" 1.50 ", ""],
    }


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1251"])
def test_delimiters_and_encodings(tmp_path: Path, delimiter: str, encoding: str) -> None:
    rows = [["ID", "Текст обращения"], ["1", "Яма, лужа; грязь"], ["2", "Ёлка у дома"]] * 1
    text = "\r\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in rows)
    frame = read(csv(tmp_path, text, encoding))
    assert list(frame.columns) == rows[0]
    assert frame.to_numpy().tolist() == rows[1:]


def test_quoted_newlines_and_quotes(tmp_path: Path) -> None:
    frame = read(csv(tmp_path, 'id,text\r\n1,"Нет\r\nводы, ""совсем"""\r\n'))
    assert frame.text[0] == 'Нет\r\nводы, "совсем"'


def test_mixed_encodings_keep_every_line(tmp_path: Path) -> None:
    path = tmp_path / "glued.csv"
    cut = "3,Улица Мира, дом семь, подъезд пят".encode()[:-1]
    path.write_bytes("id,text\n1,Ёж\n".encode() + "2,Яма №5\n".encode("cp1251") + cut)
    frame = read(path)
    assert list(frame.text[:2]) == ["Ёж", "Яма №5"]
    assert frame.text[2] == "Улица Мира, дом семь, подъезд пя\ufffd"
    assert "lines in another encoding: 2" in notes(frame)


def test_her_in_cp1251_is_not_utf8(tmp_path: Path) -> None:
    text = "id;text\n1;Спилите дерево\n2;Её\n"
    assert list(read(csv(tmp_path, text, "cp1251")).text) == ["Спилите дерево", "Её"]


def test_ragged_rows_are_kept(tmp_path: Path) -> None:
    frame = read(csv(tmp_path, "id,text\n1,Яма, лужа\n2\n3,Снег,,\n"))
    assert frame.to_numpy().tolist() == [["1", "Яма, лужа"], ["2", ""], ["3", "Снег"]]
    assert len(notes(frame)) == 2


def test_quote_that_never_closes_costs_nothing(tmp_path: Path) -> None:
    frame = read(csv(tmp_path, 'id,text\n1,"Яма\n2,"Снег, лёд"\n3,Вода\n4,"Свет\n5,Газ\n'))
    assert list(frame.id)[-1] == "5"
    assert list(frame.text)[-2:] == ['"Свет', "Газ"]
    assert any("never close" in note for note in notes(frame))


def test_blank_lines_are_no_rows_but_empty_fields_are(tmp_path: Path) -> None:
    assert len(read(csv(tmp_path, "id,text\n1,Яма\n\n,\n\n"))) == 2


@pytest.mark.parametrize("name", ["list.txt", "list.csv"])
def test_list_of_texts(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("Добрый день, нет света\nЯма на дороге\nСнег, лёд, каша\n", encoding="utf-8")
    frame = read(path)
    assert list(frame.columns) == ["text"]
    assert len(frame) == 3


def test_text_file_with_a_table(tmp_path: Path) -> None:
    path = tmp_path / "excel.txt"
    path.write_bytes("ID\tТекст\r\n1\tЯма\r\n".encode("utf-16"))
    assert read(path).to_dict("list") == {"ID": ["1"], "Текст": ["Яма"]}


def test_duplicate_and_empty_headers_get_names(tmp_path: Path) -> None:
    frame = read(csv(tmp_path, "text,,text\n1,2,3\n"))
    assert list(frame.columns) == ["text", "column_2", "text.1"]


def test_gz(tmp_path: Path) -> None:
    path = tmp_path / "export.csv.gz"
    path.write_bytes(gzip.compress("id;text\n1;Яма\n".encode("cp1251")))
    assert read(path).text[0] == "Яма"


def test_chunks_are_the_whole(tmp_path: Path) -> None:
    rows = "".join(f'{n},"Яма номер {n}\nу дома"\n' for n in range(25))
    path = csv(tmp_path, "id,text\n" + rows)
    chunks = list(read_chunks(path, size=10))
    assert [len(chunk) for chunk in chunks] == [10, 10, 5]
    pd.testing.assert_frame_equal(pd.concat(chunks), read(path), check_index_type=False)


def test_columns_of_jsonl_are_those_of_all_lines(tmp_path: Path) -> None:
    path = tmp_path / "export.jsonl"
    path.write_text('{"text": "Яма"}\n{"text": "Лёд", "places": [{"street": "Мира"}]}\n', "utf-8")
    first, second = read_chunks(path, size=1)
    assert list(first.columns) == list(second.columns) == ["text", "places"]
    assert second.places[1] == [{"street": "Мира"}]


def test_broken_json_is_kept_and_told(tmp_path: Path) -> None:
    path = tmp_path / "export.jsonl"
    path.write_text('{"text": "Яма"}\n{"text": "Лёд\n', "utf-8")
    frame = read(path)
    assert frame["_raw"][1] == '{"text": "Лёд'
    assert [bool(text_problem(text)) for text in texts(frame)] == [False, True]


def test_open_document(tmp_path: Path) -> None:
    kinds = "urn:oasis:names:tc:opendocument:xmlns"
    manifest = f'<manifest:manifest xmlns:manifest="{kinds}:manifest:1.0"/>'
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    rows = ["".join(map(cell.format, row)) for row in (["id", "text"], ["1", "Яма"])]
    cells = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    content = (
        f'<office:document-content xmlns:office="{kinds}:office:1.0" '
        f'xmlns:table="{kinds}:table:1.0" xmlns:text="{kinds}:text:1.0"><office:body>'
        "<office:spreadsheet><table:table "
        f'table:name="Лист">{cells}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    path = tmp_path / "export.ods"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        file.writestr("META-INF/manifest.xml", manifest)
        file.writestr("content.xml", content)
    assert read(path).to_dict("list") == {"id": ["1"], "text": ["Яма"]}


def test_parquet_keeps_integers_with_gaps(tmp_path: Path) -> None:
    path = tmp_path / "export.parquet"
    pd.DataFrame({"id": pd.array([1, None], dtype="Int64"), "text": ["а", "б"]}).to_parquet(path)
    assert read(path).id.tolist() == [1, None]


def test_error_comes_from_the_call_not_from_the_first_step(tmp_path: Path) -> None:
    with pytest.raises(ExportError):
        read_chunks(tmp_path / "absent.csv")
    with pytest.raises(ExportError, match="size"):
        read_chunks(csv(tmp_path, "text\nа\n"), size=0)


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    line = "1,Не убирают снег во дворе\n" * 1000
    with path.open("w", encoding="utf-8") as file:
        file.write("id,text\n")
        for _ in range(50):
            file.write(line)
    tracemalloc.start()
    rows = sum(len(chunk) for chunk in read_chunks(path, size=1000))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert rows == 50_000
    assert peak < 4_000_000


@pytest.mark.real_data
@pytest.mark.parametrize("name", ["perm_topics.csv", "kursk_train.csv", "spb_buildings.csv"])
def test_real_csv_reads_as_pandas_reads_it(real_data: Path, name: str) -> None:
    expected = pd.read_csv(real_data / name, dtype=str, keep_default_na=False)
    found = read(real_data / name)
    assert list(found.columns) == list(expected.columns)
    assert (found.to_numpy() == expected.to_numpy()).all()
