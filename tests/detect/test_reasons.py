import pytest

from tsur_nlp.detect.telling.reasons import Facts, reasons
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
]


@pytest.mark.parametrize(("facts", "sentence"), CASES)
def test_first_sentence(facts, sentence):
    assert reasons(facts)[0] == sentence


def test_other_sentences():
    said = reasons(
        Facts(
            "surge", 7, 40, 5.0, 4000, wave=2.0, felt=(("Лесной", 9, 1.2),), units=5, near=12,
            radius=300.0, addresses=1, authors=21, repeats=2, returned=4, reopened=0.25,
            overdue=0.5,
        )
    )  # fmt: skip
    assert said[1:] == (
        "Волна по всей территории, заметна в 1 из 5: Лесной — 9 вместо 1,2.",
        "По остальной территории рост в 2 раза, здесь — в 8 раз: местная причина.",
        "Скопление: 12 обращений в радиусе 300 м.",
        "Все по одному адресу.",
        "Разных заявителей: 21.",
        "Ещё 2 повтора (тот же автор или тот же текст) в счёт не вошли.",
        "Вернулись после ответа: 4 из 42.",
        "Возобновлено 25 % обращений.",
        "Просрочено 50 % ответов.",
    )


def test_severity_is_a_sum_of_parts_up_to_100():
    assert sum(WEIGHTS.values()) == 100
    assert severity(Gravity(0, 1.0, 1.0, 365.0, None, None, None)) == 0
    assert severity(Gravity(5000, 1.0, 1e9, 365.0, 500, 1.0, 1.0)) == 100


def test_a_walk_of_one_person_is_told():
    told = reasons(Facts("surge", 3, 12, 1.5, 900.0, addresses=12, walked=9, repeats=1))
    assert any("обход одного человека: 9 из 13" in sentence for sentence in told)
    assert not any("обход" in s for s in reasons(Facts("surge", 3, 12, 1.5, 900.0)))
