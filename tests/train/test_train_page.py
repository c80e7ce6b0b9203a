"""The papers beside a model: the page by its tags and pictures, the labels to read again."""

import re
import shutil
from html.parser import HTMLParser
from xml.etree import ElementTree

import numpy as np
import pandas as pd
import pytest
import toy_messages
from typer.testing import CliRunner

from tsur_nlp.classify import TopicClassifier
from tsur_nlp.cli import app
from tsur_nlp.records import Topic
from tsur_nlp.train import Example, Options, evaluate, train_from_frame
from tsur_nlp.train.calibrate import calibrated
from tsur_nlp.train.papers.charts import calibration, decided, learning
from tsur_nlp.train.papers.learning_curve import Point, learning_curve
from tsur_nlp.train.papers.sections import learning as learning_section
from tsur_nlp.train.papers.tables import heat
from tsur_nlp.train.unseen import evaluate_unseen

HOSTILE = "<script>alert(1)</script>"


def noisy() -> pd.DataFrame:
    """Every eighth label is wrong; two labels are rare, one of them written to do harm."""
    frame = toy_messages.small().sample(frac=1, random_state=2).reset_index(drop=True)
    frame.loc[::8, ["group", "topic"]] = ["Медицина", "Врачи"]
    frame.loc[1, ["group", "topic"]] = [HOSTILE, HOSTILE]
    return frame


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    out = tmp_path_factory.mktemp("out") / "toy"
    columns = {"text": "text", "label": "group", "sublabel": "topic"}
    return train_from_frame(noisy(), **columns, out=out, progress=False)


@pytest.fixture(scope="module")
def page(report) -> str:
    return report.page.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def doubtful(report) -> pd.DataFrame:
    return pd.read_csv(report.suspicious, dtype=str, keep_default_na=False)


