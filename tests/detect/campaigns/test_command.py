import json

import pytest
from typer.testing import CliRunner

import tsur_nlp as tsur
from tsur_nlp.cli import app

LETTER = "Требуем вернуть тепло в наши дома, дети болеют, котельная стоит вторую неделю подряд!"


@pytest.fixture
def scored(tmp_path, calm, make):
    """Return a scored file with a mailing of three in it."""
    rows = [
        row | {"author": f"активист {n % 3}", "text": LETTER}
        for n, row in enumerate(make["outbreak"](size=60, days=range(66, 70)))
    ]
    facts = make["plant"](calm, rows)
    own = facts.drop(columns=["is_appeal", "needs_review", "error"])
    path = tmp_path / "scored.parquet"
    own.assign(nlp_topic_group="", nlp_text_masked=own["text"]).to_parquet(path)
    return path


def test_notes_are_written_beside_the_problems(scored, tmp_path):
    paths = tmp_path / "problems.json", tmp_path / "campaigns.json"
    command = ["problems", str(scored), "-o", str(paths[0]), "--campaigns", str(paths[1])]
    done = CliRunner().invoke(app, command)
    assert done.exit_code == 0, done.output
    assert "1 campaign note(s) -> " in done.output
    (note,) = json.loads(paths[1].read_text(encoding="utf-8"))
    assert (note["kind"], note["count"], note["example"]) == ("mailing", 60, LETTER)
    (same,) = tsur.find_campaigns(tsur.read_export(scored))
    assert same.as_dict() == note


def test_texts_that_nobody_masked_are_not_quoted(scored):
    frame = tsur.read_export(scored).drop(columns="nlp_text_masked")
    assert [note.example for note in tsur.find_campaigns(frame)] == [""]


def test_the_report_has_the_note(scored, tmp_path):
    page = tsur.write_report(tsur.read_export(scored), [], tmp_path / "report.html")
    assert "Похоже на рассылку" in page.read_text(encoding="utf-8")
