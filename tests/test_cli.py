import json
import re
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from cases.bad_inputs.build import bad_inputs
from typer.testing import CliRunner

import tsur_nlp as tsur
from tsur_nlp.cli import app, main
from tsur_nlp.train import SEED

DOCS = Path(__file__).parents[1] / "docs" / "cli.md"
TEXTS = (Path(__file__).parent / "cases" / "messages.txt").read_text("utf-8").splitlines()
COMMANDS = [
    *("score", "problems", "heat", "report", "train", "train-bodies", "evaluate"),
    *("responses", "backtest", "suggest", "drift", "explain", "demo"),
]


def tsur_nlp(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tsur_nlp", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def export(tmp_path: Path) -> Path:
    path = tmp_path / "export.csv"
    days = pd.date_range("2025-12-01", periods=len(TEXTS), freq="D").strftime("%d.%m.%Y %H:%M")
    frame = pd.DataFrame({"№": range(len(TEXTS)), "Дата создания": days, "Текст инцидента": TEXTS})
    frame.to_csv(path, index=False, sep=";", encoding="cp1251", errors="replace")
    return path


def test_help_names_every_command() -> None:
    text = CliRunner().invoke(app, ["--help"]).output
    assert all(command in text for command in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_and_option_is_documented(command: str) -> None:
    result = CliRunner().invoke(app, [command, "--help"], env={"COLUMNS": "200"})
    assert result.exit_code == 0
    documented = DOCS.read_text(encoding="utf-8")
    assert f"`tsur-nlp {command}" in documented
    for option in re.findall(r"--[a-z-]+", result.output):
        if option != "--help":
            assert f"`{option}`" in documented, f"say in docs/cli.md what {option} does"


def test_score_then_problems_then_heat_then_report(export: Path, tmp_path: Path) -> None:
    scored = tmp_path / "scored.parquet"
    done = tsur_nlp("score", export, "-o", scored)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert "%" not in done.stderr  # the progress bar stays silent outside a terminal
    frame = pd.read_parquet(scored)
    assert list(frame["№"]) == [str(i) for i in range(len(TEXTS))]
    for command, name in (("problems", "p.json"), ("heat", "h.json"), ("report", "r.html")):
        done = tsur_nlp(command, scored, "-o", tmp_path / name)
        assert done.returncode == 0, done.stderr
    assert json.loads((tmp_path / "p.json").read_text("utf-8")) == []
    assert "<html" in (tmp_path / "r.html").read_text("utf-8")


def test_csv_and_parquet_and_the_api_agree(export: Path, tmp_path: Path) -> None:
    assert tsur_nlp("score", export, "-o", tmp_path / "a.parquet").returncode == 0
    assert tsur_nlp("score", export, "-o", tmp_path / "b.csv").returncode == 0
    by_api = tsur.load_pipeline().frame(tsur.read_export(export))
    pd.testing.assert_frame_equal(
        pd.read_parquet(tmp_path / "a.parquet"), by_api, check_dtype=False
    )
    written = tmp_path / "c.csv"
    tsur.write_export(by_api, written)
    assert written.read_bytes() == (tmp_path / "b.csv").read_bytes()


def test_the_format_of_the_export_and_the_processes_do_not_matter(export, tmp_path: Path) -> None:
    tsur.write_export(tsur.read_export(export), tmp_path / "same.parquet")
    assert tsur_nlp("score", export, "-o", tmp_path / "a.jsonl").returncode == 0
    more = ("-o", tmp_path / "b.jsonl", "--jobs", "2")
    assert tsur_nlp("score", tmp_path / "same.parquet", *more).returncode == 0
    assert (tmp_path / "a.jsonl").read_bytes() == (tmp_path / "b.jsonl").read_bytes()


def test_since_replays_and_previous_keeps_ids(export: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "first.json", tmp_path / "second.json"
    at = ("--as-of", "2025-12-10", "--unit", "municipality")
    assert tsur_nlp("problems", export, "-o", first, *at, "--since", "2025-12-08").returncode == 0
    done = tsur_nlp("problems", export, "-o", second, "--previous", first)
    assert done.returncode == 0, done.stderr
    both = tsur_nlp("problems", export, "-o", second, "--previous", first, "--since", "2025-12-08")
    assert both.returncode == 2
    assert "leave --previous out" in both.stderr


def test_rows_in_error_are_counted_and_the_exit_code_is_1(tmp_path: Path) -> None:
    path = tmp_path / "some.jsonl"
    path.write_text('{"text": "ямы на ленина 5"}\n{"text": null}\n', encoding="utf-8")
    done = tsur_nlp("score", path, "-o", tmp_path / "out.csv")
    assert done.returncode == 1
    assert "1 of 2 rows are in error: see the column nlp_error" in done.stderr


def test_a_named_column(tmp_path: Path) -> None:
    path = tmp_path / "odd.csv"
    path.write_text("суть дела;дата\nямы на ленина 5;01.12.2025\n", encoding="utf-8")
    refused = tsur_nlp("score", path, "-o", tmp_path / "out.csv")
    assert refused.returncode == 2
    assert "--column text=" in refused.stderr
    done = tsur_nlp("score", path, "-o", tmp_path / "out.csv", "--column", "text=суть дела")
    assert done.returncode == 0, done.stderr


def test_explain_prints_russian_and_hides_personal_data() -> None:
    done = tsur_nlp("explain", TEXTS[0])
    assert done.returncode == 0
    assert "Группа тем: ЖКХ" in done.stdout
    assert "000-11-22" not in done.stdout


def test_train_evaluate_and_score_with_the_new_model(tmp_path: Path) -> None:
    rows = [f"{text} {i};{label}" for i in range(15) for text, label in LABELLED]
    labelled = tmp_path / "labelled.csv"
    labelled.write_text("обращение;вид\n" + "\n".join(rows), encoding="utf-8")
    at = ("--text", "обращение", "--label", "вид")
    done = tsur_nlp("train", labelled, *at, "-o", tmp_path / "model")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "model" / "card.md").is_file()
    done = tsur_nlp(
        "evaluate", labelled, *at, "--model", tmp_path / "model", "-o", tmp_path / "e.json"
    )
    assert done.returncode == 0, done.stderr
    assert json.loads((tmp_path / "e.json").read_text("utf-8"))
    path = tmp_path / "new.csv"
    path.write_text("text\nопять яма на дороге\n", encoding="utf-8")
    done = tsur_nlp("score", path, "-o", tmp_path / "out.csv", "--model", tmp_path / "model")
    assert done.returncode == 0, done.stderr
    assert pd.read_csv(tmp_path / "out.csv")["nlp_topic_group"].tolist() == ["дороги"]


LABELLED = [
    ("яма на дороге", "дороги"),
    ("разбитая дорога и ямы", "дороги"),
    ("нет записи к врачу", "медицина"),
    ("врач в поликлинике заболел", "медицина"),
]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("problems", "{export}", "-o", "{json}", "--topics", "mine"), "topics"),
        (("problems", "{export}", "-o", "{json}", "--unit", "nowhere"), "nowhere"),
        (("problems", "{export}", "-o", "{json}", "--as-of", "вчера"), "вчера"),
        (("problems", "{export}", "-o", "{json}", "--previous", "no.json"), "no.json"),
        (("score", "{export}", "-o", "{out}", "--model", "nothing-there"), "no model"),
        (("score", "{export}", "-o", "{out}", "--addresses", "no.csv"), "no.csv"),
        (("score", "{export}", "-o", "{out}", "--column", "text"), "NAME=HEADER"),
        (("score", "{export}", "-o", "{out}", "--region", "Атлантида"), "Атлантида"),
        (("train", "{export}", "-o", "{out}", "--label", "нет такого"), "нет такого"),
        (("suggest", "{export}", "-o", "{out}", "--text", "нет такого"), "нет такого"),
        (("suggest", "{export}", "-o", "{export}"), "export.csv"),
        (("drift", "{export}", "{export}", "-o", "{json}", "--text", "нет такого"), "нет такого"),
        (("drift", "{export}", "no.csv", "-o", "{json}"), "no.csv"),
    ],
)
def test_a_wrong_argument_is_one_sentence(export, tmp_path, arguments, sentence) -> None:
    out, json_out = tmp_path / "out.jsonl", tmp_path / "out.json"
    done = tsur_nlp(*(a.format(export=export, out=out, json=json_out) for a in arguments))
    assert done.returncode == 2
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr
    assert not out.exists()
    assert not json_out.exists()


