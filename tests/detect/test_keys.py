import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tsur_nlp.detect import DetectSettings
from tsur_nlp.detect.stream.keys import TOGETHER_DAYS, is_template, text_key, text_keys
from tsur_nlp.detect.stream.plain import plain, plains
from tsur_nlp.text import words

LETTER = "Просим вернуть тепло в наши дома, дети болеют, котельная молчит вторую неделю подряд."
SNOW = "Сломанные скамейки на детских площадках и соседних с ними дорожках"


def by_expression(text: str) -> bytes:
    kept = [word for word in words(text[:300]) if word[0].isalpha()]
    return " ".join(kept).replace("-", " ").encode("cp1251", "xmlcharrefreplace")


@given(st.text("АяёЁ-–[]ИМzЂњ 5№\n_.,()😡әé\u0301", max_size=40))
@example("[ИМЯ] и [имя], [Имя 5] — Во дворе-колодце 5й день темно")
@example("Не горит фонарь 😡")
@example("Урамда караңгы, ә")
def test_a_text_is_its_words(text):
    assert plain(text) == by_expression(text)


@given(st.lists(st.text("Аяё[]z5№ \0😡ә", max_size=6), max_size=6))
def test_many_texts_at_once_are_what_each_is(texts):
    assert plains(texts) == [by_expression(text) for text in texts]


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
    phrase = "Сломанные скамейки на площадках и соседних с ними детских дорожках"
    texts = [phrase, f"{phrase}, дети падают", phrase, "", phrase.upper()]
    own, longer, elsewhere, silent, loud = text_keys(texts, [SNOW, SNOW, "Ямы", "", SNOW])
    assert not is_template(own)
    assert is_template(longer)
    assert is_template(elsewhere)
    assert silent == ""
    assert own == loud


def test_texts_of_two_topics_are_no_copies():
    texts, topics = [LETTER, f"Добрый день! {LETTER}", f"Добрый день! {LETTER}"], ["а", "а", "б"]
    first, copy, other = text_keys(texts, topics)
    assert first == copy != other
    assert text_keys([LETTER] * 2, ["а", "б"]).tolist() == [first] * 2


def test_a_key_does_not_depend_on_what_comes_later():
    late = f"Уважаемый глава, {LETTER}"
    texts, times = [late, LETTER], np.array(["2024-02-15", "2024-02-01"], dtype="datetime64[us]")
    both = text_keys(texts, times=times)
    assert both.tolist() == [text_keys([LETTER])[0]] * 2
    assert (text_keys(texts[::-1], times=times[::-1]) == both).all()
    (first,) = set(text_keys(texts, times=times[::-1]))
    assert first == text_keys([late])[0]


def test_a_key_does_not_depend_on_what_was_long_before():
    """Whatever is read of the past, texts of a stretch that is read whole have the same keys."""
    rng = np.random.default_rng(3)
    base = [*LETTER.split(), *(f"слово{chr(1072 + n)}" for n in range(20))]
    starts = rng.integers(0, 20, 300)
    texts = [" ".join(base[start : start + 14]) for start in starts]
    days = np.sort(rng.integers(0, 3 * TOGETHER_DAYS, 300))
    times = np.datetime64("1970-01-01", "us") + days.astype("timedelta64[D]")
    keys = text_keys(texts, times=times)
    late = int(np.searchsorted(days, 2 * TOGETHER_DAYS))
    cut = int(np.searchsorted(days, TOGETHER_DAYS + 40))
    assert text_keys(texts[cut:], times=times[cut:])[late - cut :].tolist() == keys[late:].tolist()
    assert len(set(keys[late:])) < len(set(texts[late:]))
    assert len(set(keys[late:]) - set(keys[:late])) > 0


def test_a_look_reads_a_whole_stretch_more_than_it_counts():
    assert DetectSettings().memory_days >= TOGETHER_DAYS


@pytest.mark.parametrize("count", [0, 1])
def test_few_texts_have_keys_too(count):
    assert len(text_keys([LETTER] * count, [SNOW] * count)) == count
