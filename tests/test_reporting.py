"""The glue of the report: one computation, several forms, the settings that the reader sees."""

import json
from pathlib import Path

import pandas as pd
import pytest
from report import build
from typer.testing import CliRunner

from tsur_nlp import reporting
from tsur_nlp.cli import app, main
from tsur_nlp.errors import InputError
from tsur_nlp.report import writing
from tsur_nlp.report.digest import Digest


@pytest.fixture(scope="module")
def export() -> pd.DataFrame:
    """An export with its own topics and places; nothing of it is scored."""
    facts = build.facts(300)
    return facts.drop(columns=["is_appeal", "needs_review", "error"])


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """Deadlines of a region that answers at once."""
    path = tmp_path / "наши сроки.toml"
    path.write_text(
        'time_zone = "Asia/Yekaterinburg"\n[hours]\nmonday = ["09:00", "18:00"]\n'
        '[[rule]]\nname = "Сразу"\n'
        'answer = { amount = 2, unit = "calendar_hours" }\n',
        encoding="utf-8",
    )
    return path


def test_one_path_gives_a_path_and_several_a_list(export: pd.DataFrame, tmp_path: Path) -> None:
    one = reporting.write_report(export, [], str(tmp_path / "digest.md"))
    assert one == tmp_path / "digest.md"
    assert one.read_text(encoding="utf-8").startswith("**Обращения граждан**")
    paths = (tmp_path / "a.HTML", tmp_path / "b.htm", tmp_path / "c.json", tmp_path / "d.md")
    assert reporting.write_report(export, [], paths) == list(paths)
    assert paths[0].read_bytes() == paths[1].read_bytes()
    assert paths[3].read_bytes() == one.read_bytes()


