import numpy as np
import pandas as pd

from tsur_nlp.detect import find_problems

TOPIC = ("Дороги", "Снег и наледь")
DISTRICTS = ("Лесной", "Заречный", "Луговой", "Озёрный", "Северный")


def spreading(make) -> pd.DataFrame:
    """Return the town where snow is met at one house, then in its district, then everywhere."""
    rng = np.random.default_rng(5)
    house = make["outbreak"]("Лесной", TOPIC, size=9, days=range(60, 62), seed=1)
    for row in house:
        row |= {"lat": 58.0301 + rng.normal(0, 1e-4), "lon": 56.2101 + rng.normal(0, 1e-4)}
    unit = make["outbreak"]("Лесной", TOPIC, size=30, days=range(61, 66), seed=2)
    wave = [
        row
        for seed, district in enumerate(DISTRICTS)
        for row in make["outbreak"](district, TOPIC, size=20, days=range(64, 69), seed=10 + seed)
    ]
    return make["plant"](make["town"](days=69), [*house, *unit, *wave])


def test_a_wave_has_the_number_of_the_house_where_it_was_first_seen(make):
    facts = spreading(make)
    previous, seen = [], []
    for day in (60, 61, 67, 68):
        as_of = pd.Timestamp("2024-01-01") + pd.Timedelta(day, "D")
        found = find_problems(facts, as_of=as_of, previous=previous)
        assert find_problems(facts, as_of=as_of, previous=found) == found
        seen += [p for p in found if p.topic == TOPIC[1]]
        previous = [p.as_dict() for p in found]
    assert len({p.problem_id for p in seen}) == 1
    assert [p.unit_type for p in seen] == ["district", "district", "region", "region"]
    assert [p.status for p in seen] == ["new", "ongoing", "ongoing", "ongoing"]
    assert seen[0].radius_m < 300 < 3_000 < seen[-1].radius_m
    assert len({p.first_seen for p in seen}) == 1
