"""The shipped model: what it must know, and what it must not remember."""

import json
from time import perf_counter

import pytest

from tsur_nlp.artifacts import find
from tsur_nlp.classify import Taxonomy, TopicClassifier

CASES = [
    ("нет горячей воды", "ЖКХ", "Отсутствие горячей воды"),
    ("Батареи ледяные, дети мёрзнут", "ЖКХ", "Ненадлежащее качество или отсутствие отопления"),
    ("лифт опять стоит", "ЖКХ", "Лифт неисправен или отключен"),
    ("Яма на дороге, пробил колесо", "Дороги", "Ямы и выбоины на дороге"),
    ("стая собак у школы", "Безопасность", "Отлов безнадзорных собак и кошек"),
    ("мусор не вывозят", "Мусор/Свалки/ТКО", "★ Уборка/Вывоз мусора"),
    ("Не могу записаться к врачу, талонов нет", "Здравоохранение/Медицина", ""),
    ("Когда привезут вакцину от коронавируса", "Коронавирус", ""),
    ("автобус не пришёл по расписанию", "Общественный транспорт", ""),
    ("в садике нет мест", "Образование", "Устройство в ДОУ"),
]
NAMES = (
    "иванов иванова мария марина сергей сергеевна сергеевич ольга наталья петров собянин махонин"
)


@pytest.mark.parametrize(("text", "group", "name"), CASES)
def test_plain_messages_are_understood(shipped, text, group, name):
    topic = shipped(text)
    assert topic.group == group
    assert topic.is_appeal
    assert not name or topic.name == name


@pytest.mark.parametrize(
    "text",
    [
        "Спасибо огромное за помощь!",
        "С праздником, дорогие земляки!",
        "Уважаемый заявитель, работы выполнены, благодарим за обращение",
        "Продам гараж, недорого, звоните",
    ],
)
def test_thanks_answers_and_advertisements_are_no_appeals(shipped, text):
    assert not shipped(text).is_appeal


def test_the_labels_are_those_of_the_taxonomy(shipped):
    entries = {(entry.group, entry.name) for entry in Taxonomy.load().entries}
    assert set(shipped.labels) == entries


def test_a_long_letter_is_read(shipped):
    letter = "Уважаемая администрация! " + "Отопление не работает, в квартире холодно. " * 120
    assert len(letter) > 5000
    assert shipped(letter).group == "ЖКХ"


def test_no_name_and_no_long_number_is_remembered():
    path = find("topics-ru") / "vocabulary.json"
    words = set(json.loads(path.read_text(encoding="utf-8"))["words"])
    assert not words & set(NAMES.split())
    assert not [word for word in words if word.isdigit() and set(word) != {"0"}]


def test_it_is_small_and_loads_fast():
    folder = find("topics-ru")
    assert sum(file.stat().st_size for file in folder.iterdir()) < 15_000_000
    start = perf_counter()
    TopicClassifier(folder)("нет воды")
    assert perf_counter() - start < 3.0


def test_meta_tells_how_it_was_made(shipped):
    assert shipped.meta["metrics"]["unseen"]["group"]["accuracy"] > 0.7
    assert shipped.meta["data"]["sha256"]
