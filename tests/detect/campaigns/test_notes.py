import json

import numpy as np
import pandas as pd
import pytest

from tsur_nlp.detect import DetectSettings, find_campaigns, find_problems
from tsur_nlp.detect.campaigns.settings import CampaignSettings
from tsur_nlp.detect.campaigns.telling import Told, note
from tsur_nlp.detect.stream.keys import is_template
from tsur_nlp.detect.stream.messages import prepare
from tsur_nlp.errors import InputError

SETTINGS = DetectSettings()

LETTER = (
    "Требуем вернуть тепло в наши дома немедленно, дети болеют, а котельная стоит, "
    "подпишите и вы обращение к главе города!"
)
HEATING = ("ЖКХ", "Нет отопления")


def surges(problems):
    return [p for p in problems if p.kind == "surge" and p.status in ("new", "ongoing")]


def campaign(make, authors, *, size=200, days=range(66, 70), text=LETTER, **fixed):
    """Return messages with one text; one of the authors greets, where the text is a letter."""
    rows = make["outbreak"](size=size, days=days, **fixed)
    for n, row in enumerate(rows):
        row["author"] = f"активист {n % authors}" if authors else ""
        row["text"] = f"Здравствуйте! {text}" if n % authors == 1 and text == LETTER else text
    return rows


def test_a_mailing_of_three_is_noted_and_is_no_problem(calm, make):
    facts = make["plant"](calm, campaign(make, 3))
    assert surges(find_problems(facts)) == []
    (one,) = find_campaigns(facts)
    assert (one.kind, one.count, one.distinct_authors, one.counted) == ("mailing", 200, 3, 3)
    assert (one.topic_group, one.topic, one.units) == (*HEATING, ("Лесной",))
    assert (one.first_seen, one.last_seen) == ("2024-03-07", "2024-03-10")
    assert one.note == (
        "200 похожих обращений от 3 заявителей за 4 дня: похоже на рассылку; "
        "в счёт проблем вошли как 3."
    )
    assert len(one.message_ids) == 200
    assert one.example_id in one.message_ids
    assert one.example == ""
    assert json.loads(json.dumps(one.as_dict()))["units"] == ["Лесной"]


def test_neighbours_with_one_text_are_heard_and_noted(calm, make):
    house = {"street": "Кленовая", "house": "7", "lat": 58.0301, "lon": 56.2101}
    facts = make["plant"](calm, campaign(make, 40, size=40, **house))
    (problem,) = surges(find_problems(facts))
    assert problem.topic == HEATING[1]
    assert min(problem.observed, problem.distinct_authors) >= 40
    (one,) = find_campaigns(facts)
    assert (one.kind, one.counted, one.distinct_addresses) == ("shared", 40, 1)
    assert "разные люди пишут по одному образцу" in one.note


@pytest.mark.parametrize("house", [{}, {"street": "Кленовая", "house": "7"}])
def test_without_authors_a_template_is_one_voice(calm, make, house):
    rows = campaign(make, 40, size=40, **house)
    facts = make["plant"](calm, rows).assign(author="")
    assert surges(find_problems(facts)) == []
    (one,) = find_campaigns(facts)
    assert (one.kind, one.distinct_authors, one.counted) == ("mailing", None, 1)
    assert "заявители не указаны" in one.note


def test_without_authors_a_short_phrase_is_as_many_voices_as_addresses(calm, make):
    rows = campaign(make, 1, size=30, days=range(67, 70), text="Холодные батареи в квартире")
    facts = make["plant"](calm, rows).assign(author="")
    assert [p.topic for p in surges(find_problems(facts))] == [HEATING[1]]
    assert find_campaigns(facts) == []
    one_house = facts.assign(street="Кленовая", house="7")
    assert surges(find_problems(one_house)) == []


def test_what_the_portal_words_is_no_campaign(calm, make):
    rows = campaign(make, 1, size=30, text="Снег и наледь на тротуаре нашего двора опять у дома")
    facts = make["plant"](calm, rows).assign(author="")
    assert len(find_campaigns(facts)) == 1
    name = "Снег и наледь на тротуаре нашего двора опять у любого дома"
    planted = facts["id"].str.startswith("plant")
    assert find_campaigns(facts.assign(topic=facts["topic"].mask(planted, name))) == []


def test_a_short_text_is_noted_where_its_authors_insist(calm, make):
    text = "Верните тепло в наши дома"
    assert find_campaigns(make["plant"](calm, campaign(make, 9, size=12, text=text))) == []
    facts = make["plant"](calm, campaign(make, 3, size=12, text=text))
    assert [one.distinct_authors for one in find_campaigns(facts)] == [3]


