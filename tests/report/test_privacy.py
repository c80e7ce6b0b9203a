"""Personal data goes in by every column of an export, and comes out by none of the reports."""

import json
import random
import re
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from report import build

import tsur_nlp as tsur
from tsur_nlp import privacy, reporting

LAST = datetime(2026, 3, 20, 18)
NAME, CASES = "Ковригина Аглая Петровна", ("ковригин", "агла", "петровн")
PHONE = "8 (912) 345-67-89"
PROFILE = "https://vk.com/id4455667788"
SECRETS = {
    "name": NAME,
    "signature": "С уважением, Аглая Ковригина",
    "phone": f"тел. {PHONE}",
    "second phone": "звоните +79123456789",
    "e-mail": "пишите aglaya.kovrigina@example.org",
    "account": "лицевой счёт № 40170529381",
    "flat": "Мира 15, кв. 917",
    "profile": f"моя страница {PROFILE}",
    "card": "карта 4276 1234 5678 9017",
    "birth": "12.03.1985 года рождения",
    "plate": "машина А123ВС159",
    "passport": "паспорт 57 04 123456",
    "SNILS": "СНИЛС 112-233-445 95",
}
WORDS = (*CASES, "kovrigina", "example.org", "12.03.1985", "а123вс", "id4455667788")
DIGITS = (
    "9123456789",
    "40170529381",
    "4276123456789017",
    "5704123456",
    "11223344595",
    "4455667788",
)
FLAT = re.compile(r"(?<![\d.,\-])917(?![\d.,])")
BACKGROUND = (
    "Во дворе не горит фонарь, вечером темно",
    "Автобус снова не пришёл по расписанию",
    "Баки полные, мусор не вывозят третий день",
    "Яма на дороге у школы, объехать нельзя",
)
TOPICS = ("Освещение", "Расписание", "Вывоз мусора", "Ямы")
UNITS = ("Пермский городской округ", "Кунгурский муниципальный округ", "Чайковский городской округ")


def _row(number: int, text: str, topic: str, unit: str, created: datetime) -> dict[str, object]:
    return {
        "id": f"https://vk.com/wall4455667788_{number}",
        "created_at": created,
        "text": text,
        "author": f"{NAME} {number % 50}",
        "source": "ВКонтакте",
        "region": "Пермский край",
        "municipality": unit,
        "street": "улица Мира",
        "house": str(number % 9 + 1),
        "topic_group": "ЖКХ",
        "topic": topic,
        "assignee": "Администрация округа",
        "status": "Решено",
        "answered_at": created + timedelta(days=2),
        "due_on": created + timedelta(days=5),
        "answer_text": "",
        "участок": unit,
    }


def _everywhere(row: dict[str, object], number: int) -> dict[str, object]:
    """Plant personal data in every column of a row of the surge."""
    signed = [NAME, "Аглая Петровна", "Ковригина А. П.", "А.П. Ковригиной"][number % 4]
    return row | {
        "source": f"ВКонтакте {PROFILE}",
        "municipality": f"{UNITS[0]}, тел. {PHONE}",
        "district": f"Мотовилиха, обращаться к {NAME}",
        "settlement": "Пермь, 8-912-345-67-89",
        "street": f"улица Мира, 15, кв. 917, {NAME}",
        "house": "15, кв. 917",
        "topic": f"Нет тепла, {PHONE}, Ковригина А. П.",
        "topic_group": "ЖКХ (aglaya.kovrigina@example.org)",
        "assignee": f"{NAME}, +7 912 345 67 89, aglaya.kovrigina@example.org",
        "status": f"Ждёт звонка, {signed}, 89123456789",
        "answered_at": None if number % 2 else row["answered_at"],
        "answer_text": f"Уважаемая {NAME}! Вам ответят по номеру {PHONE}. {signed}",
        "участок": f"Участок Ковригиной А. П., {PHONE}, кв. 917",
    }


@pytest.fixture(scope="module")
def export() -> pd.DataFrame:
    """Seventy quiet days, then a surge full of personal data, and a letter sent by one author."""
    rng, rows = random.Random(4), []
    for number in range(600):
        text, topic = rng.choice(list(zip(BACKGROUND, TOPICS, strict=True)))
        at = LAST - timedelta(days=rng.randrange(70), minutes=rng.randrange(600))
        rows.append(_row(number, f"{text}, дом {number % 80}", topic, rng.choice(UNITS), at))
    secrets = list(SECRETS.values())
    for number in range(600, 660):
        said = ". ".join(rng.sample(secrets, 4))
        text = f"Холодные батареи, в комнате {number % 7 + 10} градусов. {said}. Примите меры"
        at = LAST - timedelta(days=rng.randrange(3), minutes=rng.randrange(600))
        rows.append(_everywhere(_row(number, text, "", UNITS[0], at), number))
    letter = (
        f"Требуем вернуть маршрут 45 на улицу Мира и сделать остановку у рынка. {NAME}, {PHONE}"
    )
    for number in range(660, 680):
        at = LAST - timedelta(days=number % 9)
        rows.append(_row(number, letter, "Маршруты", UNITS[1], at) | {"author": NAME})
    return pd.DataFrame(rows)


