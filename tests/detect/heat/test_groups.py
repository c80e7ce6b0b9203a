from collections import Counter

from tsur_nlp.detect import heat_map


def test_rows_of_a_unit_are_all_then_its_groups(calm):
    heat = heat_map(calm, by="group")
    assert [(one.unit, one.topic_group) for one in heat[:4]] == [
        ("Заречный", ""),
        ("Заречный", "Дороги"),
        ("Заречный", "ЖКХ"),
        ("Лесной", ""),
    ]
    whole = [one for one in heat if not one.topic_group]
    assert whole == heat_map(calm)
    of_groups = Counter()
    for one in heat:
        of_groups[one.unit] += one.observed if one.topic_group else -one.observed
    assert set(of_groups.values()) == {0}


def test_only_the_group_that_is_up_is_red(make, calm):
    rows = make["outbreak"]("Лесной", size=60, days=range(63, 70))
    heat = {
        (one.unit, one.topic_group): one for one in heat_map(make["plant"](calm, rows), by="group")
    }
    red = heat["Лесной", "ЖКХ"]
    assert red.level == "red"
    assert red.top_topics[0] == "Нет отопления"
    assert "Ямы" not in red.top_topics
    assert red.lat == heat["Лесной", ""].lat
    others = {one.level for key, one in heat.items() if key[0] != "Лесной" or key[1] == "Дороги"}
    assert others == {"green"}


def test_in_a_quiet_town_nothing_is_red(make):
    levels = Counter(
        one.level
        for seed in range(2)
        for as_of in ("2024-02-20", "2024-03-10")
        for one in heat_map(make["town"](seed=seed), by="group", as_of=as_of)
    )
    assert levels["red"] == 0
    assert levels["orange"] <= 1
    assert levels["green"] >= 50
