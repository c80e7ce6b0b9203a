"""Landmarks, lightly: «школа № 5», «остановка Площадь Дружбы», «ТЦ Радуга»."""

from __future__ import annotations

import re

from tsur_nlp.locate.reading import Found, Reading
from tsur_nlp.locate.rules.by_house import is_unit
from tsur_nlp.locate.words.lexicon import Kind, types

NUMBERED = frozenset(
    ("школа", "гимназия", "лицей", "детский сад", "поликлиника", "больница", "аптека")
)
_NUMBER = re.compile(r"\s*(?:№|#|номер)\s*(\d{1,3})(?!\d)|\s(\d{1,3})(?=\s|[.,;!?)]|$)")
_NAME = re.compile(
    r"\s*(?:[«\"“`]\s*([^»\"”`\n]{2,40})[»\"”`]|([А-ЯЁ][А-Яа-яёЁ-]+(?:\s[А-ЯЁ][А-Яа-яё-]+)?))"
)


def landmark(reading: Reading) -> None:
    """A type of landmark and its number or its capitalised name."""
    for i in reading.at(Kind.LANDMARK):
        kind, end = types("landmark")[reading.words[i]], reading.ends[i]
        if reading.word(i + 1) == "." and reading.words[i] == "ост":
            end = reading.ends[i + 1]
        match = (_NUMBER if kind in NUMBERED else _NAME).match(reading.text, end)
        if reading.words[i] == "парк" and not reading.capital(i):
            continue
        if (
            match is None
            or not reading.free(end, match.end())
            or not reading.free(reading.starts[i], end)
        ):
            continue
        value = match.group(1) or match.group(2)
        if kind in NUMBERED and match.group(2) and is_unit(reading.low, match.end()):
            continue  # «школа 30 лет ждёт ремонта»
        name = f"{kind} №{value}" if kind in NUMBERED else f"{kind} {value}"
        reading.add(Found("landmark", name, reading.starts[i], match.end(), "landmark"))
