import dataclasses
import json
import random
import re
from itertools import pairwise

import numpy as np
import pytest
import toy_messages

from tsur_nlp.classify import TopicClassifier, parts
from tsur_nlp.classify.curve import Curve
from tsur_nlp.classify.cuts import pieces
from tsur_nlp.classify.heads import Heads, Probabilities
from tsur_nlp.records import TopicPart

WATER = (
    "Здравствуйте! Третий день нет горячей воды, управляющая компания не отвечает, "
    "диспетчер обещает и кладёт трубку."
)
DOCTOR = (
    "Также в поликлинике невозможно записаться к терапевту: запись на месяц вперёд, "
    "врачей не хватает, талонов нет."
)
LITTER = "1. Во дворе две недели не вывозят мусор, контейнеры переполнены, вокруг крысы."
BUS = "2. Автобус 15 не ходит по расписанию, ждём на остановке по часу, маршрут сократили."
SEVERAL = [f"{WATER} {DOCTOR}", f"Добрый день! {LITTER} {BUS}", f"{LITTER}\n{BUS}"]
ODD = ["", " ", "\n" * 300, "щ" * 3000, "1. 2. 3. " * 60, "слово " * 900, "также " * 90, "İ" * 400]
ROWS = toy_messages.frame()


def test_cuts_sentences_lists_and_turns():
    text = (
        "Не горит фонарь у подъезда, а также не вывозят мусор.\n"
        "Почему? 1) нет дорог и фонарей 2) нет тротуаров во дворе"
    )
    assert [text[start:end].strip() for start, end in pieces(text)] == [
        "Не горит фонарь у подъезда,",
        "а также не вывозят мусор.",
        "Почему? 1) нет дорог и фонарей",
        "2) нет тротуаров во дворе",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Прошу починить дорогу у дома 2. Яма большая",
        "На улице ещё в прошлом году была яма, теперь их две",
        "Ответ от 1) числа не пришёл, ждём его до сих пор",
    ],
)
def test_a_number_alone_is_no_list(text):
    assert not [text[start:] for start, _ in pieces(text) if text[start].isdigit()]


@pytest.mark.parametrize("text", [*ODD, *SEVERAL, *ROWS["text"][:20]])
def test_pieces_are_all_of_the_text(text):
    assert "".join(text[start:end] for start, end in pieces(text)) == text


@pytest.mark.parametrize(
    ("text", "border", "groups"),
    [
        (SEVERAL[0], "Также", ["ЖКХ", "Здравоохранение/Медицина"]),
        (SEVERAL[1], "2.", ["Мусор/Свалки/ТКО", "Общественный транспорт"]),
        (SEVERAL[2], "2.", ["Мусор/Свалки/ТКО", "Общественный транспорт"]),
    ],
)
def test_two_matters_are_two_parts(shipped, text, border, groups):
    first, second = shipped.parts(text)
    assert [first.group, second.group] == groups
    assert (first.start, text[second.start :].startswith(border)) == (0, True)
    assert (first.end, second.end) == (len(text[: second.start].rstrip()), len(text))
    assert all((part.group, part.name) in shipped.labels for part in (first, second))
    assert min(first.confidence, second.confidence) >= parts.SURE


def test_one_matter_has_no_parts(shipped):
    assert [shipped.parts(text) for text in (WATER, DOCTOR, WATER + " " + WATER)] == [(), (), ()]


@pytest.mark.parametrize("text", [*ODD, *SEVERAL])
def test_parts_are_in_order_and_hold_the_main_topic(shipped, text):
    topic, found = next(shipped.map_with_parts([text]))
    assert topic == shipped(text)
    if found:
        assert topic.group in {part.group for part in found}
        assert all(one.group != two.group for one, two in pairwise(found))
    edges = [edge for part in found for edge in (part.start, part.end)]
    assert edges == sorted(edges)
    assert all(text[p.start : p.end] == text[p.start : p.end].strip() != "" for p in found)


