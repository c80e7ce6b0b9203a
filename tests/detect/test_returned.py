from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tsur_nlp.detect import DetectSettings
from tsur_nlp.detect.lasting import returned
from tsur_nlp.detect.stream.messages import prepare

SETTINGS = DetectSettings()
FIRST = pd.Timestamp("2024-01-01")


def stream(rows, kinds=None):
    """Return a stream of messages (day, topic, house, day of the answer or None, reopened)."""
    table = pd.DataFrame(rows, columns=["day", "topic", "house", "answer", "reopened"])
    facts = pd.DataFrame({
        "id": [f"m{n:03d}" for n in range(len(table))],
        "created_at": FIRST + pd.to_timedelta(table["day"].astype(float), unit="D"),
        "answered_at": FIRST + pd.to_timedelta(table["answer"].astype(float), unit="D"),
        "street": np.where(table["house"] == "", "", "Мира"), "house": table["house"],
        "lat": 58.0, "lon": 56.0, "topic_group": "ЖКХ", "topic": table["topic"],
        "district": "Лесной", "text": "", "author": "", "reopened": table["reopened"],
    })  # fmt: skip
    made = prepare(facts, "district", SETTINGS)
    if kinds is None:
        return made
    said = pd.Series(kinds, index=facts["id"])[made.frame["id"]].to_numpy(object)
    return replace(made, frame=made.frame.assign(answer_kind=said))


def one_by_one(made, kinds=("", "resolved")):
    """Tell the same message by message, as it is defined."""
    frame, found = made.frame, []
    past: dict[tuple[int, str], list[int]] = {}
    kind = frame.get("answer_kind", pd.Series("", index=frame.index))
    for row, (topic, address) in enumerate(zip(made.topic, made.address, strict=True)):
        now = frame["created_at"][row]
        earlier = past.setdefault((topic, address), [])
        known = topic >= 0 and address.count("|") == 2
        found.append(frame["reopened"][row] > 0 or (known and any(
            kind[e] in kinds and frame["answered_at"][e] < now
            and now - frame["created_at"][e] <= pd.Timedelta(SETTINGS.memory_days, "D")
            for e in earlier[-5:]
        )))  # fmt: skip
        earlier.append(row)
    return found


_ROWS = st.lists(
    st.tuples(
        st.integers(0, 200),
        st.sampled_from(["Ямы", "Снег", ""]),
        st.sampled_from(["1", "2", ""]),
        st.one_of(st.none(), st.integers(0, 200)),
        st.sampled_from([0.0, 0.0, 0.0, 1.0, float("nan")]),
    ),
    min_size=1,
    max_size=25,
)


@settings(max_examples=30, deadline=None)
@given(_ROWS, st.randoms(use_true_random=False))
def test_it_is_what_the_loop_tells(rows, chance):
    assert returned(stream(rows), SETTINGS).tolist() == one_by_one(stream(rows))
    kinds = [chance.choice(["", "resolved", "promised", "empty"]) for _ in rows]
    made = stream(rows, kinds)
    assert returned(made, SETTINGS).tolist() == one_by_one(made)


@pytest.mark.parametrize(
    ("kinds", "back"),
    [
        (None, True),
        (["resolved", ""], True),
        (["", ""], True),
        (["promised", ""], False),
        (["empty", "resolved"], False),
    ],
)
def test_only_an_answer_that_said_solved_counts_where_kinds_are_known(kinds, back):
    made = stream([(0, "Ямы", "1", 3, 0.0), (5, "Ямы", "1", None, 0.0)], kinds)
    assert returned(made, SETTINGS).tolist() == [False, back]


def test_before_the_answer_and_long_after_is_no_return():
    rows = [(0, "Ямы", "1", 3, 0.0), (2, "Ямы", "1", None, 0.0), (95, "Ямы", "1", None, 0.0)]
    assert returned(stream(rows), SETTINGS).tolist() == [False, False, False]
    assert returned(stream([*rows, (90, "Ямы", "1", None, 0.0)]), SETTINGS).tolist()[2]


def test_no_messages():
    assert returned(stream([(0, "Ямы", "1", None, 0.0)]).until(FIRST, 0), SETTINGS).tolist() == []
