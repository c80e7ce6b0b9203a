"""Masking of personal data: the stage, its order, its placeholders, its promises."""

import pickle
import random
import subprocess
import sys
from itertools import pairwise

import pytest

from tsur_nlp.normalize.personal import PLACEHOLDERS, RULES, PersonalDataMasker, apply
from tsur_nlp.records import PersonalSpan
from tsur_nlp.text import words

MESSAGE = (
    "Здравствуйте, меня зовут Вера Ивановна Лисина, 12.03.1955 г.р., ул. Юрия Гагарина 5, кв. 15, "
    "тел. 8 912 555-01-22, л/с 1122334455. Мастер Петров не пришёл. vk.com/id1234567"
)


@pytest.fixture(scope="module")
def masker() -> PersonalDataMasker:
    return PersonalDataMasker()


def test_a_message_is_masked_as_a_whole(masker: PersonalDataMasker) -> None:
    assert apply(MESSAGE, masker.find(MESSAGE)) == (
        "Здравствуйте, меня зовут [ИМЯ], [ДАТА], ул. Юрия Гагарина 5, кв. [КВАРТИРА], "
        "тел. [ТЕЛЕФОН], л/с [СЧЁТ]. Мастер [ИМЯ] не пришёл. [ПРОФИЛЬ]"
    )


def test_spans_are_sorted_and_do_not_overlap(masker: PersonalDataMasker) -> None:
    spans = masker.find(MESSAGE)
    assert all(a.end <= b.start for a, b in pairwise(spans))


def test_call_and_map_take_the_same_path(masker: PersonalDataMasker) -> None:
    assert masker(MESSAGE) == masker.find(MESSAGE)
    assert list(masker.map([MESSAGE, "", "снег"])) == [masker.find(MESSAGE), (), ()]


def test_masking_twice_changes_nothing(masker: PersonalDataMasker) -> None:
    once = apply(MESSAGE, masker.find(MESSAGE))
    assert masker.find(once) == ()


@pytest.mark.parametrize("placeholder", PLACEHOLDERS.values())
def test_placeholder_is_one_word_and_no_data(masker: PersonalDataMasker, placeholder: str) -> None:
    assert words(placeholder) == [placeholder.lower().replace("ё", "е")]
    assert masker.find(f"меня зовут {placeholder}, тел. {placeholder}, кв. {placeholder}") == ()


def test_every_rule_masks_a_known_kind_and_has_its_own_name() -> None:
    assert {rule.kind for rule in RULES} - {""} == set(PLACEHOLDERS)
    assert len({rule.name for rule in RULES}) == len(RULES)


def test_explain_names_the_rule(masker: PersonalDataMasker) -> None:
    decisions = masker.explain("Анна Петровна, тел. 5-44-12")
    assert [(d.span.kind, d.rule) for d in decisions] == [
        ("name", "name with a patronymic"),
        ("phone", "phone"),
    ]


def test_a_masker_survives_pickling(masker: PersonalDataMasker) -> None:
    copy = pickle.loads(pickle.dumps(PersonalDataMasker(ner=True)))
    assert copy.ner
    assert pickle.loads(pickle.dumps(masker)).find(MESSAGE) == masker.find(MESSAGE)


def test_order_of_texts_does_not_matter(masker: PersonalDataMasker) -> None:
    texts = [MESSAGE, "мама Олега", "кв 5", "на Максима Горького 5", "Иванов И.И."]
    shuffled = random.Random(7).sample(texts, len(texts))
    expected = {text: masker.find(text) for text in texts}
    assert [expected[text] for text in shuffled] == list(masker.map(shuffled))


@pytest.mark.parametrize(
    "text",
    ["", " ", "\n", "İstanbul İİ Анна Петровна", "кв", "[", "@", "\x00", "5" * 5000, "А" * 5000],
)
def test_odd_texts_are_read(masker: PersonalDataMasker, text: str) -> None:
    apply(text, masker.find(text))


def test_offsets_hold_where_lower_case_is_longer(masker: PersonalDataMasker) -> None:
    text = "İİİ тел. 8 912 555-01-22"
    assert apply(text, masker.find(text)) == "İİİ тел. [ТЕЛЕФОН]"


def test_club_is_not_a_person(masker: PersonalDataMasker) -> None:
    assert masker.find("[club12|Анна Петрова], @club12 (Анна Петрова)") == ()
    assert masker.find("[id12|Анна Петрова]") == (PersonalSpan("profile", 0, 19),)


def test_import_and_rules_leave_heavy_packages_alone() -> None:
    code = (
        "import sys; from tsur_nlp.normalize.personal import PersonalDataMasker as M;"
        "assert 'pymorphy3' not in sys.modules; M().find('Анна Петровна, кв. 5');"
        "print(sorted({'natasha', 'slovnet', 'navec', 'pandas', 'sklearn'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_network_reads_only_unsure_texts(masker: PersonalDataMasker) -> None:
    with_network = PersonalDataMasker(ner=True)
    assert with_network.find("снег не убран") == ()
    assert with_network.find(MESSAGE) == masker.find(MESSAGE)