def in_process(monkeypatch, capfd, *arguments: object) -> tuple[int, str]:
    """Run the command line here: forty processes would take a minute."""
    monkeypatch.setattr(sys, "argv", ["tsur-nlp", *map(str, arguments)])
    with pytest.raises(SystemExit) as done:
        main()
    return int(done.value.code or 0), capfd.readouterr().err


def test_bad_inputs(tmp_path: Path, monkeypatch, capfd) -> None:
    (tmp_path / "out").mkdir()
    for case in bad_inputs(tmp_path):
        out = tmp_path / "out" / f"{case.name}.parquet"
        named = [w for k, v in case.columns.items() for w in ("--column", f"{k}={v}")]
        sheet = ["--sheet", case.sheet] if case.sheet else []
        code, said = in_process(monkeypatch, capfd, "score", case.path, "-o", out, *named, *sheet)
        assert (case.name, code) == (case.name, case.exit), said
        assert "Traceback" not in said
        if case.exit == 2:
            assert re.search(f"(?s){case.says}", said), case.name
            assert not out.exists()
            continue
        errors = pd.read_parquet(out)["nlp_error"]
        assert len(errors) == case.rows, case.name
        if case.exit == 1:
            assert re.search(case.says, errors.iloc[case.row]), case.name


def test_responses_writes_a_table_a_workbook_and_a_page(tmp_path: Path) -> None:
    samples = Path(__file__).parents[1] / "data" / "samples" / "messages.csv"
    raw = tmp_path / "raw.csv"
    rows = pd.read_csv(samples, dtype=str, nrows=150)
    rows.rename(columns={"text": "nlp_text_masked"}).assign(nlp_topic_group="Дороги").to_csv(
        raw, index=False
    )
    deadlines = tmp_path / "сроки.toml"
    deadlines.write_text(
        'time_zone = "Asia/Yekaterinburg"\n[hours]\nmonday = ["09:00", "18:00"]\n'
        '[[rule]]\nname = "Все"\nanswer = { amount = 3, unit = "calendar_days" }\n',
        encoding="utf-8",
    )
    bodies = tmp_path / "bodies.csv"
    bodies.write_text("name\nАдминистрация города Перми\n", encoding="utf-8")
    messages = tmp_path / "messages.parquet"
    at = ("--as-of", "2025-12-01", "--unit", "municipality", "--title", "Ответы края")
    files = ("--deadlines", deadlines, "--bodies", bodies, "--messages", messages)
    done = tsur_nlp("responses", raw, "-o", tmp_path / "r.html", *at, *files)
    assert done.returncode == 0, done.stderr
    assert "Ответы края</h1>" in (tmp_path / "r.html").read_text("utf-8")
    per_message = pd.read_parquet(messages)
    assert len(per_message) == 150
    assert set(per_message["due_rule"]) == {"выгрузка", "Все"}
    frame = tsur.read_export(raw)
    found = tsur.responses(frame, as_of="2025-12-01", unit="municipality", deadlines=deadlines)
    for name in ("r.csv", "r.xlsx", "r.json"):
        tsur.write_responses(found, tmp_path / name)
    table = pd.read_csv(tmp_path / "r.csv", encoding="utf-8-sig")
    told = json.loads((tmp_path / "r.json").read_text("utf-8"))
    assert told["table"][0]["messages"] == table["messages"].iloc[0] == 150
    assert told["as_of"] == "2025-12-01T23:59:59"


