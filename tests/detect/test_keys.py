import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tsur_nlp.detect.stream.keys import is_template, plain, text_key, text_keys
from tsur_nlp.text import words

LETTER = "Просим вернуть тепло в наши дома, дети болеют, котельная молчит вторую неделю подряд."
NAMES = ["Сломанные скамейки на детских площадках и соседних с ними дорожках", "Ямы"]


def by_expression(text: str) -> bytes:
    kept = [word for word in words(text[:300]) if word[0].isalpha()]
    return " ".join(kept).replace("-", " ").encode("cp1251", "xmlcharrefreplace")


@given(st.text("АяёЁ-–[]ИМzЂњ 5№\n_.,()😡әé\u0301", max_size=40))
@example("[ИМЯ] и [имя], [Имя 5] — Во дворе-колодце 5й день темно")
@example("Не горит фонарь 😡")
@example("Урамда караңгы, ә")
def test_a_text_is_its_words(text):
    assert plain(text) == by_expression(text)


def test_case_numbers_punctuation_and_emoji_are_no_difference():
    texts = ["Яма у дома 5, [ИМЯ]!", "яма у дома № 7", "ЯМА — У ДОМА 😡"]
    assert len({text_key(text) for text in texts}) == 1
    assert text_key("№ 5!") == text_key("") == ""
    assert text_key("яма у дома") != text_key("яма у домов")


def test_copies_of_a_long_text_have_one_key():
    texts = [f"Добрый день! {LETTER}", LETTER, LETTER.replace("неделю", "декаду"), "Яма во дворе"]
    keys = text_keys(texts)
    assert len(set(keys)) == 2
    assert keys[0] == keys[1] == keys[2]
    assert (text_keys(texts[::-1]) == keys[::-1]).all()


def test_short_texts_are_one_only_if_they_are_the_same():
    assert len(set(text_keys(["Не убран снег во дворе дома", "Не убран снег у дома"]))) == 2


def test_the_portals_own_phrases_are_no_template():
    phrase = "Сломанные скамейки на дорожках и соседних с ними детских площадках"
    own, longer = text_keys([phrase, f"{phrase}, дети падают"], NAMES)
    assert not is_template(own)
    assert is_template(longer)
    assert is_template(text_keys([phrase])[0])
    assert own == text_keys([phrase.upper()], NAMES)[0]


def test_a_key_does_not_depend_on_what_comes_later():
    late = f"Уважаемый глава, {LETTER}"
    texts, times = [late, LETTER], np.array(["2024-02-01", "2024-01-01"], dtype="datetime64[us]")
    both = text_keys(texts, times=times)
    assert both.tolist() == [text_keys([LETTER])[0]] * 2
    assert (text_keys(texts[::-1], times=times[::-1]) == both).all()
    (first,) = set(text_keys(texts, times=times[::-1]))
    assert first == text_keys([late])[0]


@pytest.mark.parametrize("count", [0, 1])
def test_few_texts_have_keys_too(count):
    assert len(text_keys([LETTER] * count, NAMES)) == count
