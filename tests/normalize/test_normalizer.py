import pickle
import random

import pytest

from tsur_nlp.normalize import Normalizer, personal
from tsur_nlp.records import PersonalSpan

_TEXTS = [
    "Не горит фонарь на ул. Мира, 5.",
    "Пpошу  убрать снег, мой номер 8 912 345-67-89!!!!!",
    "😡 #ямынадорогах\nпишите на user@example.ru",
    "ghbdtn! Звоните 8-912-345-67-89",
    "",
]


def test_clean_text_gives_one_object_for_all():
    text = "Не горит фонарь, темно."
    normal = Normalizer()(text)
    assert normal.text is normal.masked is normal.masked_original is normal.original is text
    assert normal.steps == normal.personal == ()


def test_masks_what_is_shown_and_what_is_read():
    normal = Normalizer()(_TEXTS[1])
    assert normal.text == "Прошу убрать снег, мой номер 8 912 345-67-89!!!"
    assert normal.masked == "Прошу убрать снег, мой номер [ТЕЛЕФОН]!!!"
    assert normal.masked_original == "Пpошу  убрать снег, мой номер [ТЕЛЕФОН]!!!!!"
    (span,) = normal.personal
    assert normal.original[span.start : span.end] == "8 912 345-67-89"


def test_personal_data_behind_a_repair_is_masked_in_the_original():
    hidden = "Мой номер 8\u200b912\u200b345-67\xad-89, жду"
    normal = Normalizer()(hidden)
    assert "[ТЕЛЕФОН]" in normal.masked_original
    assert not any(character.isdigit() for character in normal.masked_original)


def test_without_masking_personal_data_stays():
    normal = Normalizer(mask=False)(_TEXTS[1])
    assert "8 912 345-67-89" in normal.text
    assert normal.masked == normal.text
    assert normal.personal == ()


def test_expansion_is_recorded():
    normal = Normalizer(expand=True)("УК не чистит ул. Мира")
    assert normal.text == "управляющая компания не чистит улица Мира"
    assert [step.rule for step in normal.steps] == ["streets", "bodies"]
    start = normal.text.index("Мира")
    assert normal.origin(start, start + 4) == (17, 21)


def test_explain_gives_the_steps():
    assert Normalizer().explain(_TEXTS[1]) == Normalizer()(_TEXTS[1]).steps


@pytest.mark.parametrize("options", [{}, {"expand": True}, {"mask": False}])
def test_one_by_one_in_a_stream_and_after_pickling(options):
    normalizer = Normalizer(**options)
    one_by_one = [normalizer(text) for text in _TEXTS]
    copy = pickle.loads(pickle.dumps(normalizer))
    assert list(copy.map(iter(_TEXTS))) == one_by_one
    shuffled = random.Random(0).sample(range(len(_TEXTS)), len(_TEXTS))
    again = list(normalizer.map(_TEXTS[i] for i in shuffled))
    assert again == [one_by_one[i] for i in shuffled]


def test_map_is_lazy():
    def endless():
        while True:
            yield "Снег"

    stream = Normalizer(mask=False).map(endless())
    assert next(stream).text == "Снег"


def test_spans_that_meet_in_the_original_are_cut_apart(monkeypatch):
    """Two spans inside one edit map to the same piece: it is masked once."""

    class Fake:
        def find(self, text):
            return (PersonalSpan("name", 0, 3), PersonalSpan("name", 3, 6))

    monkeypatch.setattr(personal, "PersonalDataMasker", Fake)
    normal = Normalizer()("Пpошу  снега")
    assert [(span.start, span.end) for span in normal.personal] == [(0, 5), (5, 7)]


@pytest.mark.real_data
def test_nothing_real_raises(real_data):
    import csv

    from tsur_nlp.normalize import repaired, replay

    with (real_data / "kursk_train.csv").open(encoding="utf-8-sig", newline="") as file:
        texts = [row["text"] for row in csv.DictReader(file)]
    for text in texts:
        final, steps = repaired(text)
        assert replay(text, steps) == final
        assert repaired(final) == (final, ())
