"""What the forecast learns, and what it must not look at."""

import numpy as np
import pandas as pd
import pytest
from respond.reopening.town import AS_OF, town

from tsur_nlp.errors import InputError, TrainingError
from tsur_nlp.respond.reopening import ReopeningModel, ReopeningSettings, rolling_probability

NAT = pd.Timestamp("NaT")


@pytest.fixture(scope="module")
def facts() -> pd.DataFrame:
    return town()


@pytest.fixture(scope="module")
def model(facts: pd.DataFrame) -> ReopeningModel:
    return ReopeningModel.fit(facts, as_of=AS_OF)


def ask(**row: object) -> pd.DataFrame:
    return town(1).assign(first_answered_at=AS_OF, **row)


def test_long_complaints_of_a_bad_topic_come_first(model: ReopeningModel) -> None:
    later = town(3_000, seed=8)
    said = model.probability(later)
    reopened = later["reopened"].to_numpy() == 1.0
    chance = (said[reopened][:, None] > said[~reopened][None, :]).mean()
    assert chance > 0.75
    assert said.mean() == pytest.approx(reopened.mean(), abs=0.02)


def test_probabilities_are_true_in_every_fifth(model: ReopeningModel) -> None:
    later = town(6_000, seed=9)
    said, reopened = model.probability(later), later["reopened"].to_numpy()
    for rows in np.array_split(np.argsort(said, kind="stable"), 5):
        assert said[rows].mean() == pytest.approx(reopened[rows].mean(), abs=0.05)


@pytest.mark.parametrize(
    "column", ["answered_at", "answer_text", "assignee", "answer_kind", "answer_evidence"]
)
def test_what_is_written_after_the_reopening_is_not_read(
    facts: pd.DataFrame, model: ReopeningModel, column: str
) -> None:
    blank = {"answered_at": NAT, "answer_evidence": np.nan}.get(column, "")
    blind = facts.assign(**{column: blank})
    blind["answered_at"] = blind["answered_at"].astype("datetime64[ns]")
    said = ReopeningModel.fit(blind, as_of=AS_OF).probability(blind)
    np.testing.assert_array_equal(said, model.probability(facts))


def test_without_first_answers_the_wait_for_the_last_one_is_no_hint(facts: pd.DataFrame) -> None:
    unknown = facts.assign(first_answered_at=NAT)
    unknown["first_answered_at"] = unknown["first_answered_at"].astype("datetime64[ns]")
    found = ReopeningModel.fit(unknown, as_of=AS_OF)
    assert found.ridge.numbers["wait"].weight == 0.0
    assert np.isfinite(found.probability(unknown)).all()


def test_an_outcome_of_ones_own_lets_the_answer_count(facts: pd.DataFrame) -> None:
    bad = facts["topic"].eq("Другое") & facts["text"].ne("Ну")
    judged = facts.assign(answer_kind=np.where(bad, "forwarded", "resolved"))
    found = ReopeningModel.fit(judged, as_of=AS_OF, outcome=bad.astype(float))
    weights = found.ridge.traits["answer_kind"]
    assert weights["forwarded"] > 0.5 > -0.5 > weights["resolved"]
    assert "answer_kind" not in ReopeningModel.fit(facts, as_of=AS_OF).ridge.traits


def test_fresh_answers_are_not_taken_for_good_ones(facts: pd.DataFrame) -> None:
    as_of = pd.Timestamp("2025-04-01")
    fresh = (facts["first_answered_at"] >= as_of - pd.Timedelta(21, "D")).to_numpy()
    whole = ReopeningModel.fit(facts, as_of=as_of)
    changed = facts.assign(reopened=np.where(fresh, 1.0 - facts["reopened"], facts["reopened"]))
    assert whole == ReopeningModel.fit(changed, as_of=as_of)
    assert whole.answers == (~fresh).sum()


def test_unknown_outcomes_teach_nothing(facts: pd.DataFrame) -> None:
    known = np.arange(len(facts)) % 3 > 0
    some = ReopeningModel.fit(facts.assign(reopened=facts["reopened"].where(known)), as_of=AS_OF)
    assert some == ReopeningModel.fit(facts[known], as_of=AS_OF)


