from dataclasses import replace
from datetime import date, timedelta

import pytest
from detect.identity.build import HEAT, problem, wave
from hypothesis import given, settings
from hypothesis import strategies as st

from tsur_nlp.detect import DetectSettings
from tsur_nlp.detect.identity import CLOSED_DAYS, follow

NEXT, LATER = "2024-03-11", "2024-03-25"


def next_day(found, previous, day=NEXT):
    """Follow one day and check what holds on any day: again the same, in any order."""
    today = date.fromisoformat(day)
    once = follow(found, previous, today, DetectSettings())
    assert follow(found, once, today, DetectSettings()) == once
    assert follow(found[::-1], previous[::-1], today, DetectSettings()) == once
    assert len({one.problem_id for one in once}) == len(once)
    return once


def by_id(problems):
    return {one.problem_id: one for one in problems}


def test_what_is_found_first_is_new():
    (one,) = next_day([problem("p-1", day=NEXT)], [])
    assert (one.problem_id, one.status, one.first_seen) == ("p-1", "new", NEXT)


def test_the_same_problem_goes_on():
    (one,) = next_day([problem("p-2", range(3, 14), day=NEXT)], [problem("p-1")])
    assert (one.problem_id, one.status, one.first_seen) == ("p-1", "ongoing", "2024-03-10")
    assert one.message_ids[-1] == "m13"


def test_a_problem_goes_on_without_a_message_in_common():
    (one,) = next_day([problem("p-2", range(20, 30), day=LATER)], [problem("p-1")], LATER)
    assert one.problem_id == "p-1"


@pytest.mark.parametrize(
    "change",
    [{"topic": "Нет воды"}, {"unit": "Речной"}, {"lat": 58.10}, {"lat": None, "lon": None}],
)
def test_without_a_message_in_common_all_else_has_to_be_the_same(change):
    found = problem("p-2", range(20, 30), day=NEXT, **change)
    assert by_id(next_day([found], [problem("p-1")]))["p-2"].status == "new"


def test_without_points_one_address_is_not_another():
    bare = {"lat": None, "lon": None, "radius_m": None}
    old, new = problem(**bare), problem("p-2", range(20, 30), day=NEXT, **bare)
    assert [one.problem_id for one in next_day([new], [old])] == ["p-1"]
    house = replace(new, distinct_addresses=1)
    assert set(by_id(next_day([house], [old]))) == {"p-1", "p-2"}


def test_groups_are_never_one():
    found = problem("p-2", day=NEXT, topic_group="Дороги")
    assert set(by_id(next_day([found], [problem("p-1")]))) == {"p-1", "p-2"}


def test_messages_without_ids_join_nothing():
    blank = problem("p-2", ("",), day=NEXT, unit="Речной")
    assert set(by_id(next_day([blank], [problem("p-1", ("",))]))) == {"p-1", "p-2"}


def test_one_number_from_the_house_to_the_unit_to_the_wave_and_back():
    house = problem("p-1", range(8), radius_m=100.0)
    days = ["2024-03-11", "2024-03-12", "2024-03-13"]
    found = [
        problem("p-2", range(30), day=days[0]),
        wave("p-3", range(5, 90), day=days[1]),
        problem("p-4", range(20, 40), day=days[2]),
    ]
    previous = [house]
    for day, one in zip(days, found, strict=True):
        previous = next_day([one], previous, day)
        assert [p.problem_id for p in previous] == ["p-1"]
    (last,) = previous
    assert (last.unit, last.first_seen, last.status) == ("Лесной", "2024-03-10", "ongoing")


def test_a_few_common_messages_do_not_join_units():
    other = problem("p-2", range(7, 17), day=NEXT, unit="Речной")
    assert set(by_id(next_day([other], [problem("p-1")]))) == {"p-1", "p-2"}


def test_two_that_become_one_are_merged():
    old = [problem("p-1", range(12)), problem("p-2", range(20, 28), unit="Речной")]
    day = by_id(next_day([wave("p-3", range(30), day=NEXT)], old))
    assert set(day) == {"p-1", "p-2"}
    assert (day["p-1"].status, day["p-1"].merged_ids) == ("ongoing", ("p-2",))
    assert (day["p-2"].status, day["p-2"].merged_into) == ("closed", "p-1")
    assert day["p-2"].closed_on == NEXT
    after = next_day([wave("p-4", range(5, 35), day="2024-03-12")], [*day.values()], "2024-03-12")
    assert [(p.problem_id, p.merged_ids) for p in after] == [("p-1", ("p-2",))]


def test_what_was_inside_the_wave_already_fades_instead():
    old = [wave("p-1", range(60)), problem("p-2", range(20, 30))]
    day = by_id(next_day([wave("p-3", range(5, 65), day=NEXT)], old))
    assert (day["p-1"].merged_ids, day["p-2"].status) == ((), "fading")


