import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tsur_nlp.text import fold, tokens, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ул.Мира д.5к2", ["ул", ".", "Мира", "д", ".", "5", "к", "2"]),
        ("двор-колодец — [ТЕЛЕФОН]", ["двор-колодец", "—", "[ТЕЛЕФОН]"]),
        ("[id1|Имя]", ["[", "id", "1", "|", "Имя", "]"]),
        ("Wi-Fi_2", ["Wi-Fi", "_", "2"]),
        ("ёлка Ёж", ["ёлка", "Ёж"]),
        ("урам Әнис", ["урам", "Әнис"]),
        ("北京 5", ["北京", "5"]),
        ("", []),
    ],
)
def test_tokens(text, expected):
    assert [token.text for token in tokens(text)] == expected


def test_words_are_folded_and_without_punctuation():
    assert words("Ёлки, [ИМЯ] на ул.Мира-5!") == ["елки", "[имя]", "на", "ул", "мира", "5"]


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=40))
def test_spans_hold_their_tokens(text):
    last = 0
    for token in tokens(text):
        assert text[token.start : token.end] == token.text
        assert not text[last : token.start].strip()
        last = token.end
    assert not text[last:].strip()


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="аёЁБzQ5-. ,", max_size=30))
def test_words_are_the_wordy_tokens(text):
    assert words(text) == [fold(t.text) for t in tokens(text) if t.text[-1].isalnum()]
