import numpy as np
import pandas as pd
import pytest

from tsur_nlp.errors import InputError
from tsur_nlp.respond.speed import measure_spans

AS_OF = pd.Timestamp("2024-03-31 12:00")
EVENTS = ["created_at", "accepted_at", "first_answered_at", "answered_at", "closed_at"]


def facts(*rows):
    """Each row: created, accepted, first answer, final answer, closed; '' is unknown."""
    return pd.DataFrame(rows, columns=EVENTS).apply(pd.to_datetime, errors="raise", format="mixed")


def test_the_three_waits():
    spans = measure_spans(
        facts(("2024-03-01 10:00", "2024-03-01 12:00", "2024-03-02 10:00", "2024-03-04 10:00", "")),
        AS_OF,
    )
    hours = [s.hours[0] for s in (spans.first_reaction, spans.first_answer, spans.final_answer)]
    assert hours == [2.0, 24.0, 72.0]
    assert spans.final_answer.observed.all()


def test_what_comes_after_as_of_is_not_known_yet():
    span = measure_spans(
        facts(("2024-03-30 12:00", "", "", "2024-04-05", ""), ("2024-03-31 11:00", "", "", "", "")),
        AS_OF,
    ).final_answer
    assert span.hours.tolist() == [24.0, 1.0]
    assert not span.observed.any()


@pytest.mark.parametrize(
    "row",
    [
        ("", "", "", "2024-03-05", ""),
        ("2024-04-01", "", "", "2024-04-02", ""),
        ("2024-03-05 10:00", "", "", "2024-03-04 23:00", ""),
    ],
    ids=["no start", "starts after as_of", "answered before it came"],
)
def test_impossible_rows_are_excluded_and_counted(row):
    span = measure_spans(facts(row, ("2024-03-01", "", "", "2024-03-02", "")), AS_OF).final_answer
    assert span.excluded == 1
    assert span.kept.tolist() == [False, True]
    assert not span.observed[0]


def test_an_event_the_export_does_not_hold_is_unknown_not_censored():
    spans = measure_spans(facts(("2024-03-01", "", "", "", "2024-03-02")), AS_OF)
    assert spans.first_reaction is None
    assert spans.first_answer is None
    assert spans.final_answer.hours.tolist() == [24.0]


def test_closing_without_an_answer_leaves_the_citizen_unanswered():
    spans = measure_spans(
        facts(
            ("2024-03-01 12:00", "2024-03-01 13:00", "", "", "2024-03-02 12:00"),
            ("2024-03-01 12:00", "", "", "2024-03-03 12:00", ""),
        ),
        AS_OF,
    )
    assert spans.first_answer.observed.tolist() == [False, True]
    assert spans.first_answer.hours.tolist() == [720.0, 48.0]
    assert spans.final_answer.hours.tolist() == [24.0, 48.0]
    assert spans.first_reaction.hours.tolist() == [1.0, 48.0]


def test_a_date_without_a_time_on_the_day_of_arrival_is_no_mistake():
    span = measure_spans(facts(("2024-03-05 15:30", "", "", "2024-03-05", "")), AS_OF).final_answer
    assert span.hours.tolist() == [0.0]
    assert span.observed.all()


def test_as_of_has_to_be_a_moment():
    with pytest.raises(InputError, match="as_of"):
        measure_spans(facts(("2024-03-05", "", "", "", "")), pd.NaT)


def test_dates_in_other_units_are_read_the_same():
    table = facts(("2024-03-01 10:00", "", "", "2024-03-04 10:00", ""))
    coarse = table.astype("datetime64[s]")
    spans = [measure_spans(t, AS_OF).final_answer.hours for t in (table, coarse)]
    assert np.array_equal(*spans)