def test_a_wave_that_ends_does_not_go_into_its_unit():
    old = [wave("p-1", range(60)), problem("p-2", range(20, 30))]
    day = by_id(next_day([problem("p-3", range(20, 32), day=NEXT)], old))
    assert (day["p-1"].status, day["p-1"].merged_into) == ("fading", "")
    assert day["p-2"].merged_ids == ()


def test_a_part_of_what_goes_on_is_split_from_it():
    part = problem("p-3", range(25, 40), day=NEXT, unit="Речной")
    day = by_id(next_day([problem("p-2", range(25), day=NEXT), part], [wave("p-1", range(40))]))
    assert (day["p-1"].unit, day["p-1"].split_from) == ("Лесной", "")
    assert (day["p-3"].status, day["p-3"].split_from) == ("new", "p-1")
    later = problem("p-4", range(20, 45), unit="Речной", day="2024-03-12")
    after = by_id(next_day([later], [*day.values()], "2024-03-12"))
    assert (after["p-3"].status, after["p-3"].split_from) == ("ongoing", "p-1")


def test_a_little_of_what_goes_on_is_no_split():
    found = [problem("p-2", range(25), day=NEXT), problem("p-3", range(20, 40), day=NEXT, lat=58.3)]
    assert by_id(next_day(found, [problem("p-1", range(25))]))["p-3"].split_from == ""


def test_silence_fades_then_closes_then_is_forgotten():
    statuses, previous = [], [problem("p-1")]
    for silent in range(1, 60):
        today = date(2024, 3, 10) + timedelta(silent)
        previous = next_day([], previous, today.isoformat())
        statuses += [one.status for one in previous]
    fading = DetectSettings().fading_days
    assert statuses == ["fading"] * (fading - 1) + ["closed"] * CLOSED_DAYS


def test_what_comes_back_after_it_was_closed_is_recurrent():
    (closed,) = next_day([], [problem("p-1")], "2024-03-20")
    assert (closed.status, closed.closed_on) == ("closed", "2024-03-20")
    (back,) = next_day([problem("p-9", range(50, 60), day=LATER)], [closed], LATER)
    assert (back.problem_id, back.kind, back.status) == ("p-1", "recurrent", "new")
    assert (back.first_seen, back.reopened_on, back.closed_on) == ("2024-03-10", LATER, "")
    assert back.reasons[-1] == "Вернулась 25.03.2024 после закрытия."
    (after,) = next_day([problem("p-8", range(52, 62), day="2024-03-26")], [back], "2024-03-26")
    assert (after.problem_id, after.kind, after.status) == ("p-1", "recurrent", "ongoing")
    assert after.reasons.count(back.reasons[-1]) == 1


def test_a_living_problem_goes_before_a_closed_one():
    closed = problem("p-0", status="closed", closed_on="2024-03-01", day="2024-02-20")
    found = [problem("p-3", range(5, 15), day=NEXT)]
    day = by_id(next_day(found, [closed, problem("p-1", range(8, 14))]))
    assert (day["p-1"].status, day["p-0"].status) == ("ongoing", "closed")


def test_a_taken_id_gets_a_number():
    closed = problem("p-1", status="closed", closed_on="2024-03-09", day="2024-03-01")
    found = problem("p-1", range(50, 60), day=NEXT, lat=58.5)
    assert set(by_id(next_day([found], [closed]))) == {"p-1", "p-1-2"}


def test_a_list_of_an_earlier_version_is_read():
    old = problem("p-1", status="closed", day="2024-03-01").as_dict()
    for name in ("merged_ids", "merged_into", "split_from", "closed_on", "reopened_on"):
        del old[name]
    (one,) = follow([], [old], date(2024, 3, 11), DetectSettings())
    assert one.status == "closed"


_LISTS = st.lists(
    st.tuples(
        st.sampled_from(["Лесной", "Речной", "Пермский край"]),
        st.sampled_from([HEAT, "Нет воды", ""]),
        st.integers(0, 40),
        st.integers(1, 40),
        st.sampled_from([58.0, 58.001, 58.3, None]),
    ),
    max_size=6,
    unique_by=lambda row: row[:4],
)


def _listed(rows, day, name):
    return [
        problem(
            f"{name}-{place}", range(start, start + size), day=day, unit=unit, topic=topic,
            unit_type="region" if unit == "Пермский край" else "district", lat=lat,
            lon=None if lat is None else 56.0, severity=size,
        )
        for place, (unit, topic, start, size, lat) in enumerate(rows)
    ]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(_LISTS, min_size=1, max_size=4))
def test_any_days_are_followed_the_same_in_any_order_and_again(days):
    previous = []
    for place, rows in enumerate(days):
        day = (date(2024, 3, 10) + timedelta(9 * place)).isoformat()
        previous = next_day(_listed(rows, day, f"p{place}"), previous, day)
        seen = by_id(previous)
        for one in previous:
            assert not one.merged_into or one.problem_id in seen[one.merged_into].merged_ids
            assert not one.split_from or one.split_from != one.problem_id