def test_dates_that_cannot_be_read_are_counted(tmp_path: Path, monkeypatch, capfd) -> None:
    rows = {"text": ["Нет воды", "Яма", ""], "created_at": ["потом", "31.12.2025", None]}
    pd.DataFrame(rows).to_csv(tmp_path / "a.csv", index=False)
    _, said = in_process(
        monkeypatch, capfd, "report", tmp_path / "a.csv", "-o", tmp_path / "r.html"
    )
    assert "1 of 3 dates of messages cannot be read" in said


def test_responses_refuses_in_one_sentence(
    export: Path, tmp_path: Path, monkeypatch, capfd
) -> None:
    for arguments, sentence in (
        (("-o", tmp_path / "r.docx"), "all tables together are .json"),
        (("-o", tmp_path / "r.csv", "--deadlines", "no.toml"), "no.toml"),
        (("-o", tmp_path / "r.csv", "--bodies", "no.csv"), "no.csv"),
        (("-o", tmp_path / "r.csv", "--as-of", "вчера"), "вчера"),
    ):
        code, said = in_process(monkeypatch, capfd, "responses", export, *arguments)
        assert (code, sentence in said) == (2, True), said
        assert "Traceback" not in said


def test_a_foreign_taxonomy_is_not_measured_silently(tmp_path: Path, monkeypatch, capfd) -> None:
    texts = [
        f"{what} на улице {number}"
        for what in ("Нет воды", "Яма", "Темно")
        for number in "абвгдежз"
    ]
    pd.DataFrame({"text": texts, "topic_group": ["Вода"] * 8 + ["Ямы"] * 8 + ["ЖКХ"] * 8}).to_csv(
        tmp_path / "a.csv", index=False
    )
    _, said = in_process(monkeypatch, capfd, "evaluate", tmp_path / "a.csv")
    assert "модель знает 1 из 3 меток" in said


