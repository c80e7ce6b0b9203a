"""What a report may show: personal data replaced in every column that it reads, not in texts only.

Texts come masked from scoring. The other columns are typed by people too: a phone stands beside the
name of a body, a flat in the number of a house, a link to a profile where the source is named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from tsur_nlp import exports
from tsur_nlp.exports.channels import channel
from tsur_nlp.exports.layout import unique
from tsur_nlp.normalize import Normalizer
from tsur_nlp.normalize.personal import PersonalDataMasker, apply
from tsur_nlp.records import PersonalSpan, SystemicProblem

if TYPE_CHECKING:
    import pandas as pd

    from tsur_nlp.normalize.personal.masker import Decision

WORDS = ("source", "topic_group", "topic", "assignee", "status")
PLACES = ("region", "municipality", "district", "settlement", "street", "house")
MASKED = "nlp_text_masked"
"""The column of texts without personal data; where it is missing, it is made."""

_masker = PersonalDataMasker()
# Streets and villages are called after people, so a name in a place is one only if it is whole.
_WHOLE_NAMES = ("name with a patronymic", "name with initials", "name with «оглы», «кызы»")
_PHONE_DIGITS = 7
_HOUSE = "улица Мира, дом "
# Texts are repaired before they are masked; here dashes and spaces of print are read as plain ones.
_ALIKE = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-") | {"\xa0": " "})


def shown(frame: pd.DataFrame, *, unit: str | None = None) -> pd.DataFrame:
    """Return the frame with personal data replaced in the columns that reports show.

    ``unit`` names one more column. Ids and authors stay: they are counted, and reports do not show
    them. Texts that were not scored are masked here.
    """
    named = frame.set_axis(unique([str(name) for name in frame.columns]), axis=1)
    own = exports.recognise([name for name in named.columns if not name.startswith("nlp_")]).mapping
    changed: dict[str, pd.Series] = {}
    for name in dict.fromkeys((*WORDS, *PLACES, *([unit] if unit else []))):
        for column in {own.get(name, name), f"nlp_{name}"} & set(named.columns):
            masked = _column(named[column], masker_of(name))
            changed |= {} if masked is None else {column: masked}
    if MASKED not in named.columns and "text" in own:
        changed[MASKED] = _texts(named[own["text"]])
    return named.assign(**changed) if changed else frame


def shown_problems(problems: Sequence[SystemicProblem], *, scored: bool) -> list[SystemicProblem]:
    """Return the problems with personal data replaced in their names and reasons.

    ``scored`` tells whether the words of the problems were taken from masked texts; else they are
    left out.
    """
    return [_problem(problem, scored=scored) for problem in problems]


def unnamed(problems: Sequence[SystemicProblem]) -> list[SystemicProblem]:
    """Return the problems with the name of a person replaced where a body should stand.

    A list of problems goes to other systems; places keep their names there, to be joined by.
    """
    return [replace(problem, assignee=words(problem.assignee)) for problem in problems]


def masker_of(name: str) -> Callable[[str], str]:
    """Return what masks a value of the column; a column that is not known holds words."""
    if name == "house":
        return house
    if name == "source":
        return source
    return place if name in PLACES else words


@lru_cache(maxsize=50_000)
def words(text: str) -> str:
    """Mask the name of a body, of a topic, of a source; the ИНН of a body is no secret.

    >>> words("УК «Уют» (ИНН 5900000000), Ковригина А. П., 8 912 000-11-22")
    'УК «Уют» (ИНН 5900000000), [ИМЯ], [ТЕЛЕФОН]'
    """
    return _masked(text, lambda one: one.span.kind != "inn")


def source(text: str) -> str:
    """Mask where a message was written: of the address of a page the network is left.

    >>> source("http://vk.com/id100500"), source("звонок Ковригиной А. П.")
    ('ВКонтакте', 'звонок [ИМЯ]')
    """
    return words(channel(text))


@lru_cache(maxsize=50_000)
def place(text: str) -> str:
    """Mask the name of a place, which may itself be called after a person.

    >>> place("Юрия Гагарина"), place("Мира, кв. 15"), place("Ковригина Аглая Петровна")
    ('Юрия Гагарина', 'Мира, кв. [КВАРТИРА]', '[ИМЯ]')
    """
    return _masked(text, lambda one: _is_of_person(one, text))


@lru_cache(maxsize=50_000)
def house(text: str) -> str:
    """Mask the number of a house: a flat hides behind a hyphen.

    >>> house("15"), house("15, кв. 7"), house("15-147"), house("48-50-52")
    ('15', '15, кв. [КВАРТИРА]', '15-[КВАРТИРА]', '48-50-52')
    """
    whole = _HOUSE + text
    masked = _masked(whole, lambda one: _is_of_person(one, whole))
    return masked.removeprefix(_HOUSE)


def _is_of_person(one: Decision, text: str) -> bool:
    span = one.span
    if span.kind == "name":
        return one.rule in _WHOLE_NAMES
    if span.kind == "phone":
        return sum(map(str.isdigit, text[span.start : span.end])) >= _PHONE_DIGITS
    return span.kind != "inn"


def _masked(text: str, kept: Callable[[Decision], bool]) -> str:
    read = text.translate(_ALIKE)
    found: list[PersonalSpan] = [one.span for one in _masker.explain(read) if kept(one)]
    return apply(text, found) if found else text


def _column(values: pd.Series, mask: Callable[[str], str]) -> pd.Series | None:
    """Mask a column; ``None`` where nothing has to be replaced."""
    texts = set(map(str, values.dropna().tolist()))
    changed = {text: masked for text in texts if (masked := mask(text)) != text}
    if not changed:
        return None
    return values.astype(object).map(lambda value: changed.get(str(value), value))


def _texts(values: pd.Series) -> pd.Series:
    """Mask texts that were not scored; what is no text is none."""
    normalizer = Normalizer()
    return values.astype(object).map(
        lambda value: normalizer(value).masked_original if isinstance(value, str) else ""
    )


def _problem(problem: SystemicProblem, *, scored: bool) -> SystemicProblem:
    mask = masker_of(problem.unit_type)
    raw = (problem.unit, *problem.units, problem.topic, problem.topic_group, problem.assignee)
    unit, units, assignee = mask(problem.unit), tuple(map(mask, problem.units)), problem.assignee
    named = (unit, *units, words(problem.topic), words(problem.topic_group), words(assignee))
    pairs = [(a, b) for a, b in zip(raw, named, strict=True) if a != b]
    return replace(
        problem,
        region=place(problem.region),
        unit=unit,
        units=units,
        topic=words(problem.topic),
        topic_group=words(problem.topic_group),
        assignee=words(assignee),
        keywords=tuple(map(words, problem.keywords)) if scored else (),
        reasons=tuple(words(_with(reason, pairs)) for reason in problem.reasons),
    )


def _with(reason: str, pairs: Iterable[tuple[str, str]]) -> str:
    """Put the masked names in the place of the raw ones."""
    for raw, masked in pairs:
        reason = reason.replace(raw, masked)
    return reason
