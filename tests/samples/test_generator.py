"""The parts of the generator: templates, addresses, seasons, noise."""

import random
import sys
from datetime import datetime
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "data" / "samples"))

from generator import address_forms, noise, people, phrases, places, planted, template


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ждал 21 минут", "ждал 21 минуту"),
        ("стоит 2 лет", "стоит 2 года"),
        ("11 рублей", "11 рублей"),
        ("пособие с 3 лет", "пособие с 3 лет"),
        ("в 2021 год", "в 2021 год"),
    ],
)
def test_nouns_agree_with_numbers(text, expected):
    assert template.agree(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (" нет света , второй день . ", "нет света, второй день."),
        ("отвалились, .", "отвалились."),
        ("у нас у нас темно", "у нас темно"),
        ("Кто отвечает ?", "Кто отвечает?"),
        (", а у нас", "а у нас"),
    ],
)
def test_tidy(text, expected):
    assert template.tidy(text) == expected


def test_choices_and_slots():
    rng = random.Random(0)
    text = template.expand("(нет воды|нет воды) {days} {n:3-3}", rng, lambda slot, _: f"<{slot}>")
    assert text == "нет воды <days> 3"


@pytest.mark.parametrize(
    ("text", "day", "expected"),
    [
        ("двор завален снегом", datetime(2025, 9, 20), False),
        ("двор завален снегом", datetime(2026, 1, 5), True),
        ("где будет ёлка", datetime(2025, 11, 5), False),
        ("трава по пояс", datetime(2025, 12, 1), False),
        ("нет воды", datetime(2025, 9, 20), True),
    ],
)
def test_season(text, day, expected):
    assert template.in_season(text, day) is expected


@pytest.mark.parametrize(
    ("stem", "female", "expected"),
    [
        ("Сергее", True, "Сергеевна"),
        ("Василь", False, "Васильевич"),
        ("Борис", True, "Борисовна"),
    ],
)
def test_patronymic(stem, female, expected):
    assert people.patronymic(stem, female=female) == expected


def test_register_is_the_same_every_time():
    first, second = places.register(seed=3), places.register(seed=3)
    assert first == second
    assert places.register(seed=4) != first
    houses = [a for many in first.values() for a in many]
    assert 500 <= len(houses) <= 900
    assert all(55.5 < a.lat < 61.5 and 51.5 < a.lon < 59.6 for a in houses)


def test_address_forms_name_the_house():
    address = next(a for a in places.register(seed=0)[places.PERM] if a.house.isdigit())
    rng = random.Random(1)
    for _ in range(200):
        text = address_forms.inside(address, "house", rng, with_town=0.5)
        assert address.house in text
        assert address.street[:4] in text


def test_noise_keeps_a_careful_author_clean():
    style = people.Style("normal", "normal", "keep", 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, yo=False)
    assert noise.spoil("нет воды. когда дадут?", style, [], random.Random(0)) == (
        "Нет воды. Когда дадут?"
    )


def test_bank_is_large_enough():
    bank = phrases.load()
    templates = [
        t for topic in bank.topics for t in (*topic.templates, *topic.longer, *topic.stories)
    ]
    assert len(templates) >= 550
    assert len(set(templates)) == len(templates)
    assert all(len(topic.templates) >= 6 for topic in bank.topics)
    assert sum(map(len, bank.non_appeals.values())) >= 100
    assert sum(map(len, bank.answers.values())) >= 60


def test_planted_counts_do_not_depend_on_the_seed():
    bank, homes = phrases.load(), places.register(seed=5)
    drafts = list(planted.problems(bank, people.crowds(bank, homes, seed=5), homes, seed=5))
    counts = [sum(d.problem == p.id for d in drafts) for p in planted.PROBLEMS]
    assert counts == [34, 60, 42, 19, 12, 41]
