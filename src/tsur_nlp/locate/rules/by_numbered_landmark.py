"""Landmarks by their number: «у 10 поликлиники», «3 детской поликлиники», «СОШ № 5», «11 ОКБ»."""

from __future__ import annotations

import re
from functools import lru_cache

from tsur_nlp.locate.reading import Reading
from tsur_nlp.locate.rules.by_landmark import NUMBERED
from tsur_nlp.locate.words.lexicon import Kind, listed, types

AFTER = re.compile(r"\s?-?\s?(?:№|#|номер)?\s?(\d{1,3})(?![\d-])")
_ADJECTIVES = {"детск": "детская", "городск": "", "област": "", "район": ""}


def numbered_landmark(reading: Reading) -> None:
    """A school, a surgery, a hospital by its number, before the type word or after it."""
    kinds = _kinds()
    for i in reading.at(Kind.CALLED | Kind.LANDMARK):
        kind = kinds.get(reading.words[i])
        if kind is not None and not _number_after(reading, i, kind):
            _number_before(reading, i, kind)


@lru_cache(maxsize=1)
def _kinds() -> dict[str, str]:
    numbered = {word: kind for word, kind in types("landmark").items() if kind in NUMBERED}
    return numbered | types("numbered_landmark")


def _number_after(reading: Reading, i: int, kind: str) -> bool:
    """«СОШ № 5», «МБДОУ №11», «д/сада 41»; the full words are read by another rule."""
    if reading.words[i] not in types("numbered_landmark"):
        return False
    match = AFTER.match(reading.low, reading.ends[i])
    if match is None or not _is_garden(reading, i) or not reading.free(*match.span()):
        return False
    last = reading.token_at(match.start(1))
    reading.keep("landmark", f"{kind} №{match[1]}", i, last, "numbered_landmark")
    return True


def _number_before(reading: Reading, i: int, kind: str) -> None:
    """«возле 30 школы», not «построили 3 школы»."""
    j, adjective = i - 1, ""
    stem = next((stem for stem in _ADJECTIVES if reading.word(j).startswith(stem)), "")
    if stem and j >= 0:
        j, adjective = j - 1, _ADJECTIVES[stem]
    if j < 0 or not reading.words[j].isdigit() or len(reading.words[j]) > 3:
        return
    before = reading.word(j - 1) if j else ""
    counted = reading.words[j][-1] in "234" and before not in listed("prepositions")
    if counted or before in ("№", "/", "-") or not reading.free(reading.starts[j], reading.ends[i]):
        return
    if stem.startswith("детск") and kind == "детский сад":
        adjective = ""
    name = f"{adjective} {kind} №{reading.words[j]}".strip()
    reading.keep("landmark", name, j, i, "numbered_landmark")


def _is_garden(reading: Reading, i: int) -> bool:
    """«д/сада 41», «детский сад № 5»; «сад № 3» alone may be a fruit garden."""
    if not reading.words[i].startswith("сад"):
        return True
    return reading.word(i - 1) == "/" or reading.word(i - 1).startswith("детск")
