import json
import pickle
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
import toy_messages
import toy_town

import tsur_nlp as tsur
from tsur_nlp import columns, pipeline
from tsur_nlp.errors import ArtifactNotFoundError, ExportError, InputError

TEXTS = (Path(__file__).parent / "cases" / "messages.txt").read_text("utf-8").splitlines()
TAXONOMY_COLUMNS = ["nlp_topic_group", "nlp_topic"]


@pytest.fixture(scope="module")
def reader() -> tsur.Pipeline:
    return tsur.load_pipeline(region="Пермский край")


@pytest.fixture(scope="module")
def scored(reader: tsur.Pipeline) -> pd.DataFrame:
    return reader.frame(pd.DataFrame({"id": range(len(TEXTS)), "Текст обращения": TEXTS}))


def test_one_message_and_a_stream_are_read_alike(reader: tsur.Pipeline) -> None:
    assert [reader(text) for text in TEXTS] == list(reader.map(TEXTS))


def test_the_readme_message(reader: tsur.Pipeline) -> None:
    message = reader(TEXTS[0])
    assert message.topic is not None
    assert message.topic.group == "ЖКХ"
    assert "отоплен" in message.topic.name
    assert (message.places[0].street, message.places[0].house) == ("Ленина", "15")
    assert "912" not in message.masked_text
    assert "[ТЕЛЕФОН]" in message.masked_text
    assert "батареи" in message.explain()
    assert "912" not in message.explain()


def test_scoring_keeps_columns_rows_and_order_and_adds_the_contract(scored: pd.DataFrame) -> None:
    assert list(scored.columns) == ["id", "Текст обращения", *columns.COLUMNS]
    assert list(scored["id"]) == list(range(len(TEXTS)))
    assert list(scored["Текст обращения"]) == TEXTS


def test_personal_data_is_masked_and_the_rest_stays(scored: pd.DataFrame) -> None:
    masked = "\n".join(scored["nlp_text_masked"])
    for secret in ("000-11-22", "Зайцева", "Викторовна", "example.org", "400012345678", "кв. 7"):
        assert secret not in masked
    assert "ул. Гоголя, д. 12" in masked


def test_place_spans_point_into_the_original_text(reader: tsur.Pipeline) -> None:
    for message in reader.map(TEXTS):
        for place in message.places:
            assert message.text[place.start : place.end] == place.text


SEVERAL = (
    "Здpавствуйте!!!!!!  Мой номер 8 912 000-11-22, Зайцева Инна Викторовна. Третий день нет "
    "гoрячей воды, управляющая компания не отвечает, диспетчер кладёт трубку. Тaкже в поликлинике "
    "невозможно записаться к терапевту, врачей не хватает, талонов нет, звонить 8 912 000-33-44."
)


def test_parts_point_into_the_original_text(reader: tsur.Pipeline) -> None:
    message = reader(SEVERAL)
    assert message.normal is not None
    assert message.normal.steps
    assert message.normal.masked != message.normal.text
    water, doctor = message.parts
    assert (water.group, doctor.group) == ("ЖКХ", "Здравоохранение/Медицина")
    assert message.text[water.start : water.end].startswith("Здpавствуйте!!!!!!  Мой")
    assert message.text[water.start : water.end].endswith("кладёт трубку.")
    assert message.text[doctor.start : doctor.end].startswith("Тaкже в поликлинике")
    assert message.text[doctor.start : doctor.end].endswith("звонить 8 912 000-33-44.")
    assert "Часть обращения, знаки 0–" in message.explain()


def test_parts_are_json_and_empty_for_one_matter(reader: tsur.Pipeline) -> None:
    scored = reader.frame(pd.DataFrame({"text": [SEVERAL, TEXTS[0], None]}))
    several, *others = scored["nlp_topic_parts"]
    assert json.loads(several) == [part.as_dict() for part in reader(SEVERAL).parts]
    assert list(json.loads(several)[0]) == ["group", "topic", "confidence", "start", "end"]
    assert others == ["[]", "[]"]


def test_an_explanation_holds_no_personal_data(reader: tsur.Pipeline) -> None:
    explained = "\n".join(message.explain() for message in reader.map(TEXTS))
    for secret in ("000-11-22", "Зайцева", "example.org", "400012345678", "кв. 7", "apartment=7"):
        assert secret not in explained
    assert "street=Гоголя" in explained


def test_homoglyphs_do_not_hide_the_place(reader: tsur.Pipeline) -> None:
    place = reader(TEXTS[9]).places[0]
    assert (place.street, place.house) == ("Строителей", "5к2")