@pytest.fixture(scope="module")
def scored(export: pd.DataFrame) -> pd.DataFrame:
    return tsur.load_pipeline(region="Пермский край").frame(export)


def _written(
    frame: pd.DataFrame, folder: Path, unit: str
) -> tuple[list[tsur.SystemicProblem], dict[str, str]]:
    found = tsur.find_problems(frame, unit=unit)
    paths = [folder / f"report{ending}" for ending in (".html", ".md", ".json")]
    title = f"Обращения {NAME}, {PHONE}"
    reporting.write_report(frame, found, paths, unit=unit, title=title, recurrence_interval=365)
    return found, {path.suffix: path.read_text(encoding="utf-8") for path in paths}


@pytest.fixture(scope="module", params=["municipality", "участок"])
def written(
    scored: pd.DataFrame, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> tuple[list[tsur.SystemicProblem], dict[str, str]]:
    return _written(scored, tmp_path_factory.mktemp("report"), request.param)


def leaks(text: str) -> list[str]:
    """Return what of the planted data stands in a text, however it is spaced."""
    low = text.replace("\xa0", " ").replace("\u2011", "-").lower()
    digits = re.sub(r"\D", "", low)
    found = [word for word in WORDS if word in low]
    found += [number for number in DIGITS if number in digits]
    return [*found, *FLAT.findall(low)]


def test_the_search_itself_finds_what_is_planted(export: pd.DataFrame) -> None:
    everything = export.to_csv()
    assert set(leaks(everything)) == {*WORDS, *DIGITS, "917"}


def test_the_surge_and_the_letter_are_in_the_report(
    written: tuple[list[tsur.SystemicProblem], dict[str, str]],
) -> None:
    """Else the test below would pass because nothing is shown."""
    found, texts = written
    assert any("Нет тепла" in one.topic and one.example_ids for one in found)
    assert any(leaks(one.unit) and "[ИМЯ]" in one.assignee for one in found)
    page = texts[".html"]
    assert "Похоже на рассылку" in page
    assert "Холодные батареи" in page
    for mark in ("[ИМЯ]", "[ТЕЛЕФОН]", "[ПОЧТА]", "[КВАРТИРА]"):
        assert mark in page, mark
    for ending in (".md", ".json"):
        assert "Нет тепла, [ТЕЛЕФОН], [ИМЯ]" in texts[ending]


def test_a_list_of_problems_names_no_person_as_a_body(scored: pd.DataFrame) -> None:
    chosen = {"unit": "municipality", "recurrence_interval": 30}
    for found in (
        tsur.find_problems(scored, **chosen),
        tsur.replay_problems(scored, since=LAST - timedelta(days=2), **chosen),
    ):
        bodies = {one.assignee for one in found} - {""}
        assert bodies
        assert leaks(" ".join(bodies)) == []
    body = "СПб ГКУ «Жилищное агентство Невского района»"
    (one, *_) = privacy.unnamed([replace(found[0], assignee=body)])
    assert one == replace(found[0], assignee=body)


def test_no_personal_data_comes_out(
    written: tuple[list[tsur.SystemicProblem], dict[str, str]],
) -> None:
    _, texts = written
    assert {ending: leaks(text) for ending, text in texts.items()} == {key: [] for key in texts}


def test_an_export_that_was_not_scored_is_masked_too(export: pd.DataFrame, tmp_path: Path) -> None:
    found, texts = _written(export, tmp_path, "municipality")
    assert any(one.example_ids for one in found)
    assert "Холодные батареи" in texts[".html"]
    assert {ending: leaks(text) for ending, text in texts.items()} == {key: [] for key in texts}


def test_problems_of_yesterday_are_masked_too(scored: pd.DataFrame, tmp_path: Path) -> None:
    """They come from a file, with the names that the columns had then."""
    found = tsur.find_problems(scored, unit="municipality")
    path = tmp_path / "problems.json"
    path.write_text(json.dumps([one.as_dict() for one in found]), encoding="utf-8")
    later = tsur.find_problems(scored, unit="municipality", previous=path)
    digest = reporting.digest(scored, later, unit="municipality")
    assert len(digest.problems) == len(found)
    assert leaks(digest.markdown() + json.dumps(digest.as_dict(), ensure_ascii=False)) == []


def test_the_same_value_is_masked_alike_everywhere(scored: pd.DataFrame) -> None:
    """Else a problem would lose its unit on the map, and its messages."""
    found = tsur.find_problems(scored, unit="municipality")
    digest = reporting.digest(scored, found, unit="municipality")
    heat = {one.unit for one in tsur.heat_map(privacy.shown(scored), unit="municipality")}
    assert {one.unit for one in digest.problems if one.unit_type == "municipality"} <= heat


def test_what_needs_no_mask_is_left_as_it_is(scored: pd.DataFrame) -> None:
    quiet = scored.iloc[:600]
    assert privacy.shown(quiet) is quiet
    before = scored.copy(deep=True)
    privacy.shown(scored, unit="участок")
    pd.testing.assert_frame_equal(scored, before)


@pytest.mark.parametrize(
    "name",
    [
        "Администрация города Перми",
        "УК «Уют» (ИНН 5900000000)",
        "ГБУЗ ПК «Больница им. Н. А. Семашко»",
        "МБОУ «Школа № 12 имени Героя Советского Союза Гагарина»",
        "Министерство транспорта",
        "★ Нарушение правил уборки от снега и наледи",
        "Госуслуги. Решаем вместе",
        "ТСЖ «Мария»",
    ],
)
def test_names_of_bodies_topics_and_sources_stay(name: str) -> None:
    assert privacy.words(name) == name


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("street", "Юрия Гагарина"),
        ("street", "улица Академика Королёва"),
        ("street", "Зины Портновой"),
        ("street", "Зина Портновой"),
        ("street", "Я. Гашека"),
        ("settlement", "Лев Толстой"),
        ("house", "48-50-52"),
        ("house", "15 корпус 2"),
        ("district", "Ленинский"),
    ],
)
def test_names_of_places_stay(column: str, value: str) -> None:
    assert privacy.masker_of(column)(value) == value


