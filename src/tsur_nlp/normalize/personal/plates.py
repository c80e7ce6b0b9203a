"""Plates of cars: present ones, old ones, trailers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tsur_nlp.normalize.personal.digits import numbers_of

_LETTER = "[авекмнорстухabekmhopctyx]"
_PLATE = re.compile(
    rf"[0-9](?:(?<={_LETTER}[0-9])"
    rf"|(?<={_LETTER} [0-9]))[0-9][0-9] ?{_LETTER}{{2}}(?![а-яёa-z])(?P<region>[ /"
    rf"|]?[0-9]{{2,3}}(?![0-9])(?:\s?rus)?)?(?!\w)"
)
_PLATE_CORE = re.compile(rf"[0-9][0-9][0-9] ?{_LETTER}{{2}}(?![а-яёa-z])")
_PLATE_WORD = re.compile(
    r"гос|г/н|г\.\s?н|\bгрз|знак|номер|№|машин|автомоб|\bавто|\bа/м"
    r"|\b(?:лад[аыеу]\b|ваз|уаз|камаз|газел|жигул|нив[аыуе]\b|приор|грант[аыуе]|вест[аыуе]\b|тойот"
    r"|киа\b"
    r"|хенд|хунд|солярис|рено|форд|фольксваген|шкод|ниссан|мазд|ауди|бмв|мерседес|опел|шевроле"
    r"|рио\b"
    r"|логан|дэу|джип|внедорож|фур[аыуе]\b|грузов|такси|маршрутк|мотоцикл|прицеп|самосвал|эвакуатор"
    r"|kia|lada|bmw|ford|toyota|hyundai|renault|skoda|nissan|mazda|audi|opel|mercedes|volkswagen)"
)
_PLATE_AFTER_WORD = re.compile(
    r"(?:гос\w*\.?\s?(?:рег\w*\.?\s?)?(?:ном\w*\.?|знак\w*)?|г(?<!\w.)[./ ]\s?н(?:омер)?\.?|грз"
    r"|рег\.?\s?знак\w*"
    rf"|прицеп\w*)[\s:№\-]{{0,3}}(?<!\w)(?P<n>(?:{_LETTER}{{2}} ?[0-9]{{3,4}}"
    rf"|[0-9]{{4}} ?{_LETTER}{{2}})"
    r"(?:[ \-]?[0-9]{2,3})?)(?!\w)"
)

# Buses and their routes: two letters, three digits, the region.
_BUS_WORD = re.compile(r"автобус|\bборт|троллейб|маршрут|прицеп")
_BUS = re.compile(
    rf"[0-9](?:(?<=[^а-яёa-z]{_LETTER}{{2}}[0-9])[0-9]{{4,5}}"
    rf"|(?<=[^а-яёa-z]{_LETTER}{{2}} [0-9])[0-9][0-9] [0-9]{{2,3}})(?!\w|[.,][0-9])"
)
_LITTLE_WORDS = frozenset(("на", "не", "от", "во", "но", "то", "со", "ту", "ст", "км", "ет"))


def may_be_plate(text: str, lower: str) -> bool:
    """Cheap test: three digits and two letters that plates have."""
    return (
        _PLATE_CORE.search(lower) is not None
        or (
            (
                "гос" in lower
                or "г.н" in lower
                or "г/н" in lower
                or "грз" in lower
                or "прицеп" in lower
            )
            and _PLATE_AFTER_WORD.search(lower) is not None
        )
        or _may_be_bus(lower)
    )


def _may_be_bus(lower: str) -> bool:
    return (
        "автобус" in lower
        or "маршрут" in lower
        or "борт" in lower
        or "троллейб" in lower
        or "прицеп" in lower
    ) and _BUS.search(lower) is not None


def plates(text: str, lower: str) -> Iterator[tuple[int, int]]:
    """Car plates: written together, in capitals, or after a word about the car."""
    yield from numbers_of(_PLATE_AFTER_WORD, lower)
    for match in _BUS.finditer(lower) if _may_be_bus(lower) else ():
        near = _BUS_WORD.search(lower, max(0, match.start() - 40), match.start())
        start = match.start() - 2 - (lower[match.start() - 1] == " ")
        if near and (lower[start : start + 2] not in _LITTLE_WORDS or text[start].isupper()):
            yield start, match.end()
    for match in _PLATE.finditer(lower):
        start, end = match.start() - 1 - (lower[match.start() - 1] == " "), match.end()
        if start < 0 or (start and lower[start - 1].isalnum()):
            continue
        plate = text[start:end]
        together = match["region"] and " " not in plate[:6]
        capitals = match["region"] and plate[:9].upper() == plate[:9]
        if together or capitals or _PLATE_WORD.search(lower, max(0, start - 40), start):
            yield start, end