@pytest.mark.parametrize(
    ("value", "error"),
    [
        (None, "нет текста"),
        ("", "нет текста"),
        ("   \n", "нет текста"),
        (float("nan"), "нет текста"),
        ("я" * 5_000_000, "текст длиннее 100 000 знаков"),
    ],
)
def test_a_bad_row_says_why_and_the_others_go_on(reader, value: object, error: str) -> None:
    frame = pd.DataFrame({"text": pd.Series([TEXTS[0], value, TEXTS[1]], dtype=object)})
    scored = reader.frame(frame)
    assert len(scored) == 3
    assert scored["nlp_error"].iloc[1].startswith(error)
    assert list(scored["nlp_error"].iloc[[0, 2]]) == ["", ""]
    assert scored["nlp_topic_group"].iloc[0] == reader(TEXTS[0]).topic.group


def test_a_row_that_breaks_a_stage_is_reported_in_its_own_row(monkeypatch) -> None:
    reader = tsur.load_pipeline()
    whole = reader.locator.map

    def fails_on_pits(texts, areas):
        for text, _ in zip(texts, areas, strict=True):
            if text == "Ямы":
                raise ZeroDivisionError("no such pit")
            yield next(whole([text]))

    monkeypatch.setattr(reader.locator, "map", fails_on_pits)
    errors = [message.error for message in reader.map(TEXTS)]
    assert errors[4] == "ошибка обработки: ZeroDivisionError"
    assert [e for i, e in enumerate(errors) if i != 4] == [""] * (len(TEXTS) - 1)


def test_a_missing_model_stops_at_once() -> None:
    with pytest.raises(ArtifactNotFoundError, match="no model 'nothing-there'"):
        tsur.load_pipeline(model="nothing-there")("на ленина 15 ямы")


def test_a_table_without_text_is_refused(reader: tsur.Pipeline) -> None:
    with pytest.raises(ExportError, match="text"):
        reader.frame(pd.DataFrame({"сумма": [1, 2]}))


def test_an_empty_table_gets_the_columns(reader: tsur.Pipeline) -> None:
    scored = reader.frame(pd.DataFrame({"text": []}))
    assert len(scored) == 0
    assert set(columns.COLUMNS) <= set(scored.columns)


def test_scoring_again_changes_nothing(reader: tsur.Pipeline, scored: pd.DataFrame) -> None:
    pd.testing.assert_frame_equal(reader.frame(scored), scored)


def test_shuffled_rows_give_the_same_rows(reader: tsur.Pipeline, scored: pd.DataFrame) -> None:
    order = [7, 3, 14, 0, 9, 1, 12, 2, 13, 4, 11, 5, 10, 6, 8]
    shuffled = reader.frame(scored[["id", "Текст обращения"]].iloc[order])
    pd.testing.assert_frame_equal(shuffled.sort_index(), scored)


def test_two_processes_give_the_same_rows(reader, scored, monkeypatch) -> None:
    monkeypatch.setattr(pipeline, "ROWS_PER_TASK", 4)
    pd.testing.assert_frame_equal(reader.frame(scored[["id", "Текст обращения"]], n_jobs=2), scored)


def test_a_pipeline_is_pickled_as_its_settings(reader: tsur.Pipeline) -> None:
    data = pickle.dumps(reader)
    assert len(data) < 1_000
    assert pickle.loads(data)(TEXTS[0]) == reader(TEXTS[0])


def test_a_body_model_fills_the_assignee(tmp_path: Path) -> None:
    from tsur_nlp.train import train_from_frame

    rows = [(f"{w} на улице номер {i}", b) for i in range(12) for w, b in BODIES]
    frame = pd.DataFrame(rows, columns=["text", "body"])
    train_from_frame(frame, text="text", label="body", sublabel=None, out=tmp_path / "bodies")
    reader = tsur.load_pipeline(assignee_model=tmp_path / "bodies")
    scored = reader.frame(pd.DataFrame({"text": ["яма посреди дороги"]}))
    assert scored["nlp_assignee"].iloc[0] == "Дорожный комитет"


BODIES = [
    ("яма на дороге", "Дорожный комитет"),
    ("разбита дорога, одни ямы", "Дорожный комитет"),
    ("нет записи к врачу", "Министерство здравоохранения"),
    ("врач в поликлинике не принимает", "Министерство здравоохранения"),
]


