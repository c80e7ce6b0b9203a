"""The canonical frame: whose word counts, what is empty, what is required."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

from tsur_nlp.errors import InputError
from tsur_nlp.exports import facts
from tsur_nlp.exports.canonical import COLUMNS


def scored(**columns: list[object]) -> pd.DataFrame:
    return pd.DataFrame({name: pd.Series(values, dtype=object) for name, values in columns.items()})


def test_every_column_is_there_whatever_the_export_has() -> None:
    known = facts(scored(text=["Нет воды"]))
    assert tuple(known.columns) == COLUMNS
    assert known.loc[0, "id"] == "row-1"
    assert known.loc[0, "region"] == ""
    assert known.loc[0, "is_appeal"]
    assert not known.loc[0, "needs_review"]
    assert math.isnan(known.loc[0, "lat"])
    assert known.loc[0, "created_at"] is pd.NaT
    assert known.dtypes["created_at"] == "datetime64[ns]"


def test_empty_frame() -> None:
    known = facts(scored(text=[]))
    assert tuple(known.columns) == COLUMNS
    assert len(known) == 0


def test_given_wins_where_filled() -> None:
    frame = scored(
        text=["а", "б"], Район=["Ленинский", None], nlp_district=["Кировский", "Кировский"]
    )
    assert list(facts(frame).district) == ["Ленинский", "Кировский"]
    assert list(facts(frame, places="given").district) == ["Ленинский", ""]
    assert list(facts(frame, places="predicted").district) == ["Кировский", "Кировский"]


def test_predicted_topic_must_not_contradict_the_given_group() -> None:
    frame = scored(
        text=["а", "б", "в"],
        topic_group=["ЖКХ", "ЖКХ", ""],
        nlp_topic_group=["ЖКХ", "Дороги", "Дороги"],
        nlp_topic=["Кровля", "Ямы", "Ямы"],
    )
    assert list(facts(frame).topic) == ["Кровля", "", "Ямы"]
    assert list(facts(frame).topic_group) == ["ЖКХ", "ЖКХ", "Дороги"]
    assert list(facts(frame, topics="predicted").topic) == ["Кровля", "Ямы", "Ямы"]


def test_house_of_another_street_is_not_taken() -> None:
    frame = scored(
        text=["а", "б"],
        street=["Мира", "Мира"],
        house=["", ""],
        nlp_street=["Садовая", "мира"],
        nlp_house=["7", "9"],
    )
    assert list(facts(frame).house) == ["", "9"]


def test_points_are_pairs() -> None:
    frame = scored(
        text=["а", "б", "в"], lat=["58,01", "58.01", 0], lon=["56,25", None, 0],
        nlp_lat=[1.0, 57.0, math.nan], nlp_lon=[1.0, 56.0, math.nan],
    )  # fmt: skip
    known = facts(frame)
    assert known.lat.tolist()[:2] == [58.01, 57.0]
    assert known.lon.tolist()[:2] == [56.25, 56.0]
    assert math.isnan(known.lat[2])


def test_ids_and_flags() -> None:
    frame = scored(
        ID=[15.0, "", "15"], text=["а"] * 3, reopened=["да", "Нет", ""],
        nlp_is_appeal=["False", True, None], nlp_needs_review=[True, "false", None],
        nlp_error=["", "нет текста", np.nan],
    )  # fmt: skip
    known = facts(frame)
    assert list(known.id) == ["15", "row-2", "15"]
    assert known.reopened.tolist()[:2] == [1.0, 0.0]
    assert math.isnan(known.reopened[2])
    assert list(known.is_appeal) == [False, True, True]
    assert list(known.needs_review) == [True, False, False]
    assert list(known.error) == ["", "нет текста", ""]


def test_text_is_the_masked_one_where_there_is_one() -> None:
    frame = scored(text=["Иванов, ул. Мира"], nlp_text_masked=["[ИМЯ], ул. Мира"])
    assert list(facts(frame).text) == ["[ИМЯ], ул. Мира"]


def test_fillers_are_nothing() -> None:
    frame = scored(text=["а"] * 3, Исполнитель=["-", "'", "Управление дорог "])
    assert list(facts(frame).assignee) == ["", "", "Управление дорог"]


def test_order_and_index_are_kept() -> None:
    frame = scored(id=["3", "1", "2"], text=["а", "б", "в"]).set_axis([7, 7, 1])
    known = facts(frame)
    assert list(known.id) == ["3", "1", "2"]
    assert list(known.index) == [7, 7, 1]


def test_override_and_requirement() -> None:
    frame = scored(text=["а"], Когда=["25.12.2025 08:36"])
    with pytest.raises(InputError, match=r"no column created_at.*text, Когда.*--column"):
        facts(frame, require=("created_at",))
    known = facts(frame, require=("created_at",), overrides={"created_at": "Когда"})
    assert known.created_at[0] == pd.Timestamp("2025-12-25 08:36")


def test_sides_have_names() -> None:
    with pytest.raises(InputError, match="topics must be"):
        facts(scored(text=["а"]), topics="мои")


def test_only_the_columns_and_rows_asked_for() -> None:
    frame = scored(
        id=["", "7", None, "9"], text=["а", "б", "в", "г"], district=["Л", "Н", "Л", "Н"],
        street=["Мира"] * 4, nlp_street=["мира"] * 4, nlp_house=["1", "2", "3", "4"],
        lat=[58.0] * 4, lon=[56.0] * 4,
    ).set_axis([5, 5, 6, 7])  # fmt: skip
    rows = np.array([False, True, True, False])
    known = facts(frame, columns=("house", "id"), rows=rows)
    assert list(known.columns) == ["id", "house"]
    assert known.id.tolist() == ["7", "row-3"]
    assert known.house.tolist() == ["2", "3"]
    assert known.index.tolist() == [5, 6]
    whole = facts(frame)
    pd.testing.assert_frame_equal(facts(frame, rows=rows), whole[rows])


@pytest.mark.parametrize("kind", ["object", "str", "category"])
def test_kinds_of_columns_are_read_alike(kind: str) -> None:
    frame = pd.DataFrame(
        {
            "id": pd.Series(["1", "2", "3", "4"], dtype=kind),
            "text": pd.Series(["а", "б", None, " "], dtype=kind),
            "district": pd.Series([" Лесной", "-", None, " Лесной"], dtype=kind),
            "reopened": pd.Series(["да", "0", None, "Нет"], dtype=kind),
            "lat": pd.Series(["58,01", "58.02", None, "5"], dtype=kind),
            "lon": pd.Series(["56", "56", "56", "56"], dtype=kind),
            "nlp_is_appeal": pd.Series(["True", "False", None, "true"], dtype=kind),
        }
    )
    known = facts(frame)
    assert known.text.tolist() == ["а", "б", "", " "]
    assert known.district.tolist() == ["Лесной", "", "", "Лесной"]
    assert known.district[0] is known.district[3]
    assert known.reopened.fillna(-1).tolist() == [1.0, 0.0, -1.0, 0.0]
    assert known.lat.fillna(-1).tolist() == [58.01, 58.02, -1.0, -1.0]
    assert known.is_appeal.tolist() == [True, False, True, True]
    assert known["district"].dtype.kind == "O"


def test_numbers_keep_their_meaning_beside_texts() -> None:
    frame = scored(id=[1, True, 1.0, "1"], text=["а"] * 4, reopened=[2, 0.0, True, "нет"])
    known = facts(frame)
    assert known.id.tolist() == ["1", "True", "1", "1"]
    assert known.reopened.tolist() == [1.0, 0.0, 1.0, 0.0]


def test_facts_can_be_changed_and_the_table_stays() -> None:
    frame = pd.DataFrame(
        {"text": ["а"] * 2, "lat": [58.0] * 2, "lon": [56.0] * 2, "reopened": [1, 0],
         "nlp_answer_evidence": [0.5, 0.7], "created_at": pd.to_datetime(["2024-01-01"] * 2)}
    )  # fmt: skip
    before = frame.copy(deep=True)
    known = facts(frame)
    known.loc[0, ["lat", "reopened", "answer_evidence"]] = 0.0
    known.loc[0, "created_at"] = pd.NaT
    known.loc[0, "text"] = ""
    pd.testing.assert_frame_equal(frame, before)
