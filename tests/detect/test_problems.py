import json
import re

import numpy as np
import pandas as pd
import pytest

from tsur_nlp.detect import DetectSettings, find_problems
from tsur_nlp.errors import InputError

HEATING = ("ЖКХ", "Нет отопления")


def surges(problems):
    return [p for p in problems if p.kind == "surge" and p.status in ("new", "ongoing")]


def dicts(problems):
    return [p.as_dict() for p in problems]


def test_planted_surge_is_found(outbroken):
    (one,) = surges(find_problems(outbroken))
    assert (one.unit_type, one.unit) == ("district", "Лесной")
    assert (one.topic_group, one.topic) == HEATING
    assert one.window_end == "2024-03-10"
    assert "2024-03-05" <= one.window_start <= "2024-03-08"
    assert one.status == "new"
    assert one.level == "red"
    assert one.observed >= 24 > 5 > one.expected
    assert one.p_value < 1e-6
    assert one.q_value < 1e-3
    assert one.recurrence_interval_days > 365
    assert one.assignee == "Администрация района Лесной"
    assert {f"plant{i:03d}" for i in range(24)} <= set(one.message_ids)
    assert set(one.example_ids) <= set(one.message_ids)
    assert 1 <= len(one.example_ids) <= 5
    assert "батарея" in one.keywords or "радиатор" in one.keywords
    assert abs(one.lat - 58.05) < 0.02
    assert one.distinct_authors >= 24


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_steady_noise_is_no_problem(make, seed):
    assert surges(find_problems(make["town"](seed))) == []


def test_order_of_rows_does_not_matter(outbroken):
    shuffled = outbroken.sample(frac=1.0, random_state=3)
    assert dicts(find_problems(shuffled)) == dicts(find_problems(outbroken))


def test_the_same_rows_twice_change_nothing(outbroken):
    twice = pd.concat([outbroken, outbroken.iloc[::3]])
    assert dicts(find_problems(twice)) == dicts(find_problems(outbroken))


def test_rows_that_share_an_id_are_kept_apart(calm, make):
    rows = make["plant"](calm, make["outbreak"]())
    rows.loc[rows["id"].str.startswith("plant"), "id"] = "7"
    (one,) = surges(find_problems(rows))
    assert one.observed >= 24
    assert one.message_ids.count("7") == 1


def test_copied_text_is_no_problem(calm, make):
    text = "Требуем вернуть тепло в наши дома немедленно, подпишите обращение к главе города!"
    campaign = make["outbreak"](size=200, days=range(60, 70), text=text)
    for i, row in enumerate(campaign):
        row["author"] = f"активист-{i % 3}"
    assert surges(find_problems(make["plant"](calm, campaign))) == []


def test_a_mailing_over_all_units_is_no_wave(calm, make, monkeypatch):
    """Eight people paste one text in every district: eight voices in each, one over the town."""
    text = "Требуем убрать наконец все подъезды нашего города, подпишите обращение к главе!"
    mailing = []
    for seed, district in enumerate(("Лесной", "Заречный", "Луговой", "Озёрный", "Северный")):
        rows = make["outbreak"](
            district, ("ЖКХ", "Уборка подъезда"), size=8, days=range(61, 70), text=text, seed=seed
        )
        mailing += [row | {"author": f"активист-{n}"} for n, row in enumerate(rows)]
        mailing += make["outbreak"](
            district, ("ЖКХ", "Уборка подъезда"), size=5, days=range(61, 70), seed=seed
        )
    facts = make["plant"](calm, mailing)
    assert surges(find_problems(facts)) == []
    monkeypatch.setattr("tsur_nlp.detect.scan.signals.mailed", lambda *_: 0)
    assert [one.unit_type for one in surges(find_problems(facts))] == ["region"]


def test_flood_of_one_author_is_no_problem(calm, make):
    flood = make["outbreak"](size=40, author="неутомимый")
    assert surges(find_problems(make["plant"](calm, flood))) == []


def test_as_of_hides_the_future(outbroken):
    before = find_problems(outbroken, as_of="2024-03-05")
    known = outbroken[outbroken["created_at"] < "2024-03-06"]
    assert surges(before) == []
    assert dicts(before) == dicts(find_problems(known))
    answered = outbroken.assign(answered_at=pd.Timestamp("2024-03-20"))
    assert dicts(find_problems(answered, as_of="2024-03-10")) == dicts(find_problems(outbroken))


