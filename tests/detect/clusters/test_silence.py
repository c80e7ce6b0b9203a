import pandas as pd

from tsur_nlp.detect import find_problems


def test_after_a_silent_week_there_are_no_circles_of_chance(calm):
    last = calm["created_at"].max().normalize()
    for days in (6, 7, 10):
        found = find_problems(calm, as_of=last + pd.Timedelta(days, "D"))
        assert [p for p in found if p.kind == "surge"] == []
