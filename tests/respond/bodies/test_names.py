"""Which spellings are one body."""

import csv
from pathlib import Path

import pytest

from tsur_nlp.respond.bodies import tidy_names

_CASES = Path(__file__).parents[2] / "cases" / "respond" / "body_names.csv"


def cases() -> list[tuple[str, str, str]]:
    with _CASES.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter=";", quoting=csv.QUOTE_NONE)
        return [(row["same"], row["one"], row["other"]) for row in rows]


@pytest.mark.parametrize(("same", "one", "other"), cases())
def test_spellings_of_one_body_are_merged_and_other_bodies_are_not(
    same: str, one: str, other: str
) -> None:
    assert len(set(tidy_names([one, other]))) == (1 if same == "1" else 2)


def test_the_usual_spelling_is_kept_whatever_the_order() -> None:
    names = ["МУП СВЕТ", "МУП «Свет»", "МУП «Свет»", ""]
    assert tidy_names(names) == ["МУП «Свет»"] * 3 + [""]
    assert tidy_names(names[::-1]) == ["", *["МУП «Свет»"] * 3]


def test_a_tie_goes_to_the_first_in_the_alphabet() -> None:
    tie = ["Муп Свет", "МУП Свет"]
    assert set(tidy_names(tie)) == set(tidy_names(tie[::-1])) == {"МУП Свет"}