def test_identity_and_status_over_days(outbroken, make):
    later = make["town"](seed=0, days=104)
    facts = make["plant"](later, make["outbreak"](days=range(64, 70), size=50))
    seen, previous = [], []
    for day in [64, 65, 66, 67, 70, *range(73, 104, 4)]:
        as_of = pd.Timestamp("2024-01-01") + pd.Timedelta(day, "D")
        previous = find_problems(facts, as_of=as_of, previous=dicts(previous))
        # at first all of the unit may be up, then the topic: one problem under one id
        ours = [p for p in previous if p.unit == "Лесной" and p.topic_group in ("", HEATING[0])]
        assert len(ours) <= 1
        seen += [(ours[0].status, ours[0].problem_id, ours[0].first_seen)] if ours else []
    statuses = [status for status, _, _ in seen]
    assert list(dict.fromkeys(statuses)) == ["new", "ongoing", "fading", "closed"]
    assert statuses.count("new") == 1
    assert len({(problem_id, first) for _, problem_id, first in seen}) == 1


def test_same_day_again_stays_new(outbroken):
    first = find_problems(outbroken)
    again = find_problems(outbroken, previous=first)
    assert dicts(again) == dicts(first)


def test_wave_over_the_territory_is_one_problem(calm, make):
    rows = [
        row
        for seed, district in enumerate(("Лесной", "Заречный", "Луговой", "Озёрный", "Северный"))
        for row in make["outbreak"](district, ("Дороги", "Снег и наледь"), size=12, seed=seed)
    ]
    problems = surges(find_problems(make["plant"](calm, rows)))
    wave = [p for p in problems if p.unit_type == "region"]
    assert len(wave) == 1
    assert wave[0].unit == "Пермский край"
    assert wave[0].topic == "Снег и наледь"
    assert len(wave[0].units) >= 4
    assert any("Волна по всей территории" in reason for reason in wave[0].reasons)
    assert len(problems) <= 2


def test_a_group_tells_what_its_named_topic_does_not(calm, make):
    rows = make["outbreak"](size=30)
    cleaning = ("ЖКХ", "Уборка подъезда")
    for part in range(8):
        others = make["outbreak"](topic=cleaning, size=4, seed=part)
        rows += [row | {"topic": f"Мелочь {part}"} for row in others]
    topic, group = surges(find_problems(make["plant"](calm, rows)))
    assert (topic.topic, group.topic, group.topic_group) == (HEATING[1], "", "ЖКХ")
    (_, apart, others, *_) = group.reasons
    assert re.fullmatch(r"Из них \d+ — по теме, названной отдельно: Нет отопления\.", apart)
    assert others.startswith("Из остальных тем больше всего прибавили: Мелочь")
    assert "отопления" not in others
    heated = {f"plant{number:03d}" for number in range(30)}
    assert not heated & set(group.example_ids)
    assert heated & set(group.message_ids)
    assert not {"батарея", "радиатор", "котельная"} & set(group.keywords)


def test_a_problem_gone_quiet_says_so(outbroken, make):
    later = make["plant"](make["town"](days=76), make["outbreak"]())
    ours = later["topic"].eq(HEATING[1]) & later["district"].eq("Лесной")
    later = later[~ours | (later["created_at"] < "2024-03-11")]
    (quiet,) = [p for p in surges(find_problems(later)) if p.topic == HEATING[1]]
    assert quiet.reasons[1] == "Последнее обращение — 10 марта, 6 дней назад."
    (fresh,) = surges(find_problems(outbroken))
    assert "Последнее" not in " ".join(fresh.reasons)


def test_one_house_is_found_and_placed(calm, make):
    rng = np.random.default_rng(5)
    house = make["outbreak"]("Заречный", ("ЖКХ", "Уборка подъезда"), size=7, days=range(67, 70))
    for row in house:
        row |= {"lat": 58.0301 + rng.normal(0, 1e-4), "lon": 56.2101 + rng.normal(0, 1e-4)}
    (one,) = surges(find_problems(make["plant"](calm, house)))
    assert (one.unit, one.topic) == ("Заречный", "Уборка подъезда")
    assert one.radius_m <= 300
    assert abs(one.lat - 58.0301) < 0.002
    assert abs(one.lon - 56.2101) < 0.004
    assert any("Скопление" in reason for reason in one.reasons)


def test_addresses_serve_where_there_are_no_points(calm, make):
    bare = calm.assign(lat=np.nan, lon=np.nan)
    place = {"street": "Кленовая", "house": "7", "lat": np.nan, "lon": np.nan}
    house = make["outbreak"]("Заречный", ("ЖКХ", "Уборка подъезда"), size=9, **place)
    (one,) = surges(find_problems(make["plant"](bare, house)))
    assert one.unit == "Заречный"
    assert one.lat is None
    assert one.radius_m is None
    assert any("Скопление: 9 обращений" in reason for reason in one.reasons)


