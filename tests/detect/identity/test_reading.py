"""A list of yesterday's problems that is none is refused in one sentence."""

from datetime import date

import pytest
from detect.identity.build import problem

from tsur_nlp.detect.identity.reading import read, refuse_later
from tsur_nlp.errors import InputError

KEPT = problem().as_dict()


def test_a_record_and_its_dict_are_the_same():
    later = KEPT | {"field of a later version": 1}
    assert read([later]) == read([problem()]) == [problem()]
    earlier = {name: value for name, value in KEPT.items() if name != "closed_on"}
    assert read([earlier]) == [problem()]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("p-1", "is str"),
        ({"unit": "Лесной"}, r"lacks fields \(problem_id, status, kind and 23 more\)"),
        ({k: v for k, v in KEPT.items() if k != "unit"}, r"lacks fields \(unit\)"),
        (KEPT | {"last_seen": "вчера"}, "last_seen='вчера'"),
        (KEPT | {"last_seen": ""}, "last_seen=''"),
        (KEPT | {"closed_on": 5}, "closed_on=5"),
        (KEPT | {"message_ids": 5}, "message_ids=5"),
        (KEPT | {"message_ids": "m1"}, "message_ids='m1'"),
        (KEPT | {"lat": "58"}, "lat='58'"),
        (KEPT | {"severity": None}, "severity=None"),
    ],
)
def test_what_is_no_problem_is_named(wrong, said):
    with pytest.raises(InputError, match=f"a previous problem .*{said}.*`tsur-nlp problems`") as it:
        read([wrong])
    assert "__init__" not in str(it.value)


@pytest.mark.parametrize("name", ["last_seen", "closed_on", "reopened_on"])
def test_a_list_of_a_later_day_is_refused(name):
    later = problem(**{name: "2024-03-20"})
    refuse_later([problem(), later], date(2024, 3, 20))
    with pytest.raises(InputError, match="of 2024-03-20, after the day looked from, 2024-03-19"):
        refuse_later([problem(), later], date(2024, 3, 19))
