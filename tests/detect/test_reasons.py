from datetime import date

import pytest

from tsur_nlp.detect.telling.facts import Facts
from tsur_nlp.detect.telling.reasons import reasons
from tsur_nlp.detect.telling.severity import WEIGHTS, Gravity, severity

CASES = [
    (
        Facts("surge", 3, 24, 4.1, 5.2 * 365),
        "За 3 дня 24 обращения вместо ожидаемых 4,1; случайно так бывает реже раза в 5 лет.",
    ),
    (
        Facts("surge", 1, 11, 0.001, 1e9),
        "За день 11 обращений вместо ожидаемых менее 0,01; "
        "случайно так бывает реже раза в 100 лет.",
    ),
    (
        Facts("surge", 21, 101, 1.0, 400),
        "За 21 день 101 обращение вместо ожидаемого 1; случайно так бывает реже раза в год.",
    ),
    (
        Facts("chronic", 56, 62, 12.4, 900),
        "Каждую неделю больше, чем у других: за 56 дней 62 обращения, "
        "а при доле других было бы 12,4 (в 5 раз больше).",
    ),
    (
        Facts("recurrent", 28, 9, 1.5, 800),
        "За 28 дней 9 вернувшихся обращений вместо ожидаемых 1,5; "
        "случайно так бывает реже раза в 2 года.",
    ),
    (
        Facts("recurrent", 28, 21, 1.5, 800),
        "За 28 дней 21 вернувшееся обращение вместо ожидаемых 1,5; "
        "случайно так бывает реже раза в 2 года.",
    ),
]


@pytest.mark.parametrize(("facts", "sentence"), CASES)
def test_first_sentence(facts, sentence):
    assert reasons(facts)[0] == sentence


def told(**facts) -> tuple[str, ...]:
    """Return what is said beside the first sentence."""
    listed = 40 + facts.get("repeats", 0)
    return reasons(Facts("surge", 7, 40, 5.0, 4000, listed=listed, **facts))[1:]


def test_other_sentences():
    said = told(
        wave=2.0, felt=(("Лесной", 9, 1.2),), units=5, last=date(2026, 1, 6), silent=4, near=12,
        radius=300.0, addresses=9, authors=21, repeats=2, signed=1, returned=4, resumed=3,
        reopened=0.25, overdue=0.5,
    )  # fmt: skip
    assert said == (
        "Заметно в одном месте: Лесной — 9 вместо 1,2; местная ли причина, пока не ясно.",
        "По остальной территории рост в 2 раза, здесь — в 8 раз: местная причина.",
        "Последнее обращение — 6 января, 4 дня назад.",
        "Скопление: 12 обращений в радиусе 300 м.",
        "Разных мест: 9.",
        "Разных заявителей: 21.",
        "Ещё 2 повтора (тот же автор или тот же текст) в счёт не вошли.",
        "Вернулись после ответа: 4 из 42, в том числе возобновлено 3.",
        "Просрочено 50 % ответов.",
    )


SMALL = [
    # what the export does not name is not said of repeats; the verb agrees with their number
    ({"repeats": 3}, ("Ещё 3 повтора (тот же текст) в счёт не вошли.",)),
    ({"repeats": 1, "signed": 1}, ("Ещё 1 повтор (тот же автор) в счёт не вошёл.",)),
    # one house is no circle
    ({"addresses": 1}, ("Все по одному адресу.",)),
    (
        {"addresses": 1, "near": 39, "radius": 500.0},
        ("Скопление: 39 обращений по одному адресу.",),
    ),
    (
        {"addresses": 1, "placeless": 31},
        ("По одному адресу: 9 из 40, у остальных адрес не указан.",),
    ),
    # repeats may bring more places than there are messages that count
    ({"addresses": 42, "places_of_repeats": True}, ("Разных мест: 42, вместе с повторами.",)),
    (
        {"authors": 42, "authors_of_repeats": True},
        ("Разных заявителей: 42, вместе с повторами.",),
    ),
    # the same return is not told twice
    ({"returned": 7, "reopened": 0.0}, ("Вернулись после ответа: 7 из 40.",)),
    ({"reopened": 0.4, "resumed": 16}, ("Возобновлено 40 % обращений.",)),
    # a few quiet days are usual
    ({"last": date(2026, 1, 6), "silent": 3}, ()),
    (
        {"last": date(2026, 5, 1), "silent": 21},
        ("Последнее обращение — 1 мая, 21 день назад.",),
    ),
    ({"drivers": (("Ямы", 9, 2.0),)}, ("Больше всего прибавила тема: Ямы — 9 вместо 2.",)),
    (
        {"drivers": (("Ямы", 9, 2.0), ("Лужи", 5, 0.5)), "named": ("Снег",), "apart": 21},
        (
            "Из них 21 — по теме, названной отдельно: Снег.",
            "Из остальных тем больше всего прибавили: Ямы — 9 вместо 2; Лужи — 5 вместо 0,5.",
        ),
    ),
    ({"named": ("Снег",), "apart": 40}, ("Все — по теме, названной отдельно: Снег.",)),
    (
        {"named": ("Снег", "Лёд", "Песок", "Соль"), "apart": 30},
        ("Из них 30 — по темам, названным отдельно: Снег; Лёд; Песок и другие.",),
    ),
]


@pytest.mark.parametrize(("facts", "said"), SMALL)
def test_sentences_one_by_one(facts, said):
    assert told(**facts) == said


def test_severity_is_a_sum_of_parts_up_to_100():
    assert sum(WEIGHTS.values()) == 100
    assert severity(Gravity(0, 1.0, 1.0, 365.0, None, None, None)) == 0
    assert severity(Gravity(5000, 1.0, 1e9, 365.0, 500, 1.0, 1.0)) == 100


def test_a_walk_of_one_person_is_told():
    said = reasons(Facts("surge", 3, 12, 1.5, 900.0, addresses=12, walked=9, listed=13))
    assert any("обход одного человека: 9 из 13" in sentence for sentence in said)
    assert not any("обход" in s for s in reasons(Facts("surge", 3, 12, 1.5, 900.0)))
