import pandas as pd

from tsur_nlp.detect import DetectSettings
from tsur_nlp.detect.stream.messages import prepare
from tsur_nlp.detect.stream.voices import walked

SETTINGS = DetectSettings()


def stream(minutes, author=""):
    at = pd.Timestamp("2024-03-01 20:00") + pd.to_timedelta(minutes, unit="min")
    rows = [
        {"id": str(i), "text": "Не убран снег", "created_at": moment, "author": author,
         "district": "Лесной", "topic_group": "Дороги", "topic": "Снег", "street": "Кленовая",
         "house": str(i), "settlement": "Новый Бор"}
        for i, moment in enumerate(at)
    ]  # fmt: skip
    return prepare(pd.DataFrame(rows), None, SETTINGS)


def count(minutes, author=""):
    found = stream(minutes, author)
    return walked(found, pd.RangeIndex(len(found.frame)).to_numpy(), SETTINGS)


def test_one_text_minutes_apart_is_a_walk():
    assert count([0, 3, 50, 105]) == 3


def test_hours_apart_it_is_none():
    assert count([0, 61, 300]) == 0


def test_messages_of_one_moment_tell_nothing():
    assert count([0, 0, 0]) == 0


def test_named_authors_are_known():
    assert count([0, 3, 6], author="Иван") == 0
