"""Every mistake in a file of deadlines is reported with its place and the way out."""

from __future__ import annotations

from pathlib import Path

import pytest

from tsur_nlp.errors import InputError
from tsur_nlp.respond.deadlines import read_rules

GOOD = """
time_zone = "Europe/Moscow"
[calendar]
off = [2020-12-31]
[hours]
monday = ["09:00", "18:00"]
lunch = ["13:00", "14:00"]
[channels]
pos = ["ПОС"]
social = ["ВКонтакте"]
[[rule]]
name = "Первое"
when = { channel = "pos", season = ["11-01", "04-15"], since = 2021-01-01 }
answer = { amount = 30, unit = "calendar_days" }
[[rule]]
name = "Второе"
first_answer = { amount = 24, unit = "calendar_hours", best = 8 }
"""

MISTAKES = [
    ('"Europe/Moscow"', '"Europe/Moskow"', ["time_zone", "'Europe/Moscow'"]),
    ("time_zone =", "timezone =", ["timezone", "did you mean 'time_zone'?"]),
    ("[calendar]", "[kalendar]", ["kalendar", "did you mean 'calendar'?"]),
    ("off = [2020-12-31]", 'off = ["31.12.2020"]', ["calendar: off", "31.12.2020", "2024-05-03"]),
    ("off = [2020-12-31]", "off = 2020-12-31", ["calendar: off", "a list"]),
    ("off =", "holidays = 1\noff =", ["calendar: holidays", "allowed: true, false"]),
    ("off =", "working = [2020-12-31]\noff =", ["calendar: working", "2020-12-31"]),
    ("monday", "mondey", ["hours: mondey", "did you mean 'monday'?"]),
    ('"18:00"', '"8:00"', ["hours: monday", "ends before it starts"]),
    ('"18:00"', '"25:00"', ["hours: monday", "25:00", "HH:MM"]),
    ('["13:00", "14:00"]', '"13:00"', ["hours: lunch", "two texts"]),
    ('monday = ["09:00", "18:00"]', "", ["hours", "no working day"]),
    ('["13:00", "14:00"]', '["08:00", "20:00"]', ["hours: lunch", "leaves nothing of monday"]),
    ('["ВКонтакте"]', '["ВКонтакте", "пос"]', ["channels: social", "'пос'", "'pos'"]),
    ('["ВКонтакте"]', "[]", ["channels: social", "none empty"]),
    ('channel = "pos"', 'channel = "sozial"', ["rule 1 «Первое»: when: channel", "'social'"]),
    ('channel = "pos"', 'chanel = "pos"', ["rule 1 «Первое»: when: chanel", "'channel'"]),
    ('"11-01"', '"31-11"', ["rule 1 «Первое»: when: season", "31-11", "MM-DD"]),
    ("since =", "until = 2020-01-01, since =", ["when: until", "2020-01-01 is before"]),
    ('"calendar_days"', '"days"', ["rule 1 «Первое»: answer: unit", "working_days"]),
    ("amount = 30", "amount = 30.5", ["answer: amount", "a whole number"]),
    ("amount = 30", "amount = 0", ["answer: amount", "above 0"]),
    ("amount = 30", "amount = true", ["answer: amount", "True"]),
    ("amount = 30, ", "", ["answer: amount", "is missing"]),
    ("best = 8", "best = 48", ["rule 2 «Второе»: first_answer: best", "more than amount"]),
    ("best = 8", 'ends = "closing"', ["first_answer: ends", "terms in days"]),
    ("amount = 30", 'ends = "closing", amount = 30', ["answer: ends", "on_day_off"]),
    ('"calendar_days"', '"working_days", on_day_off = "next"', ["answer: on_day_off", "remove"]),
    ("first_answer =", "first_anwser =", ["rule 2", "did you mean 'first_answer'?"]),
    ("answer = { amount = 30", "# {", ["rule 1 «Первое»", "sets no term"]),
    ("answer = {", "answer = 30 # {", ["answer", "30 is not a table"]),
    ('"Второе"', '"Первое"', ["rule 2", "the name of rule 1"]),
    ('"Второе"', '""', ["rule 2: name", "is not a text"]),
    ("[[rule]]", "[rule]", ["is not TOML"]),
]


def _file(folder: Path, text: str) -> Path:
    path = folder / "сроки.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_file_without_mistakes_is_read(tmp_path: Path) -> None:
    rules = read_rules(_file(tmp_path, "\ufeff" + GOOD))
    assert [rule.name for rule in rules.rules] == ["Первое", "Второе"]
    assert rules.rules[0].when.season == (1101, 415)
    assert rules.rules[1].terms["first_answer"].best == 8


@pytest.mark.parametrize(("good", "bad", "said"), MISTAKES, ids=[str(m[2][0]) for m in MISTAKES])
def test_a_mistake_is_reported(good: str, bad: str, said: list[str], tmp_path: Path) -> None:
    assert good in GOOD
    path = _file(tmp_path, GOOD.replace(good, bad))
    with pytest.raises(InputError) as caught:
        read_rules(path)
    for part in [str(path), *said]:
        assert part in str(caught.value)


def test_one_rule_is_a_block_of_a_list(tmp_path: Path) -> None:
    text = GOOD.partition("[[rule]]")[0] + '[rule]\nname = "Одно"\n'
    with pytest.raises(InputError, match=r"rule: no rule; write blocks that begin with \[\[rule"):
        read_rules(_file(tmp_path, text))


def test_the_example_of_the_documentation_is_a_file(tmp_path: Path) -> None:
    page = (Path(__file__).parents[3] / "docs" / "deadlines.md").read_text(encoding="utf-8")
    example = page.split("```toml\n")[1].split("```")[0]
    assert len(read_rules(_file(tmp_path, example)).rules) == 4


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_rules(tmp_path / "нет.toml")
    path = tmp_path / "ansi.toml"
    path.write_bytes('# Сроки\ntime_zone = "Europe/Moscow"\n'.encode("cp1251"))
    with pytest.raises(InputError, match="UTF-8"):
        read_rules(path)


def test_the_shipped_rules_have_all_clocks_and_units_of_days_and_hours() -> None:
    terms = [term for rule in read_rules().rules for term in rule.terms.items()]
    assert {clock for clock, _ in terms} == {"first_reaction", "first_answer", "answer"}
    assert {t.unit for _, t in terms} == {"calendar_hours", "calendar_days", "working_days"}
