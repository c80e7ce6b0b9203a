"""What of an answer is template, and which answers share it."""

import pandas as pd
import pytest

from tsur_nlp.errors import InputError
from tsur_nlp.respond.boilerplate import MIN_ANSWERS, boilerplate, template_use
from tsur_nlp.respond.boilerplate.skeletons import skeleton

SHARED = "Здравствуйте, {name}! На ул. {street}, д. {n} мусор вывезен {n}.03.2025."
OWN = " Бригада нашла третий контейнер за гаражами и покрасила его."
STREETS = ("Мира", "Лесная", "Садовая", "Речная", "Полевая", "Северная")


def many(count: int) -> list[str]:
    return [SHARED.format(name="Анна", street=STREETS[n], n=n + 1) for n in range(count)]


@pytest.mark.parametrize(
    ("answer", "left"),
    [
        ("Уважаемая Анна Петровна! Лампы заменены 5 марта 2025 г.", ("лампы заменены",)),
        (
            "Рассмотрев Ваше сообщение № 17 по вопросу «Темно» сообщаем: лампы есть.",
            ("лампы есть",),
        ),
        ("ЛАМПЫ ЗАМЕНЕНЫ", ("лампы заменены",)),
        ("«Лампы заменены»", ("лампы заменены",)),
        ("Лампы заменены на ул. Мира. Снег убран", ("лампы заменены на", "снег убран")),
        ("Лампы заменены.Снег убран! опоры стоят", ("лампы заменены", "снег убран", "опоры стоят")),
        ("Снег вывезен в 2021 г. Урны\nочищены", ("снег вывезен в", "урны", "очищены")),
        ("Лампы заменены на просп. Мира, д. 5. Снег убран", ("лампы заменены на", "снег убран")),
        ("Лампы заменены. С уважением, МУП «Свет»", ("лампы заменены",)),
        ("Здравствуйте!", ()),
        ("", ()),
    ],
)
def test_particulars_and_formulas_are_left_out(answer: str, left: tuple[str, ...]) -> None:
    assert skeleton(answer) == left


def test_one_text_for_many_houses_is_one_template() -> None:
    found = boilerplate(many(6), ["МУП"] * 6)
    assert found["template_id"].nunique() == 1
    assert found["template_size"].tolist() == [6] * 6
    assert found["boilerplate_share"].tolist() == [1.0] * 6


def test_own_sentences_lower_the_share() -> None:
    answers = many(MIN_ANSWERS)
    answers[0] += OWN
    found = boilerplate(answers, ["МУП"] * MIN_ANSWERS)
    assert found["boilerplate_share"].tolist() == [0.5, *[1.0] * (MIN_ANSWERS - 1)]
    assert found["template_size"].tolist() == [1, *[MIN_ANSWERS - 1] * (MIN_ANSWERS - 1)]


def test_a_sentence_is_shared_within_one_body_and_by_different_answers() -> None:
    answers = many(MIN_ANSWERS)
    split = boilerplate(answers, ["МУП"] * (MIN_ANSWERS - 1) + ["ТСЖ"])
    assert split["boilerplate_share"].eq(0.0).all()
    stutter = boilerplate([" ".join(answers)], ["МУП"])
    assert stutter["boilerplate_share"].tolist() == [0.0]


def test_an_identical_text_counts_as_often_as_it_was_sent() -> None:
    found = boilerplate(["Мусор убран."] * MIN_ANSWERS, ["МУП"] * MIN_ANSWERS)
    assert found["boilerplate_share"].eq(1.0).all()


def test_formulas_alone_are_no_template() -> None:
    found = boilerplate(["", "Здравствуйте!"], ["МУП", "МУП"])
    assert found["template_id"].tolist() == ["", ""]
    assert found["template_size"].tolist() == [0, 0]
    assert found["boilerplate_share"].isna().all()


def test_the_order_of_rows_does_not_matter() -> None:
    answers, bodies = [*many(6), "Лампы заменены." + OWN], ["МУП"] * 6 + ["ТСЖ"]
    found = boilerplate(answers, bodies)
    back = boilerplate(answers[::-1], bodies[::-1]).iloc[::-1].reset_index(drop=True)
    pd.testing.assert_frame_equal(back, found)


def test_bodies_are_compared_by_their_pure_templates() -> None:
    answers, bodies = [*many(6), "Лампы заменены.", "Здравствуйте!"], ["МУП"] * 6 + ["ТСЖ"] * 2
    use = template_use(boilerplate(answers, bodies), bodies)
    assert use.to_dict("list") == {
        "body": ["МУП", "ТСЖ"],
        "answers": [6, 1],
        "pure_share": [1.0, 0.0],
        "mean_share": [1.0, 0.0],
    }


def test_no_answers_and_uneven_lists() -> None:
    assert boilerplate([], []).empty
    with pytest.raises(InputError, match="1 answers, 0 bodies"):
        boilerplate(["Лампы заменены."], [])
