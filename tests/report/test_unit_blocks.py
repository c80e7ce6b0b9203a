"""The page of one unit of the map: its level, its topics, its problems, how it is answered."""

import dataclasses
import re

import pandas as pd
import pytest
from report import build

from tsur_nlp import exports
from tsur_nlp.records import Responses, UnitHeat
from tsur_nlp.report.numbers.frame import view
from tsur_nlp.report.numbers.standing import standing
from tsur_nlp.report.numbers.units import RowIndex, ranked
from tsur_nlp.report.situation.unit_blocks import blocks
from tsur_nlp.report.situation.unit_table import table
from tsur_nlp.respond.responses import responses

UNIT = "Березниковский городской округ"
HEAT = UnitHeat(
    unit=UNIT,
    unit_type="municipality",
    level="red",
    observed=32,
    expected=15.3,
    relative_risk=2.09,
    p_value=0.0002,
    per_1000=0.2317,
    window_start="2026-01-23",
    window_end="2026-01-29",
)


@pytest.fixture(scope="module")
def facts() -> pd.DataFrame:
    raw = build.facts(900)
    return exports.facts(raw).assign(is_appeal=raw["is_appeal"])


@pytest.fixture(scope="module")
def found(facts: pd.DataFrame) -> Responses:
    return responses(facts)


def _block(facts: pd.DataFrame, heat: UnitHeat = HEAT, found: Responses | None = None) -> str:
    known = view(facts, unit=heat.unit_type)
    problems = build.problems(facts)
    units = ranked(known, [heat], problems, RowIndex(known))
    return str(blocks(units, known, standing(known, found))).replace("\xa0", " ")


def _numbers(block: str) -> dict[str, str]:
    told = re.findall(r"<div><dt>(.*?)</dt><dd>(.*?)</dd></div>", block)
    return {name: re.sub(r"<.*?>", " ", value).strip() for name, value in told}


def test_the_level_is_told_in_words_with_its_numbers(facts: pd.DataFrame) -> None:
    block = _block(facts)
    assert (
        "Красный: за 23–\u206029 января 2026 — 32 обращения при ожидаемых 15,3, в 2,1 раза больше; "
        "на 1000 жителей — 0,23. Вероятность увидеть столько случайно — меньше 0,1 %." in block
    )
    assert 'class="unit-block red" id="unit-1" hidden' in block


def test_grey_is_not_enough_to_judge(facts: pd.DataFrame) -> None:
    grey = dataclasses.replace(
        HEAT, level="grey", relative_risk=None, p_value=None, per_1000=None, window_start=""
    )
    told = "Недостаточно данных: 32 обращения при ожидаемых 15,3. Сообщений слишком мало, "
    assert f"{told}чтобы судить." in _block(facts, grey)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"relative_risk": 3.1, "p_value": 0.015}, "Обращений мало: рост ещё может быть случаем."),
        ({"relative_risk": 1.1, "p_value": 0.0152}, "Обращений мало: рост ещё может быть"),
        ({"relative_risk": 1.4, "p_value": None}, "Обращений мало: рост ещё может быть случаем."),
        ({"relative_risk": 1.08, "p_value": 0.001, "observed": 900}, "Рост невелик или ещё может"),
        ({"relative_risk": 1.2, "p_value": 0.31}, "Вероятность увидеть столько случайно — 31 %."),
    ],
)
def test_no_percent_denies_the_green(
    facts: pd.DataFrame, changed: dict[str, float | None], said: str
) -> None:
    green = dataclasses.replace(HEAT, level="green", **changed)  # type: ignore[arg-type]
    block = _block(facts, green)
    assert said in block
    assert ("Вероятность" in block) is ("Вероятность" in said)
    orange = _block(facts, dataclasses.replace(green, level="orange", p_value=0.015))
    assert "Вероятность увидеть столько случайно — 1,5 %." in orange


def test_the_table_marks_units_with_problems_and_aligns_its_numbers(facts: pd.DataFrame) -> None:
    other = dataclasses.replace(
        HEAT, unit="Соликамский городской округ", expected=16.0, relative_risk=2.0
    )
    known, found = view(facts, unit="municipality"), build.problems(facts)
    drawn = str(table(ranked(known, [HEAT, other], found, RowIndex(known)), wide=False))
    rows = drawn.replace("\xa0", " ").split("<tr")[2:]
    (own,) = [row for row in rows if "Березник" in row]
    (calm,) = [row for row in rows if "Соликам" in row]
    assert '<small class="own">1 проблема</small>' in own
    # the only problem there is closed
    assert "проблема" not in calm
    assert ">16,0<" in calm
    assert ">× 2,0<" in calm
    assert ">× 2,1<" in own


def test_bars_begin_with_the_data(facts: pd.DataFrame) -> None:
    recent = facts[facts["created_at"] >= "2026-01-20"]
    assert "Обращения по дням, 10 дней" in _block(recent)


def test_residents_are_named_as_the_basis(facts: pd.DataFrame) -> None:
    assert "при ожидаемых по числу жителей 15,3" in _block(
        facts, dataclasses.replace(HEAT, basis="residents")
    )


def test_answers_are_those_of_the_table(facts: pd.DataFrame, found: Responses) -> None:
    table = found.table[(found.table["by"] == "район") & (found.table["name"] == UNIT)]
    row = table.iloc[0]
    told = _numbers(_block(facts, found=found))
    assert told["Получили ответ"] == f"{row['answered']} из {row['messages']} {row['open']} ждут"
    assert told["В срок"] == f"{100 * row['on_time']:.0f} % из {row['judged']}, чей срок наступил"
    assert told["Ждут сверх срока"] == str(row["overdue"])
    days = f"{row['answer_median'] / 24:.1f}".replace(".", ",").removesuffix(",0")
    assert told["Половина дождалась за"].startswith(f"{days} дн")


def test_responses_of_other_units_give_no_median(facts: pd.DataFrame, found: Responses) -> None:
    other = dataclasses.replace(found, unit="district")
    told = _numbers(_block(facts, found=other))
    assert "В срок" in told
    assert "Половина дождалась за" not in told


def test_few_messages_make_no_share(facts: pd.DataFrame) -> None:
    own = facts[(facts["municipality"] == UNIT) & facts["is_appeal"]].head(19)
    told = _numbers(_block(own, found=responses(own)))
    assert list(told) == ["Получили ответ", "Ждут сверх срока"]


def test_silence_without_terms_is_not_shown(facts: pd.DataFrame) -> None:
    silent = facts.assign(answered_at=pd.NaT, due_on=pd.NaT)
    block = _block(silent)
    assert "Как отвечают" not in block
    assert "О чём пишут" in block


def test_topics_and_problems_of_the_unit(facts: pd.DataFrame) -> None:
    block = _block(facts)
    own = facts[(facts["municipality"] == UNIT) & facts["is_appeal"]]
    counts = own["topic"].value_counts()
    top = re.findall(r"<li><span>(.*?)</span><b>(\d+)</b>", block)
    assert len(top) == 5
    assert top[0] == (counts.index[0], str(counts.iloc[0]))
    assert re.findall(r'href="#problem-(.*?)"', block) == ["p0000"]