def test_the_forms_are_of_one_computation(
    export: pd.DataFrame, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts = {"material": 0, "page": 0, "digest": 0}

    def counted(name: str, owner: object, attribute: str) -> None:
        real = getattr(owner, attribute)

        def call(*args: object, **more: object) -> object:
            counts[name] += 1
            return real(*args, **more)

        monkeypatch.setattr(owner, attribute, call)

    counted("material", reporting, "_material")
    counted("page", writing, "page")
    counted("digest", writing, "digest")
    monkeypatch.setattr(writing, "find_browser", lambda: "chromium")
    monkeypatch.setattr(
        writing, "printed", lambda page, *, day: page[:15].encode() + bytes([day.day])
    )
    paths = [tmp_path / f"r{ending}" for ending in (".html", ".pdf", ".md", ".json")]
    reporting.write_report(export, [], paths)
    assert counts == {"material": 1, "page": 1, "digest": 1}
    assert paths[1].read_bytes() == b"<!DOCTYPE html>" + bytes([build.LAST.day])


@pytest.mark.parametrize("name", ["report.docx", "report", "report.html.gz", ".md"])
def test_an_unknown_ending_is_refused_before_any_work(name: str, tmp_path: Path) -> None:
    wanted = "a report is written as .html, .htm, .pdf, .md, .json, not as"
    with pytest.raises(InputError, match=wanted):
        reporting.write_report(None, [], [tmp_path / "a.html", tmp_path / name])  # type: ignore[list-item]
    assert list(tmp_path.iterdir()) == []


def test_a_misspelt_option_is_refused(export: pd.DataFrame) -> None:
    with pytest.raises(TypeError, match="titel"):
        reporting.write_report(export, [], "report.html", titel="")  # type: ignore[call-overload]


def test_the_digest_is_what_the_file_holds(export: pd.DataFrame, tmp_path: Path) -> None:
    problems = build.problems(build.facts(300))
    found = reporting.digest(export, problems, unit="municipality", title="Утро")
    assert isinstance(found, Digest)
    path = tmp_path / "digest.json"
    reporting.write_report(export, problems, path, unit="municipality", title="Утро")
    assert json.loads(path.read_text(encoding="utf-8")) == found.as_dict()
    assert (found.title, found.unit_type) == ("Утро", "municipality")
    assert len(found.problems) == 4


def test_the_map_of_yesterday_and_of_a_week_ago_is_known(export: pd.DataFrame) -> None:
    known = reporting.digest(export, [], unit="municipality").changes
    assert [(span.days, span.map_known) for span in known] == [(1, True), (7, True)]
    early = (export["created_at"].min() + pd.Timedelta(days=3)).date().isoformat()
    (day,) = reporting.digest(export, [], unit="municipality", as_of=early).changes
    assert (day.days, day.map_known) == (1, True)


def test_the_settings_are_named_on_the_page(
    export: pd.DataFrame, rules: Path, tmp_path: Path
) -> None:
    path = tmp_path / "report.html"
    reporting.write_report(export, [], path)
    plain = path.read_text(encoding="utf-8").replace("\xa0", " ")
    assert "<dt>Темы</dt><dd>из выгрузки, где указаны; остальные определила модель</dd>" in plain
    assert "<dt>Сроки ответа</dt><dd>типовые" in plain
    assert "ложная тревога на всю территорию" not in plain
    reporting.write_report(
        export, [], path, topics="given", deadlines=rules, recurrence_interval=30
    )
    chosen = path.read_text(encoding="utf-8").replace("\xa0", " ")
    assert "<dt>Темы</dt><dd>только из выгрузки</dd>" in chosen
    assert "<dt>Сроки ответа</dt><dd>из файла наши сроки.toml" in chosen
    assert "<dt>Одна ложная тревога на всю территорию</dt><dd>раз в 30 дней</dd>" in chosen
    assert str(tmp_path) not in chosen


def test_deadlines_of_the_region_change_what_is_late(export: pd.DataFrame, rules: Path) -> None:
    bare = export.drop(columns="due_on")
    usual = reporting.digest(bare, []).answers
    strict = reporting.digest(bare, [], deadlines=rules).answers
    assert strict.judged > 290
    assert strict.on_time is not None
    assert strict.on_time < 0.1
    assert usual != strict


def test_without_dates_it_is_said_what_is_missing(export: pd.DataFrame, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no column created_at"):
        reporting.write_report(export[["id", "text"]], [], tmp_path / "report.md")


def _boundaries(path: Path, *names: str) -> Path:
    """Write squares of 1° in a row under these names."""
    features = [
        {
            "type": "Feature",
            "properties": {"name": name},
            "geometry": {
                "type": "Polygon",
                "coordinates": [[[x, 58], [x + 1, 58], [x + 1, 59], [x, 59], [x, 58]]],
            },
        }
        for x, name in enumerate(names, 55)
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    return path


def test_boundaries_of_other_units_are_refused(
    export: pd.DataFrame, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    others = _boundaries(tmp_path / "o.geojson", "Арбат", "Хамовники")
    output = tmp_path / "r.html"
    with monkeypatch.context() as patch:
        patch.setattr(reporting.authorities, "responses", None)
        patch.setattr(reporting.territory, "find_campaigns", None)
        with pytest.raises(InputError, match=r"none of the \d+ units has a polygon; .* «Арбат»"):
            reporting.write_report(export, [], output, unit="municipality", boundaries=others)
        with pytest.raises(InputError, match="cannot read the boundaries"):
            reporting.write_report(export, [], output, boundaries=tmp_path / "none.geojson")
    assert not output.exists()
    fitting = _boundaries(tmp_path / "f.geojson", *sorted(set(export["municipality"]) - {""}))
    reporting.write_report(export, [], output, unit="municipality", boundaries=fitting)
    assert "границы из файла" in output.read_text(encoding="utf-8")


def test_without_units_any_boundaries_will_do(export: pd.DataFrame, tmp_path: Path) -> None:
    others = _boundaries(tmp_path / "o.geojson", "Арбат")
    nowhere = export.drop(columns=["municipality", "district"], errors="ignore")
    for frame in (nowhere, nowhere.iloc[:0]):
        output = tmp_path / f"{len(frame)}.html"
        reporting.write_report(frame, [], output, boundaries=others)
        assert output.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_the_command_refuses_boundaries_of_other_units(
    export: pd.DataFrame,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    source = tmp_path / "export.parquet"
    export.iloc[:60].assign(nlp_topic_group="").to_parquet(source)
    others = _boundaries(tmp_path / "o.geojson", "Арбат")
    asked = ["report", source, "-o", tmp_path / "r.html", "--boundaries", others]
    monkeypatch.setattr("sys.argv", ["tsur-nlp", *map(str, asked), "--unit", "municipality"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    assert capsys.readouterr().err.count("units has a polygon") == 1
    assert not (tmp_path / "r.html").exists()


def test_the_command_writes_every_form_at_once(
    export: pd.DataFrame, rules: Path, tmp_path: Path
) -> None:
    source = tmp_path / "export.parquet"
    export.iloc[:60].to_parquet(source)
    outputs = [tmp_path / name for name in ("r.html", "r.md", "r.json")]
    asked = [part for path in outputs for part in ("-o", str(path))]
    more = ["--deadlines", str(rules), "--recurrence-interval", "90", "--unit", "municipality"]
    done = CliRunner().invoke(app, ["report", str(source), *asked, *more])
    assert done.exit_code == 0, done.output
    assert "r.html, " in done.stderr
    page = outputs[0].read_text(encoding="utf-8").replace("\xa0", " ")
    assert "раз в 90 дней" in page
    assert "из файла наши сроки.toml" in page
    assert outputs[1].read_text(encoding="utf-8").startswith("**")
    assert json.loads(outputs[2].read_text(encoding="utf-8"))["answers"]["judged"] > 10


def test_the_command_refuses_an_ending_before_it_reads(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("sys.argv", ["tsur-nlp", "report", "нет такого.csv", "-o", "r.docx"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    assert "a report is written as" in capsys.readouterr().err