def test_a_known_header_stands_for_the_label_of_what_is_evaluated(
    tmp_path: Path, monkeypatch, capfd
) -> None:
    rows = {"Текст": ["Нет воды", "Яма на дороге"] * 12, "Группа тем": ["ЖКХ", "Дороги"] * 12}
    rows["Текст"] = [
        f"{text} {word}"
        for text, word in zip(rows["Текст"], "абвгдежзиклмнопрстуфхцчш", strict=True)
    ]
    pd.DataFrame(rows).to_csv(tmp_path / "a.csv", index=False)
    code, said = in_process(monkeypatch, capfd, "evaluate", tmp_path / "a.csv")
    assert code == 0, said
    assert "строк 24, разных 24" in said
    assert "порог модели 0,9" in said


def test_one_default_seed_for_the_command_and_for_python() -> None:
    for command in ("train", "train-bodies", "suggest"):
        said = CliRunner().invoke(app, [command, "--help"]).output
        assert f"[default: {SEED}]" in " ".join(said.split())


def test_training_refuses_before_it_reads(tmp_path: Path, monkeypatch, capfd) -> None:
    (tmp_path / "busy").write_text("")
    for command in ("train", "train-bodies"):
        out = ("-o", tmp_path / "busy")
        code, said = in_process(monkeypatch, capfd, command, tmp_path / "no.csv", *out)
        assert (code, "busy is a file" in said) == (2, True), said
    for command, files in (("evaluate", ["no.csv"]), ("drift", ["no.csv", "no.csv"])):
        out = ("-o", tmp_path / "nowhere" / "e.json")
        code, said = in_process(monkeypatch, capfd, command, *files, *out)
        assert (code, "there is no folder" in said) == (2, True), said


def test_a_share_of_time_without_a_time_is_refused(export, tmp_path, monkeypatch, capfd) -> None:
    asked = ("--time-share", "0.3", "-o", tmp_path / "model")
    code, said = in_process(monkeypatch, capfd, "train", export, *asked)
    assert (code, said.count("\n"), "--time" in said) == (2, 1, True), said
