import numpy as np
import pandas as pd
import pytest

from tsur_nlp.detect import DetectSettings
from tsur_nlp.detect.stream.messages import prepare
from tsur_nlp.detect.stream.repeats import mark_repeats
from tsur_nlp.detect.stream.voices import distinct_texts, enough_voices, mailed

SETTINGS = DetectSettings()
LETTER = "00012-template"
LONG, SHORT = "00006-long", "00003-short"


def marked(rows):
    """Return which of the rows (author, key, address, place, day) are repeats."""
    authors, keys, addresses, place, day = zip(*rows, strict=True)
    return mark_repeats(
        *(np.array(names, dtype=object) for names in (authors, keys, addresses)),
        np.array(place), np.array(day), SETTINGS,
    ).tolist()  # fmt: skip


@pytest.mark.parametrize("key", [LETTER, LONG, SHORT, ""])
def test_an_author_is_one_voice_whatever_the_text(key):
    first, again = ("Иван", "00004-other", "дом", 1, 0), ("Иван ", key, "другой", 1, 6)
    assert marked([first, again]) == [False, True]
    assert marked([first, ("Иван", key, "дом", 2, 6)]) == [False, False]
    assert marked([first, ("Иван", key, "дом", 1, 7)]) == [False, False]


@pytest.mark.parametrize("key", [LETTER, SHORT])
def test_neighbours_are_many_voices(key):
    assert not any(marked([(f"сосед {n}", key, "дом", 1, 0) for n in range(40)]))


@pytest.mark.parametrize(
    ("key", "addresses", "repeat"),
    [
        (LETTER, ("дом", "другой"), True),
        (LETTER, ("", ""), True),
        (LONG, ("дом", "другой"), False),
        (LONG, ("дом", "дом"), True),
        (LONG, ("", ""), True),
        (SHORT, ("дом", "другой"), False),
        (SHORT, ("дом", "дом"), True),
        (SHORT, ("", ""), False),
        ("", ("дом", "дом"), False),
    ],
)
def test_without_authors_the_text_speaks(key, addresses, repeat):
    rows = [("", key, address, 1, day) for day, address in enumerate(addresses)]
    assert marked(rows) == [False, repeat]


def test_a_flood_counts_again_after_a_pause():
    days = [0, 3, 6, 9, 16]
    assert marked([("", LETTER, "", 1, day) for day in days]) == [False, True, True, True, False]


def stream(rows, created=None, districts="Лесной"):
    """Return a stream of messages (author, text, house), one an hour if not told otherwise."""
    authors, texts, houses = zip(*rows, strict=True)
    if created is None:
        created = pd.date_range("2024-01-01", periods=len(rows), freq="h")
    facts = pd.DataFrame({
        "id": [f"m{n}" for n in range(len(rows))], "created_at": created, "author": authors,
        "text": texts, "street": "Мира", "house": houses, "district": districts,
        "topic_group": "ЖКХ", "topic": "Нет отопления",
    })  # fmt: skip
    return prepare(facts, "district", SETTINGS)


COPIED = "Просим вернуть тепло в наши дома, дети болеют, котельная молчит"
COLD = "Холодно"


def texts_of(rows):
    made = stream(rows)
    return distinct_texts(made, np.arange(len(rows)), SETTINGS)


def enough(rows):
    made = stream(rows)
    return enough_voices(made, np.arange(len(rows)), SETTINGS)


def test_a_template_is_one_text_unless_a_crowd_sent_it():
    assert texts_of([(f"сосед {n}", COPIED, "5") for n in range(9)]) == 1
    assert texts_of([(f"сосед {n}", COPIED, "5") for n in range(10)]) == 10
    assert texts_of([("", COPIED, str(n)) for n in range(40)]) == 1


@pytest.mark.parametrize(("days_ago", "texts"), [(139, 2), (140, 1)])
def test_a_crowd_is_counted_over_the_days_that_counts_are_compared_over(days_ago, texts):
    """Eight sent the template long ago, two do today: ten names while the eight are read."""
    today = pd.Timestamp("2024-09-01 12:00")
    days = [today - pd.Timedelta(days_ago, "D")] * 8 + [today] * 2
    made = stream([(f"сосед {n}", COPIED, str(n)) for n in range(10)], days)
    assert distinct_texts(made, np.array([8, 9]), SETTINGS) == texts


def test_a_short_text_is_as_many_as_its_authors_or_addresses():
    assert texts_of([(f"сосед {n}", COLD, "5") for n in range(4)]) == 4
    assert texts_of([("", COLD, str(n)) for n in range(4)]) == 4
    assert texts_of([("", COLD, "5") for n in range(4)]) == 1


def test_a_crowd_with_one_template_is_heard():
    assert enough([(f"сосед {n}", COPIED, "5") for n in range(40)])
    assert not enough([(f"активист {n % 3}", COPIED, str(n)) for n in range(200)])


def test_a_few_messages_beside_a_template_do_not_make_it_a_problem():
    own = [("", f"У нас холодно, слово{n}", str(n)) for n in range(4)]
    few = [(f"активист {n}", COPIED, str(n)) for n in range(9)]
    assert not enough([*few, *own])
    assert enough([*few[:4], *own])


@pytest.mark.parametrize(("units", "copies"), [(9, 0), (10, 9), (20, 19)])
def test_copies_of_a_mailing_over_many_units_are_counted(units, copies):
    """Each unit counts the template once; ten of them are a mailing, which is one voice."""
    rows = [("", COPIED, str(n)) for n in range(units)] + [("", COLD, "5"), ("", COLD, "6")]
    made = stream(rows, districts=[f"район {n}" for n in range(len(rows))])
    assert made.counts.all()
    assert mailed(made, np.arange(len(rows)), SETTINGS) == copies


def test_a_crowd_over_many_units_is_no_mailing():
    rows = [(f"сосед {n}", COPIED, str(n)) for n in range(20)]
    made = stream(rows, districts=[f"район {n}" for n in range(20)])
    assert mailed(made, np.arange(20), SETTINGS) == 0