def test_few_or_old_copies_are_not_noted(calm, make):
    assert find_campaigns(make["plant"](calm, campaign(make, 3, size=9))) == []
    old = make["plant"](calm, campaign(make, 3, days=range(30, 34)))
    assert find_campaigns(old) == []
    assert len(find_campaigns(old, as_of="2024-02-20")) == 1
    assert len(find_campaigns(old, campaigns=CampaignSettings(days=60))) == 1


def test_a_campaign_keeps_its_id_while_it_lasts(calm, make):
    facts = make["plant"](calm, campaign(make, 3, days=range(20, 70), size=300))
    seen = [find_campaigns(facts, as_of=day)[0] for day in ("2024-02-01", "2024-03-01", None)]
    assert len({one.campaign_id for one in seen}) == 1
    assert {one.first_seen for one in seen} == {"2024-01-21"}
    assert seen[2].message_ids != seen[0].message_ids
    later = make["plant"](calm, campaign(make, 3, days=range(40, 44)))
    assert find_campaigns(later, as_of="2024-02-20")[0].campaign_id != seen[0].campaign_id


def test_order_of_rows_and_the_future_do_not_matter(calm, make):
    facts = make["plant"](calm, [*campaign(make, 3), *campaign(make, 5, text=LETTER[::-1])])
    found = find_campaigns(facts, masked=True)
    assert [one.count for one in found] == [200, 200]
    assert find_campaigns(facts.sample(frac=1.0, random_state=3), masked=True) == found
    known = facts[facts["created_at"] < "2024-03-09"]
    assert find_campaigns(facts, as_of="2024-03-08") == find_campaigns(known)


def test_an_example_is_quoted_where_texts_are_masked(calm, make):
    (one,) = find_campaigns(make["plant"](calm, campaign(make, 3)), masked=True)
    assert one.example == LETTER


def test_nothing_gives_nothing(calm):
    assert find_campaigns(calm) == []
    assert find_campaigns(calm.iloc[:0]) == []
    assert find_campaigns(calm.assign(created_at=pd.NaT)) == []
    with pytest.raises(InputError, match="created_at"):
        find_campaigns(calm.drop(columns="created_at"))


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        (
            Told("mailing", 21, 1, 1, same=False, authors=1, addresses=1),
            "21 похожее обращение от 1 заявителя за день: похоже на рассылку; "
            "в счёт проблем вошли как 1.",
        ),
        (
            Told("mailing", 33, 0, 5, same=True, authors=None, addresses=21),
            "33 одинаковых обращения с 21 адреса за 5 дней, заявители не указаны: похоже на "
            "рассылку или на одного заявителя; в счёт проблем не вошли: учтены раньше.",
        ),
        (
            Told("mailing", 10, 2, 22, same=True, authors=None, addresses=None),
            "10 одинаковых обращений за 22 дня, заявители не указаны: похоже на рассылку или "
            "на одного заявителя; в счёт проблем вошли как 2.",
        ),
    ],
)
def test_the_sentence(told, sentence):
    assert note(told) == sentence


def test_a_year_of_daily_copies_costs_little(make):
    rng = np.random.default_rng(1)
    rows = campaign(make, 3, size=2_100, days=range(70))
    rng.shuffle(rows)
    facts = make["plant"](make["town"](days=70), rows)
    (one,) = find_campaigns(facts)
    assert one.count == len(one.message_ids) == 2_100 * 28 // 70


@pytest.mark.real_data
@pytest.mark.slow
def test_phrases_of_a_portal_at_different_addresses_are_different_voices(real_data):
    raw = pd.read_parquet(real_data / "spb_2020-10_2021-02.parquet")
    facts = raw.rename(columns={"category": "topic_group", "reason": "topic"})
    facts = facts.assign(id=raw["id"].astype(str), street=raw["building_address"].fillna(""))
    stream = prepare(facts.assign(house=np.where(facts["street"] != "", "1", "")), None, SETTINGS)
    assert 0.03 < (~stream.counts).mean() < 0.045
    short = np.array([not is_template(key) for key in stream.text_key])
    voices = pd.DataFrame({
        "unit": stream.unit, "topic": stream.topic, "key": stream.text_key,
        "address": stream.address, "repeat": ~stream.counts,
    })[short]  # fmt: skip
    first = ~voices.duplicated(["unit", "topic", "key", "address"])
    assert not (first & voices["repeat"]).any()
    assert 2 <= len(find_campaigns(facts, as_of="2021-01-15", masked=True)) <= 10
