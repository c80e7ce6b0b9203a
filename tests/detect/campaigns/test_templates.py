import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tsur_nlp.detect.campaigns.templates import leaders

TEXT = "просим вернуть тепло в наш дом дети болеют котельная молчит вторую неделю подряд"
BASE = TEXT.split()


def likeness(one, other):
    one, other = set(one.split()), set(other.split())
    return len(one & other) / len(one | other)


def compared_with_all(texts, least):
    """Return the leaders as they are defined, every text compared with every leader."""
    chosen = []
    for place, text in enumerate(texts):
        share = [likeness(text, texts[o]) if chosen[o] == o else 0.0 for o in range(place)]
        best = int(np.argmax(share)) if share else 0
        enough = bool(share) and share[best] >= least and len(set(text.split())) > 1
        chosen.append(best if enough else place)
    return chosen


@pytest.mark.parametrize(
    ("edited", "one"),
    [
        (["добрый", "день", *BASE], True),
        ([*BASE[6:], *BASE[:6]], True),
        ([*BASE[:-1], "сутки"], True),
        ([*BASE, "улица", "кленовая", "подъезд", "второй", "этаж"], False),
        (BASE[::2], False),
    ],
)
def test_small_edits_leave_a_text_what_it_is(edited, one):
    texts = [" ".join(words).encode() for words in (BASE, edited)]
    assert leaders(texts, 0.8).tolist() == [0, 0 if one else 1]


def test_copies_of_a_copy_are_not_chained():
    words = [*BASE, *(f"слово{n}" for n in range(20))]
    texts = [" ".join(words[n : n + 14]).encode() for n in range(15)]
    found = leaders(texts, 0.8)
    assert found[0] == 0
    assert len(set(found.tolist())) > 3


_WORDS = st.sampled_from([chr(code) for code in range(ord("a"), ord("a") + 14)])


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.lists(_WORDS, min_size=1, max_size=12).map(" ".join), max_size=25, unique=True),
    st.sampled_from([0.6, 0.8, 0.9]),
)
def test_no_pair_is_missed(texts, least):
    found = leaders([text.encode() for text in texts], least)
    assert found.tolist() == compared_with_all(texts, least)


def test_nothing_is_like_nothing():
    assert leaders([], 0.8).tolist() == []
    assert leaders([b"a b c"], 0.8).tolist() == [0]


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.lists(_WORDS, min_size=1, max_size=9).map(" ".join), max_size=20, unique=True),
    st.integers(0, 20),
)
def test_kinds_are_apart(texts, cut):
    encoded, cut = [text.encode() for text in texts], min(cut, len(texts))
    kind = (np.arange(len(texts)) >= cut).astype(np.int64)
    apart = [leaders(part, 0.8) for part in (encoded[:cut], encoded[cut:])]
    assert leaders(encoded, 0.8, kind).tolist() == [*apart[0], *(apart[1] + cut)]


def test_a_leader_is_forgotten_after_so_many_texts():
    others = [" ".join(f"{word}{n}" for word in BASE).encode() for n in range(3)]
    copy = TEXT.replace("молчит", "стоит").encode()
    texts = [TEXT.encode(), *others, copy]
    assert leaders(texts, 0.8, remembered=4).tolist() == [0, 1, 2, 3, 0]
    assert leaders(texts, 0.8, remembered=3).tolist() == [0, 1, 2, 3, 4]
