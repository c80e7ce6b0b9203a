from tsur_nlp.records import Step
from tsur_nlp.text.offsets import apply, origin, replay

_STEPS = (
    Step("drop", ((0, 2, ""), (7, 8, ""))),
    Step("write", ((0, 2, "улица"),)),
)


def test_replay_and_origin_through_two_steps():
    text = "  ул Ми\u200bра"
    final = replay(text, _STEPS)
    assert final == "улица Мира"
    assert text[slice(*origin(_STEPS, 0, 5))] == "ул"
    assert text[slice(*origin(_STEPS, 6, 10))] == "Ми\u200bра"
    assert text[slice(*origin(_STEPS, 6, 8))] == "Ми"
    assert text[slice(*origin(_STEPS, 8, 10))] == "ра"


def test_no_steps_change_nothing():
    assert replay("снег", ()) == "снег"
    assert origin((), 1, 3) == (1, 3)


def test_insertion_belongs_to_what_stands_around_it():
    text, edits = "дом5", ((3, 3, " "),)
    assert apply(text, edits) == "дом 5"
    steps = (Step("space", edits),)
    assert origin(steps, 0, 3) == (0, 3)
    assert origin(steps, 4, 5) == (3, 4)