def test_rules_and_a_recommender_name_bodies(tmp_path: Path) -> None:
    from tsur_nlp.train.bodies import train_bodies

    train_bodies(toy_town.past(), tmp_path / "bodies", seed=3, mask=toy_messages.unmasked)
    rules = '[[route]]\nbody = "МУП «Свет»"\nwords = ["лифт*"]\n'
    (tmp_path / "routes.toml").write_text(rules, encoding="utf-8")
    export = pd.DataFrame(
        {
            "text": ["Батареи холодные третий день", "Лифт стоит", ""],
            "topic_group": ["ЖКХ", "ЖКХ", ""],
            "topic": ["Отопление", "", ""],
            "district": ["Южный", "", ""],
        }
    )
    given = {"assignee_model": tmp_path / "bodies", "routes": tmp_path / "routes.toml"}
    scored = tsur.load_pipeline(**given).frame(export)
    assert scored["nlp_assignee"].tolist() == [toy_town.SOUTH, "МУП «Свет»", ""]
    named = json.loads(scored["nlp_assignee_alternatives"].iloc[0])
    assert {"assignee", "confidence"} == set(named[0])
    alone = tsur.load_pipeline(routes=tmp_path / "routes.toml")("Лифт стоит")
    assert alone.assignee is not None
    assert (alone.assignee.group, alone.assignee.group_confidence) == ("МУП «Свет»", 1.0)
    assert tsur.load_pipeline()("Лифт стоит").assignee is None


def test_answers_are_read_beside_their_questions() -> None:
    export = pd.DataFrame(
        {
            "text": ["Яма на Ленина 5", "Яма на Ленина 5", "Нет воды", None],
            "Текст ответа": ["Яму заделали, фото прилагаем.", "", None, "Снег убран."],
            "Дата ответа": ["2024-04-15", "", "", "2024-04-16"],
        }
    )
    scored = tsur.load_pipeline().frame(export)
    assert scored["nlp_answer_kind"].tolist() == ["resolved", "", "", "resolved"]
    assert scored["nlp_answer_evidence"].tolist()[0] is True
    assert scored["nlp_answer_on_point"].notna().tolist() == [True, False, False, False]
    assert scored["nlp_answer_masked"].tolist()[0] == "Яму заделали, фото прилагаем."
    assert "nlp_answer_kind" not in tsur.load_pipeline().frame(export[["text"]]).columns


def test_an_answer_is_read_alone() -> None:
    said = tsur.load_pipeline().answer("Крышу починим до 1 июня.", answered_on=date(2024, 4, 15))
    assert (said.kind, said.promised) == ("planned", "2024-06-01")


def test_an_answer_that_breaks_the_reader_stays_in_its_row(monkeypatch) -> None:
    reader = tsur.load_pipeline()
    whole = reader.answered.map

    def fails_on_snow(exchanges):
        for exchange in exchanges:
            if "Снег" in exchange.answer:
                raise ZeroDivisionError
            yield next(whole([exchange]))

    monkeypatch.setattr(reader.answered, "map", fails_on_snow)
    export = pd.DataFrame({"text": ["Яма", "Снег"], "answer": ["Яму заделали.", "Снег убран."]})
    assert reader.frame(export)["nlp_answer_kind"].tolist() == ["resolved", ""]


NUMBERS = ("89120001122", "8 912 000-11-22", "+7(912)0001122", "8(912)000-11-22", "112-233-445 95")


@pytest.mark.parametrize("number", [*NUMBERS, "2202 2000 1111 2222"])
@pytest.mark.parametrize(
    "text",
    [
        "звоню {} дом холодный, Ленина",
        "На Ленина {} позвоните",
        "ул. Ленина, карта {} дом на Мира",
        "мой телефон {}, улица Ленина",
        "СНИЛС {} дом по улице Ленина",
    ],
)
def test_no_number_of_a_person_is_a_place(reader: tsur.Pipeline, text: str, number: str) -> None:
    for place in reader(text.format(number)).places:
        assert not any(letter.isdigit() for letter in place.house + place.apartment + place.street)


def test_a_house_beside_a_phone_is_kept(reader: tsur.Pipeline) -> None:
    text = "Ленина 15, 8(912)000-11-22, дом стоит без тепла"
    (place,) = reader(text).places
    assert (place.street, place.house, text[place.start : place.end]) == (
        "Ленина",
        "15",
        "Ленина 15",
    )


def test_half_of_an_emoji_harms_nobody(reader: tsur.Pipeline) -> None:
    cut, whole = reader.map(["нет воды \ud83d на Мира 5", "нет воды \ud83d\ude00 на Мира 5"])
    assert (cut.text, whole.text) == ("нет воды \ufffd на Мира 5", "нет воды 😀 на Мира 5")
    assert [message.places[0].house for message in (cut, whole)] == ["5", "5"]


def test_what_is_no_stream_and_no_region_is_refused(reader: tsur.Pipeline) -> None:
    with pytest.raises(InputError, match="many texts"):
        next(reader.map("нет воды"))
    with pytest.raises(InputError, match="name of a region"):
        tsur.load_pipeline(region=59)  # type: ignore[arg-type]
    with pytest.raises(InputError, match="precision is a share"):
        tsur.load_pipeline(precision="0.9")  # type: ignore[arg-type]
