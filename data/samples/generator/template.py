"""Templates: ``(a|b|)`` is a choice, ``{slot}`` is filled, ``{n:2-9}`` is a number."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from datetime import datetime
from functools import lru_cache

_CHOICE = re.compile(r"\(([^()]*\|[^()]*)\)")
_SLOT = re.compile(r"\{([a-z_]+)(?::(\d+)-(\d+))?\}")
_WINTER = re.compile(
    r"снег|снеж|сугроб|мороз|[лЛ]ед\b|лёд|льд|льду|голол|налед|сосул|каток|"
    r"горк[иау] лед|перемерз|трактор|реагент|пингвин|накат|temp_out|замел|шуб",
    re.IGNORECASE,
)
_NEW_YEAR = re.compile(
    r"\b[её]лк|нов(ого|ый|ым) год|новогод|праздник(ов|и)? называется|"
    r"наступающ|наступивш|каникул|салют",
    re.IGNORECASE,
)
_JANUARY = re.compile(
    r"за новый год|наступивш|праздников называется|с нового года|городок разобрал", re.IGNORECASE
)
_WARM = re.compile(
    r"трав[аы]|клещ|клумб|газон не кос|комар|пыль столбом|летают|грибник", re.IGNORECASE
)
_TIDY = [
    (re.compile(r"[ \t]+"), " "),
    (re.compile(r"\b(у нас) у нас\b", re.IGNORECASE), r"\1"),
    (re.compile(r"\b[Уу] нас в наш"), "в наш"),
    (re.compile(r"\b(уже) уже\b", re.IGNORECASE), r"\1"),
    (re.compile(r" ([,.!?:;])"), r"\1"),
    (re.compile(r",([.!?])"), r"\1"),
    (re.compile(r"([.!?]),"), r"\1"),
    (re.compile(r",\s*,"), ","),
    (re.compile(r"(?<!\.)\.\s?\.(?!\.)"), "."),
    (re.compile(r"^[\s,.:;]+"), ""),
    (re.compile(r"[\s,:]+$"), ""),
    (re.compile(r":\s*\."), "."),
    (re.compile(r"\(\s*\)"), ""),
]
Fill = Callable[[str, str], str]


def expand(template: str, rng: random.Random, fill: Fill) -> str:
    """Choose, fill and tidy; ``fill(slot, text_before)`` gives the value of a slot."""
    while match := _CHOICE.search(template):
        chosen = rng.choice(match.group(1).split("|"))
        template = template[: match.start()] + chosen + template[match.end() :]
    done = ""
    while match := _SLOT.search(template):
        done += template[: match.start()]
        name, low, high = match.groups()
        value = str(rng.randint(int(low), int(high))) if low else fill(name, done)
        # a value may hold slots of its own (phrase banks do)
        template = value + template[match.end() :]
    return agree(tidy(done + template))


_COUNTED = {
    forms[-1]: forms
    for forms in (
        ("минуту", "минуты", "минут"), ("год", "года", "лет"), ("рубль", "рубля", "рублей"),
        ("день", "дня", "дней"), ("метр", "метра", "метров"), ("градус", "градуса", "градусов"),
        ("сантиметр", "сантиметра", "сантиметров"), ("час", "часа", "часов"),
        ("месяц", "месяца", "месяцев"), ("человек", "человека", "человек"), ("раз", "раза", "раз"),
        ("квартира", "квартиры", "квартир"), ("километр", "километра", "километров"),
        ("неделю", "недели", "недель"),
    )
}  # fmt: skip
_FORM = {form: forms for forms in _COUNTED.values() for form in forms}
_NUMBER = re.compile(r"(?<![\d.,:-])(?<!\b[сдоу] )(?<!\bдо )(?<!\bот )(\d{1,3}) ([а-я]+)\b")


def agree(text: str) -> str:
    """Make nouns agree with numbers: «21 минут» -> «21 минуту»."""

    def form(match: re.Match[str]) -> str:
        number, forms = int(match.group(1)), _FORM.get(match.group(2))
        if not forms:
            return match.group(0)
        last, teen = number % 10, 10 < number % 100 < 20
        index = 2 if teen or last == 0 or last > 4 else 0 if last == 1 else 1
        return f"{number} {forms[index]}"

    return _NUMBER.sub(form, text)


def slots(template: str) -> list[str]:
    """Names of the slots of a template."""
    return [m.group(1) for m in _SLOT.finditer(template)]


def tidy(text: str) -> str:
    """Remove what an empty slot leaves behind."""
    for pattern, replacement in _TIDY:
        text = pattern.sub(replacement, text)
    return text.strip()


def capitalise(text: str) -> str:
    """Start each sentence with a capital letter, as a careful author does."""
    text = re.sub(
        r"([^.А-Яа-я ]|[а-яё]{3}[.]|[!?]) ([а-яё])",
        lambda m: f"{m.group(1)} {m.group(2).upper()}" if m.group(1)[-1] in ".!?" else m.group(0),
        text,
    )
    # an abbreviated kind of place stays small: с. Лобаново, мкр. Нагорный
    small = re.match(r"(с|д|п|рп|мкр)\b", text)
    return text if small else text[:1].upper() + text[1:]


@lru_cache(maxsize=4096)
def _signs(text: str) -> tuple[bool, ...]:
    return tuple(bool(sign.search(text)) for sign in (_WINTER, _NEW_YEAR, _JANUARY, _WARM))


def in_season(text: str, moment: datetime) -> bool:
    """Tell whether a template suits the date: no snow in September, no fir trees in October."""
    winter, new_year, january, warm = _signs(text)
    day = (moment.month, moment.day) if moment.month > 6 else (moment.month + 12, moment.day)
    if (new_year and day < (12, 8)) or (winter and day < (10, 30)):
        return False
    return not ((warm and day > (10, 20)) or (january and day < (13, 1)))
