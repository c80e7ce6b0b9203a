import pandas as pd
import pytest
import toy_messages

from tsur_nlp.errors import TrainingError
from tsur_nlp.train import Example, checked, read_frame


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
    assert read(pd.concat([frame, gaps])).examples == read(frame).examples


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