def test_the_order_of_rows_does_not_matter(facts: pd.DataFrame, model: ReopeningModel) -> None:
    shuffled = facts.sample(frac=1.0, random_state=5)
    assert ReopeningModel.fit(shuffled, as_of=AS_OF) == model
    said = pd.Series(model.probability(shuffled), index=shuffled.index)
    np.testing.assert_array_equal(said.sort_index(), model.probability(facts))


def test_a_topic_never_seen_is_judged_by_its_group(model: ReopeningModel) -> None:
    def chance(group: str, topic: str) -> float:
        return float(model.probability(ask(topic_group=group, topic=topic))[0])

    assert chance("Водоснабжение", "Нет воды") > 2 * chance("Дороги", "Ямы")
    assert chance("Водоснабжение", "Нет воды") == chance("Водоснабжение", "")
    assert chance("Дороги", "Ямы") < chance("Связь", "") < chance("Водоснабжение", "Ржавая вода")


def test_the_same_topic_name_of_two_groups_is_two_topics(model: ReopeningModel) -> None:
    assert "Дороги / Другое" in model.ridge.traits["topic"]
    assert "Другое" not in model.ridge.traits["topic"]


def test_without_an_answer_there_is_nothing_to_reopen(model: ReopeningModel) -> None:
    open_ = ask().assign(first_answered_at=NAT, answered_at=NAT)
    assert np.isnan(model.probability(open_)).all()
    assert len(model.probability(open_.iloc[:0])) == 0


def test_odds_ratios_name_what_counts(model: ReopeningModel) -> None:
    table = model.odds_ratios()
    topics = table[table["trait"].eq("topic_group")]
    assert topics["value"].tolist() == ["Водоснабжение", "Дороги"]
    assert topics["odds_ratio"].iloc[0] > 1.0 > topics["odds_ratio"].iloc[1]
    length = table.loc[table["trait"].eq("message_length"), "odds_ratio"]
    assert length.item() > 1.5


def test_rolling_probabilities_do_not_know_the_future(facts: pd.DataFrame) -> None:
    said = rolling_probability(facts)
    day = pd.Timestamp("2025-04-07")
    known = (facts["first_answered_at"] < day - pd.Timedelta(21, "D")).to_numpy()
    early = (facts["first_answered_at"] < day).to_numpy()
    blind = rolling_probability(facts.assign(reopened=facts["reopened"].where(known, 0.0)))
    np.testing.assert_array_equal(said[early], blind[early])
    assert np.isfinite(said[early]).any()
    assert not np.array_equal(said[~early], blind[~early])


def test_rolling_says_nothing_before_enough_was_reopened(facts: pd.DataFrame) -> None:
    said = rolling_probability(facts, settings=ReopeningSettings(min_reopened=60))
    given = facts["first_answered_at"]
    first = given[np.isfinite(said)].min()
    seen = facts["reopened"][given < first - pd.Timedelta(21, "D")].sum()
    assert 60 <= seen < 75
    assert np.isnan(said[(given < first).to_numpy()]).all()


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"reopened": np.nan}, TrainingError),
        ({"reopened": 0.0}, TrainingError),
        ({"reopened": 1.0}, TrainingError),
        ({"reopened": 2.0}, InputError),
    ],
)
def test_a_useless_outcome_is_refused(
    facts: pd.DataFrame, change: dict[str, float], error: type[Exception]
) -> None:
    with pytest.raises(error):
        ReopeningModel.fit(facts.assign(**change), as_of=AS_OF)


def test_bad_arguments_are_named(facts: pd.DataFrame) -> None:
    with pytest.raises(InputError, match="district"):
        ReopeningModel.fit(facts, as_of=AS_OF, settings=ReopeningSettings(unit="district"))
    with pytest.raises(InputError, match="as_of"):
        ReopeningModel.fit(facts, as_of=NAT)
    with pytest.raises(InputError, match="one for each"):
        ReopeningModel.fit(facts, as_of=AS_OF, outcome=pd.Series([1.0]))
    with pytest.raises(InputError, match="follow_days"):
        ReopeningSettings(follow_days=0)
    with pytest.raises(InputError, match="every_days"):
        rolling_probability(facts, every_days=0)