class Tags(HTMLParser):
    """Collects tags; fails on one that is closed without being open."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def predicted(confidences, right):
    """Topics of two groups, so sure, and the examples that make them right or wrong."""
    topics = [Topic("А", float(sure), "", 0.0, (), True, 1.0, False) for sure in confidences]
    examples = [Example(f"т {i}", "А" if true else "Б") for i, true in enumerate(right)]
    return evaluate(topics, examples)


def dots(picture: str, class_: str) -> list[tuple[float, float]]:
    """Read the dots of a line back as shares of the axes."""
    drawn = ElementTree.fromstring(re.search(r"<svg.*?</svg>", picture, re.DOTALL).group())
    found = [c for c in drawn.iter("circle") if c.get("class") == f"dot {class_}"]
    lines = [line for line in drawn.iter("line") if line.get("class") == "grid"]
    left, right = (end(float(line.get("x1")) for line in lines) for end in (min, max))
    top, bottom = (end(float(line.get("y1")) for line in lines) for end in (min, max))
    return [
        (
            (float(c.get("cx")) - left) / (right - left),
            (bottom - float(c.get("cy"))) / (bottom - top),
        )
        for c in found
    ]


def test_the_page_is_whole_and_needs_nothing_from_outside(page):
    tags = Tags(page)
    assert tags.open == []
    ids = [attrs["id"] for _, attrs in tags.seen if "id" in attrs]
    assert len(ids) == len(set(ids))
    links = {str(attrs["href"]) for _, attrs in tags.seen if "href" in attrs}
    assert links <= {f"#{name}" for name in ids}
    assert not {"script", "img", "link", "iframe"} & {tag for tag, _ in tags.seen}
    assert "url(http" not in page
    assert HOSTILE not in page
    assert "&lt;script&gt;" in page


def test_every_section_stands_in_order(page):
    keys = ("how", "decided", "calibration", "labels", "confusion", "learning", "rare")
    places = [page.index(f'<section class="card" id="{key}"') for key in (*keys, "suspicious")]
    assert places == sorted(places)


def test_the_page_holds_the_figures_and_no_text_of_a_message(report, page):
    said = page.replace("\xa0", " ")
    assert f"{100 * report.evaluation.group.accuracy:.1f} %".replace(".", ",") in said
    assert "Перекрёстная проверка: все разные строки" in said
    texts = noisy()["text"].str.lower()
    assert not [text for text in texts if text in page.lower()]


def test_the_pictures_are_those_of_the_numbers():
    sure = np.linspace(0.3, 0.95, 300)
    found = predicted(sure, np.random.default_rng(1).random(300) < sure)
    bins = found.first.curves.bins
    assert len(bins) == 15
    assert {part.rows for part in bins} == {20}
    expected = [(part.confidence, part.right) for part in bins]
    assert np.allclose(dots(calibration(found), "first"), expected, atol=0.002)
    assert 'class="line second"' not in calibration(found)


def test_the_surer_rows_are_decided_first():
    found = predicted([0.9, 0.8, 0.7, 0.6], [True, True, False, True])
    assert found.first.curves.decided == ((0.25, 1.0), (0.5, 1.0), (0.75, 2 / 3), (1.0, 0.75))
    assert dict(found.first.curves.shares)[0.95] == found.group.coverage95 == 0.5
    assert ElementTree.fromstring(decided(found)).tag == "figure"


def test_the_learning_curve_is_drawn_and_told():
    points = [Point(100, 400, 0.5, 0.4), Point(200, 400, 0.6, 0.45), Point(400, 400, 0.7, 0.5)]
    heights = [y for _, y in dots(learning(points), "first")]
    assert np.allclose(np.diff(heights), 1 / 6, atol=0.002)
    assert "новая разметка ещё окупается." in learning_section(points)
    assert "это может быть и случайностью" in learning_section([points[0], Point(200, 99, 0.52, 0)])
    assert "почти ничего не добавят" in learning_section([points[0], Point(200, 400, 0.505, 0.4)])
    assert learning_section(points[:1]) is None


def test_more_rows_are_learned_from_along_the_curve(labelled):
    fold = labelled.folds(5, 1)
    points = learning_curve(labelled, fold == 0, Options())
    rows = [point.rows for point in points]
    assert rows == sorted(rows)
    assert rows[-1] == (fold != 0).sum()
    assert points[-1].accuracy > 0.9
    assert {point.measured for point in points} == {(fold == 0).sum()}


def test_the_heat_table_counts_every_row_once():
    labels = [f"м{i:02}" for i in range(20)]
    topics = [Topic(labels[i % 7], 0.5, "", 0.0, (), True, 1.0, False) for i in range(200)]
    found = evaluate(topics, [Example(f"т {i}", labels[i % 20]) for i in range(200)])
    cells = re.findall(r"<td[^>]*>([\d\xa0]*)</td>", heat(found.first))
    assert sum(int(cell or 0) for cell in cells) == 200
    assert len(cells) == 13 * 13


def test_a_label_that_is_only_predicted_has_its_column():
    found = predicted([0.9, 0.9], [False, False])
    assert "остальные" in heat(found.first)


def test_rare_labels_are_told_of_in_the_card_and_on_the_page(report, page):
    card = (report.path / "card.md").read_text("utf-8")
    assert f"Редкие метки (2): {HOSTILE} (1)" in card
    for told in (card, page):
        assert "Они остаются в модели" in told
    section = page[page.index('id="rare"') :]
    assert "0 из 1" in section


def test_wrong_labels_stand_first_with_their_rows_as_written_but_masked(doubtful):
    planted = {str(row + 1) for row in (*range(0, 150, 8), 1)}
    assert set(doubtful["строки"].head(8)) <= planted
    assert len(doubtful) <= 50
    assert doubtful["уверенность"].head(8).astype(float).min() > 0.5
    assert doubtful["текст"].str.contains("[ТЕЛЕФОН]", regex=False).any()
    assert not doubtful["текст"].str.contains("912").any()
    assert doubtful["текст"].str.contains("Прошу помочь:").any()


def test_both_levels_are_in_the_list(doubtful):
    assert set(doubtful["расхождение"]) <= {"первый уровень", "второй уровень"}
    assert "второй уровень по модели" in doubtful.columns


def test_a_topic_is_doubted_within_its_group():
    said = Topic("ЖКХ", 0.9, "Вода", 0.8, (), True, 1.0, False)
    rows = [Example("а", "ЖКХ", "Вода"), Example("б", "ЖКХ", "Лифт"), Example("в", "Дороги", "Ямы")]
    found = evaluate([said] * 3, rows).suspicious
    assert [(s.text, s.level, s.doubt) for s in found] == [("в", 1, 0.9), ("б", 2, 0.8)]


def test_one_level_has_no_columns_of_the_second(frame, tmp_path):
    rows = frame.assign(group=frame["group"].mask(frame.index % 9 == 0, "Медицина"))
    report = train_from_frame(
        rows, text="text", label="group", out=tmp_path / "m", progress=False, learning_curve=False
    )
    columns = ["строки", "текст", "метка", "по модели", "уверенность"]
    assert list(pd.read_csv(report.suspicious).columns) == columns
    assert 'id="learning"' not in report.page.read_text("utf-8")


def test_the_model_loads_whatever_became_of_its_papers(report, tmp_path):
    copy = shutil.copytree(report.path, tmp_path / "copy")
    (copy / "report.html").unlink()
    (copy / "suspicious.csv").write_text("прочитано", encoding="utf-8")
    text = "нет горячей воды"
    assert TopicClassifier(copy)(text) == TopicClassifier(report.path)(text)


def test_the_order_of_rows_changes_neither_paper(report, page, doubtful, tmp_path):
    again = train_from_frame(
        noisy().sample(frac=1, random_state=9),
        text="text",
        label="group",
        sublabel="topic",
        out=tmp_path / "toy",
        progress=False,
    )
    assert again.page.read_text("utf-8") == page
    rows = pd.read_csv(again.suspicious, dtype=str, keep_default_na=False)
    pd.testing.assert_frame_equal(rows.drop(columns="строки"), doubtful.drop(columns="строки"))


def test_the_summary_names_both_papers(report):
    assert f"отчёт: {report.page}" in report.summary()
    assert str(report.suspicious) in report.summary()
    assert report.as_dict()["page"] == str(report.path / "report.html")


def test_a_calibration_is_measured_on_rows_it_was_not_made_from(model, monkeypatch):
    made_from = []

    def spy(heads, labelled, scores):
        made_from.append({example.text for example in labelled.examples})
        return calibrated(heads, labelled, scores)

    monkeypatch.setattr("tsur_nlp.train.unseen.calibrated", spy)
    found = evaluate_unseen(model)
    texts = {model.labelled.examples[row].text for row in model.unseen_rows}
    left_out = [texts - part for part in made_from]
    assert set().union(*left_out) == texts
    assert sum(map(len, left_out)) == len(texts) == found.group.rows


def test_the_command_line_splits_by_time(tmp_path):
    rows = toy_messages.small().sample(frac=1, random_state=4)
    days = pd.date_range("2025-01-01", periods=len(rows)).strftime("%d.%m.%Y")
    rows.assign(дата=days).to_csv(tmp_path / "rows.csv", index=False)
    at = ["--text", "text", "--label", "group", "-o", str(tmp_path / "model")]
    more = ["--time", "дата", "--time-share", "0.25", "--no-learning-curve"]
    done = CliRunner().invoke(app, ["train", str(tmp_path / "rows.csv"), *at, *more])
    assert done.exit_code == 0, done.output
    assert "из них не встречались раньше 38" in done.output
    assert "report.html" in done.output