def test_order_and_batches_change_nothing(shipped):
    texts = [*SEVERAL, *ODD, WATER] * 2
    there = {text: shipped.parts(text) for text in texts}
    assert any(there.values())
    random.Random(3).shuffle(texts)
    fresh = TopicClassifier("topics-ru").map_with_parts(texts)
    assert [found for _, found in fresh] == [there[text] for text in texts]


def test_one_level_has_parts_without_names(one_level, monkeypatch):
    monkeypatch.setattr(parts, "ROOM", 0.001)  # the toy model is never in doubt
    classifier = TopicClassifier(one_level)
    one, two = (
        ROWS[ROWS["group"] == group]["text"].iloc[0] for group in ROWS["group"].unique()[:2]
    )
    text = ". ".join([one] * 4 + [two] * 4)
    assert {(part.group, part.name) for part in classifier.parts(text)} == {
        (group, "") for group in ROWS["group"].unique()[:2]
    }


def test_a_part_is_plain_json():
    part = TopicPart("ЖКХ", "Отсутствие горячей воды", 0.9, 0, 12)
    assert json.loads(json.dumps(part.as_dict())) == {
        "group": "ЖКХ",
        "topic": "Отсутствие горячей воды",
        "confidence": 0.9,
        "start": 0,
        "end": 12,
    }
    with pytest.raises(dataclasses.FrozenInstanceError):
        part.start = 1  # type: ignore[misc]


SAID = {"снег": (0.9, 0.05), "врач": (0.1, 0.85), "пёс": (0.3, 0.3), "шум": (0.45, 0.2)}
HEADS = Heads(("Д", "З", "?"), (), np.array([], np.intp), (1.0, 1.0), 0.0, (Curve(), Curve()), None)


def read(texts):
    """Judge a text by its first word of ``SAID``; thanks are no appeal."""
    pairs = [next(pair for word, pair in SAID.items() if word in text) for text in texts]
    groups = np.array([[*pair, 1 - sum(pair)] for pair in pairs])
    appeal = np.array([0.1 if "спасибо" in text else 0.9 for text in texts])
    return Probabilities(groups, np.zeros((len(texts), 0)), appeal)


def found(*words, whole=(0.6, 0.3, 0.1), tail="очень много прочих слов об этом деле"):
    """Find the parts of a message with a sentence for each word: their groups and words."""
    text = " ".join(f"Тут {word}, {tail}." for word in words)
    message = Probabilities(np.array([whole]), np.zeros((1, 0)), np.ones(1))
    (got,) = parts.find([text], message, HEADS, read)
    return [(p.group, re.findall("Тут (.+?),", text[p.start : p.end])) for p in got]


def test_weak_pieces_are_lent_to_the_neighbour_they_suit():
    assert found("пёс", "снег", "шум", "пёс", "врач", "шум") == [
        ("Д", ["пёс", "снег", "шум"]),
        ("З", ["пёс", "врач", "шум"]),
    ]


def test_a_matter_that_comes_back_is_a_part_of_its_own():
    assert [group for group, _ in found("снег", "врач", "снег", "снег")] == ["Д", "З", "Д"]


def test_what_is_no_appeal_says_nothing():
    assert found("снег", "снег", "врач спасибо", "снег", "пёс") == []


def test_a_second_group_needs_room_in_the_whole_message():
    words = ["снег", "снег", "врач", "врач"]
    assert found(*words) == [("Д", words[:2]), ("З", words[2:])]
    assert found(*words, whole=(0.98, 0.01, 0.01)) == []


def test_a_second_group_needs_to_be_sure(monkeypatch):
    monkeypatch.setattr(parts, "SURE", 0.87)
    assert found("снег", "снег", "врач", "врач") == []


def test_a_short_message_is_about_one_matter():
    assert found("снег", "врач", tail="") == []


def test_the_main_group_must_be_among_the_parts():
    assert found("снег", "снег", "врач", "врач", whole=(0.2, 0.2, 0.6)) == []
