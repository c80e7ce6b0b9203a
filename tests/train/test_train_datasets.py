import pandas as pd
import pytest
import toy_messages

from tsur_nlp.errors import TrainingError
from tsur_nlp.train import Example, checked, read_frame
from tsur_nlp.train.alike import alike_labels, alike_said
from tsur_nlp.train.counts import Counts, Skipped


def read(frame, **columns):
    names = {"text": "text", "label": "group", "sublabel": None, **columns}
    return read_frame(frame, mask=toy_messages.unmasked, **names)


def test_equal_texts_are_folded_and_weigh_more(frame):
    twice = read(pd.concat([frame, frame]))
    assert len(twice.examples) == len(frame)
    assert twice.rows == 2 * len(frame)
    assert {example.weight for example in twice.examples} == {2.0}


def test_the_order_of_rows_changes_nothing(frame):
    assert read(frame) == read(frame.sample(frac=1, random_state=3))


def test_equal_words_stay_on_one_side(frame):
    shouted = frame.assign(text=frame["text"].str.upper() + "!!!", group="Другое")
    both = read(pd.concat([frame, shouted]))
    sides: dict[str, set[int]] = {}
    for example, fold in zip(both.examples, both.folds(5, seed=1), strict=True):
        sides.setdefault(example.key, set()).add(int(fold))
    assert all(len(folds) == 1 for folds in sides.values())


def test_rare_labels_are_kept_and_reported(frame):
    frame = pd.concat([frame, pd.DataFrame([{"text": "жук в кране", "group": "Жуки"}])])
    found = read(frame)
    assert "Жуки" in found.labels
    assert found.rare == (("Жуки", 1),)


def test_rows_without_text_or_label_are_left_out(frame):
    gaps = pd.DataFrame({"text": [None, "нет воды", " "], "group": ["ЖКХ", None, "ЖКХ"]})
    found = read(pd.concat([frame, gaps]))
    assert found.examples == read(frame).examples
    assert found.skipped == Skipped(without_text=2, without_label=1)


def test_the_counts_of_rows_add_up(frame):
    gaps = pd.DataFrame(
        {"text": ["!!!", "нет воды", "спасибо"], "group": ["ЖКХ", None, "Не обращение"]}
    )
    found = Counts.of(read(pd.concat([frame, frame.head(5), gaps])))
    assert found.said() == (
        "строк 158, пропущено: без текста 1, без метки 1; взято 156, разных 151, "
        "из них «Не обращение» 1, в показатели не входят"
    )
    assert Counts.of(read(frame)).said() == "строк 150, разных 150"


def test_what_is_not_an_appeal_has_no_label(frame):
    thanks = pd.DataFrame({"text": ["спасибо большое"], "group": ["Не обращение"]})
    found = read(pd.concat([frame, thanks]))
    assert "Не обращение" not in found.labels
    assert [e.text for e in found.examples if e.is_appeal is False] == ["спасибо большое"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda f: f.rename(columns={"group": "g"}), "no column 'group': the file has text, g"),
        (lambda f: f.assign(group="ЖКХ"), "one label, 'ЖКХ'"),
        (lambda f: f.head(12), "too few"),
        (lambda f: f.assign(text=""), "no row has both"),
        (lambda f: f.head(0), "no row has both"),
        (lambda f: f.assign(text="нет воды"), "too few"),
    ],
)
def test_what_cannot_be_learned_from_is_refused(frame, change, said):
    with pytest.raises(TrainingError, match=said):
        read(change(frame))


def test_disputed_rows_keep_both_labels():
    rows = [Example(f"текст {'а' * i}", "А" if i % 2 else "Б") for i in range(30)]
    both = checked(
        [*rows, Example("спорный", "А", weight=0.6), Example("спорный", "Б", weight=0.4)]
    )
    disputed = [(e.label, e.weight) for e in both.examples if e.text == "спорный"]
    assert disputed == [("А", 0.6), ("Б", 0.4)]


def test_labels_that_differ_by_case_are_told_of(frame):
    frame = frame.copy()
    frame.loc[[0, 1], "group"] = "жкх"
    frame.loc[[3], "topic"] = "ОТОПЛЕНИЕ"
    found = alike_labels(read(frame, sublabel="topic"))
    assert found == (
        (("ЖКХ", 48), ("жкх", 2)),
        (("ЖКХ / ОТОПЛЕНИЕ", 1), ("ЖКХ / Отопление", 22)),
    )
    assert "«ЖКХ» (48) и «жкх» (2); " in alike_said(found)
    assert alike_said(found * 3).endswith("; и ещё 1")


def test_numbers_beside_a_gap_are_whole(frame):
    codes = {name: number for number, name in enumerate(sorted(frame["group"].unique()))}
    coded = frame.assign(group=frame["group"].map(codes).astype(float))
    coded.loc[0, "group"] = None
    assert read(coded).labels == ("0", "1", "2")