def test_chronic_excess_over_other_units(make):
    rng = np.random.default_rng(8)
    topic = ("Дороги", "Освещение")
    rows = [make["message"](rng, "Северный", topic, d) for d in range(70) for _ in range(2)]
    found = find_problems(make["plant"](make["town"](seed=6), rows))
    (one,) = [p for p in found if p.kind == "chronic"]
    assert (one.unit, one.topic) == ("Северный", "Освещение")
    assert any("больше, чем у других" in reason for reason in one.reasons)


def test_what_comes_back_after_answers_is_recurrent(calm, make):
    rows = make["outbreak"](size=20, days=range(66, 70))
    for row in rows:
        row["reopened"] = 1.0
    found = find_problems(make["plant"](calm.assign(reopened=0.0), rows))
    (one,) = [p for p in found if p.unit == "Лесной" and p.topic == HEATING[1]]
    assert one.kind == "recurrent"
    assert one.reopened_share > 0.5


def test_overdue_answers_are_counted(outbroken):
    due = outbroken["created_at"] + pd.Timedelta(1, "D")
    (one,) = surges(find_problems(outbroken.assign(due_on=due)))
    assert 0.3 < one.overdue_share <= 1.0


def test_records_are_json(outbroken):
    text = json.dumps(dicts(find_problems(outbroken)), ensure_ascii=False, allow_nan=False)
    assert "Лесной" in text


def test_missing_columns_and_values(outbroken):
    bare = outbroken[["id", "text", "created_at", "district", "topic_group", "topic"]].copy()
    (one,) = surges(find_problems(bare))
    assert one.distinct_authors is None
    assert one.lat is None
    bare.loc[bare.index[::7], ["district", "topic"]] = ""
    bare["text"] = ""
    assert find_problems(bare) is not None


def test_not_appeals_are_left_out(outbroken):
    planted = outbroken["id"].str.startswith("plant")
    assert surges(find_problems(outbroken.assign(is_appeal=~planted))) == []


def test_little_data_gives_no_problem(calm):
    assert find_problems(calm.iloc[:0]) == []
    day = calm[calm["created_at"] < "2024-01-02"]
    assert find_problems(day) == []
    assert find_problems(calm[calm["created_at"] < "2024-01-11"]) == []
    assert find_problems(calm, as_of="2020-01-01") == []
    assert find_problems(calm.assign(created_at=pd.NaT)) == []


def test_one_unit_and_other_units(outbroken):
    alone = outbroken[outbroken["district"] == "Лесной"]
    assert [p.topic for p in surges(find_problems(alone))] == ["Нет отопления"]
    by_town = surges(find_problems(outbroken, unit="municipality"))
    assert [(p.unit_type, p.unit) for p in by_town] == [("municipality", "Новый Бор")]
    by_source = find_problems(outbroken.assign(yard="двор"), unit="yard")
    assert [p.unit_type for p in surges(by_source)] == ["yard"]


@pytest.mark.parametrize(
    ("change", "kwargs", "sentence"),
    [
        (lambda f: f.drop(columns="created_at"), {}, "created_at"),
        (lambda f: f, {"unit": "нет"}, "'нет'"),
        (lambda f: f, {"as_of": "вчера"}, "вчера"),
        (lambda f: f, {"as_of": "NaT"}, "empty date"),
        (lambda f: f, {"previous": [{"problem_id": "1"}]}, "lacks fields"),
    ],
)
def test_errors_say_what_to_do(calm, change, kwargs, sentence):
    with pytest.raises(InputError, match=sentence):
        find_problems(change(calm), **kwargs)


def test_settings_reach_the_result(outbroken):
    strict = DetectSettings(red_severity=101)
    assert {p.level for p in find_problems(outbroken, settings=strict)} == {"orange"}


def test_rarer_alarms_need_rarer_events(calm, make):
    small = make["plant"](calm, make["outbreak"](size=12))
    assert surges(find_problems(small, recurrence_interval=30))
    assert not surges(find_problems(small, recurrence_interval=1e12))


@pytest.mark.real_data
@pytest.mark.slow
def test_snow_of_january_is_red(real_data):
    raw = pd.read_parquet(real_data / "spb_2020-10_2021-02.parquet")
    facts = raw.rename(columns={"category": "topic_group", "reason": "topic"})
    facts = facts.assign(region="Санкт-Петербург", assignee=raw["answer_org"].fillna(""))
    found = find_problems(facts, as_of="2021-01-15")
    snow = [p for p in found if p.level == "red" and "снег" in p.topic.lower()]
    assert "Калининский" in {p.unit for p in snow}
    assert len(found) <= 40