def test_what_scoring_found_is_masked_too(scored: pd.DataFrame) -> None:
    """A model of bodies or of topics says what it was taught, names of people too."""
    names = ("assignee", "topic", "topic_group", "street", "house")
    frame = scored.iloc[:3].assign(**{f"nlp_{name}": f"{NAME}, {PHONE}" for name in names})
    shown = privacy.shown(frame)
    assert leaks(" ".join(shown[[f"nlp_{name}" for name in names]].to_numpy().ravel())) == []


def test_reasons_and_words_of_a_problem_are_masked() -> None:
    facts = build.facts(100)
    problem = replace(
        build.problems(facts)[0],
        unit="Дом Ковригиной",
        unit_type="участок",
        topic=f"Тепло, {PHONE}",
        units=(f"Дом 5, {NAME}",),
        keywords=("тепло", "89123456789"),
        reasons=(
            f"Тепло, {PHONE} — 5 вместо 1.",
            f"Дом 5, {NAME} — 7",
            "Звонят на 8-912-345-67-89",
        ),
    )
    (shown,) = privacy.shown_problems([problem], scored=True)
    assert shown.reasons[0] == "Тепло, [ТЕЛЕФОН] — 5 вместо 1."
    assert shown.units == ("Дом 5, [ИМЯ]",)
    assert shown.keywords == ("тепло", "[ТЕЛЕФОН]")
    assert leaks(" ".join((*shown.reasons, *shown.units, shown.topic))) == []
    house = replace(problem, unit_type="house", unit="15-147", reasons=("15-147 — 5 вместо 1.",))
    (shown,) = privacy.shown_problems([house], scored=True)
    assert (shown.unit, shown.reasons) == ("15-[КВАРТИРА]", ("15-[КВАРТИРА] — 5 вместо 1.",))
    (unread,) = privacy.shown_problems([problem], scored=False)
    assert unread.keywords == ()


def test_columns_of_numbers_and_of_the_same_name_are_read(export: pd.DataFrame) -> None:
    frame = export.iloc[600:605].assign(участок=89123456789)
    masked = privacy.shown(frame, unit="участок")
    assert masked["участок"].tolist() == ["[ТЕЛЕФОН]"] * 5
    twice = pd.concat([frame, frame[["assignee"]]], axis=1)
    assert leaks(" ".join(privacy.shown(twice)["assignee"].astype(str))) == []
    kinds = frame.astype({"assignee": "category", "source": "string"})
    shown = privacy.shown(kinds)
    assert leaks(" ".join(shown["assignee"].astype(str)) + " ".join(shown["source"])) == []


SEPARATORS = st.sampled_from(["", " ", "-", "\xa0", " - ", ".", "\u2011", "\u2013"])


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(["8", "+7", "7", "+7 ", "8 ", "8-"]),
    st.sampled_from(["912", "(912)", "(912) ", "912 ", "912-", "342", "(342)"]),
    st.lists(SEPARATORS, min_size=2, max_size=2),
    st.sampled_from(["УК «Уют», тел. {}", "Администрация ({})", "{}", "ЖКХ {}", "звонить: {}"]),
)
def test_a_phone_is_known_in_any_writing(
    country: str, code: str, between: list[str], around: str
) -> None:
    phone = f"{country}{code}345{between[0]}67{between[1]}89"
    for mask in (privacy.words, privacy.place):
        assert "3456789" not in re.sub(r"\D", "", mask(around.format(phone)))


@pytest.mark.parametrize(
    "address", ["a.k@example.org", "A_K-2@Mail.Example.RU", "a(собака)mail.ru"]
)
@pytest.mark.parametrize("around", ["УК «Уют», {}", "почта:{}", "({})", "{}; приёмная"])
def test_an_address_of_mail_is_known_in_any_writing(address: str, around: str) -> None:
    for mask in (privacy.words, privacy.place):
        assert "[ПОЧТА]" in mask(around.format(address))
        assert "ail" not in mask(around.format(address)).replace("почта", "")
