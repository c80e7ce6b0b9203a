"""City districts and municipalities: «Ленинский район», «р-н Ленинский», «Пермский м.о.»."""

from __future__ import annotations

import re

from tsur_nlp.locate.gazetteer import Gazetteer
from tsur_nlp.locate.reading import Reading, folded
from tsur_nlp.locate.rules.by_microdistrict import QUOTES, district_after, small_district
from tsur_nlp.locate.spelling.unit_spelling import meant_unit
from tsur_nlp.locate.words.lexicon import Kind, is_organisation, listed, types
from tsur_nlp.locate.words.morph import agree, parsed
from tsur_nlp.locate.words.name_forms import title

AHEAD = re.compile(
    r"(?<![А-Яа-яЁё])(ГО|МО|[гм]\. ?[оО]\.) ([А-ЯЁ][а-яё-]+(?:ский|цкий|ской))(?![а-яё])"
)
DOTTED = ("г.о", "г. о", "м.о", "м. о")
ABBREVIATED = re.compile(
    r"([А-ЯЁ][а-яё-]+(?:ск|цк|н)(?:ий|ой|ого|ом|ому|ый)) (ГО|МО|[гГмМ]\. ?[оО]\.?)(?![а-яё])"
)
SMALL = ("микрорайон", "жилмассив")
UNIT_TYPES = ("район", "округ")
UNIT, DISTRICT = "municipality", "typed_district"
PLURALS = frozenset(("районы", "районов", "районах", "районам", "районами", "округа", "округов"))
QUALIFIERS = {
    "муниципальн": "муниципальный",
    "городско": "городской",
    "административн": "административный",
}
_ADJECTIVE = ("ий", "ый", "ой", "ого", "ому", "ом", "им", "ым")
_NAMES = ("ский", "цкий", "ской", "кой", "ный", "ой")


def typed_district(reading: Reading) -> None:
    """A district or microdistrict by its type word, on either side of the name."""
    for i in reading.at(Kind.DISTRICT):
        kind = types("district_types")[reading.words[i]]
        if kind == "район" and _is_small(reading, i):
            kind = "микрорайон"
        if kind in SMALL:
            small_district(reading, i, "микрорайон")
        elif not _before(reading, i, kind) and not _after(reading, i, kind) and kind == "район":
            district_after(reading, i)


def _is_small(reading: Reading, i: int) -> bool:
    """«микро района Чапаевский», «в м. районе Садовом»."""
    before = reading.word(i - 1)
    return before == "микро" or (before == "." and reading.word(i - 2) == "м")


def _before(reading: Reading, i: int, kind: str) -> bool:
    """«Мотовилихинский район», «в Ленинском и Кировском районах», «Пермский городской округ»."""
    first, qualifier = i - 1, _qualifier(reading.word(i - 1))
    first -= bool(qualifier)
    last = i
    while name := _unit_name(reading, first := _over_quotes(reading, first)):
        _add_unit(reading, name, kind, qualifier, first, last)
        if reading.words[i] not in PLURALS or reading.word(first - 1) not in ("и", ","):
            return True
        first = last = first - 2
    return last < i


def _over_quotes(reading: Reading, i: int) -> int:
    return i - 1 if reading.word(i) in QUOTES else i


def _qualifier(word: str) -> str:
    stem = next((stem for stem in QUALIFIERS if word.startswith(stem)), "")
    return QUALIFIERS[stem] if stem else ""


def _unit_name(reading: Reading, i: int) -> str:
    """The nominative of the word before a type, put right where it is misspelt, or ``""``."""
    word = reading.word(i) if i >= 0 else ""
    if not word.endswith(_ADJECTIVE) or word in listed("stop_names"):
        return ""
    name = agree(word, "masc")
    if not name.endswith(_NAMES):
        return ""
    if _is_unit(name):
        return name
    return meant_unit(name) or (name if _is_named(reading, i, name) else "")


def _is_named(reading: Reading, i: int, name: str) -> bool:
    """Whether an adjective that no list has is a name: «Спальный район» is none."""
    if not reading.capital(i):
        return False
    plain = any(p.is_known and p.tag.POS == "ADJF" for p in parsed(name))
    return name.endswith(("ский", "цкий", "ской")) or not plain


def _after(reading: Reading, i: int, kind: str) -> bool:
    """«р-н Ленинский», «район: Мотовилихинский»."""
    j = i + 1 + (reading.word(i + 1) in (".", ":"))
    j += reading.word(j) in QUOTES
    word = reading.word(j)
    if not word.endswith(_ADJECTIVE) or reading.gap(i).strip() or word in listed("stop_names"):
        return False
    name = agree(word, "masc")
    name = name if _is_unit(name) else meant_unit(name)
    if not name or _goes_on(reading, j):
        return False
    qualifier = _qualifier(reading.word(i - 1))
    _add_unit(reading, name, kind, qualifier, i, j)
    return True


def _goes_on(reading: Reading, j: int) -> bool:
    """Whether the adjective is another thing's: «в районе Московского проспекта»."""
    following = reading.word(j + 1)
    if not following[:1].isalpha() or reading.gap(j).strip() or reading.kinds[j + 1] & Kind.NAME:
        return False
    return bool(reading.kinds[j + 1] & Kind.STREET) or any(
        parse.tag.POS in ("NOUN", "ADJF") for parse in parsed(following)[:1]
    )


def _is_unit(name: str) -> bool:
    gazetteer = Gazetteer.load()
    return name in gazetteer.districts or gazetteer.has_municipality(name)


def _add_unit(
    reading: Reading, name: str, kind: str, qualifier: str, first: int, last: int
) -> None:
    start, end = reading.starts[first], reading.ends[last]
    if not reading.free(start, end) or is_organisation(reading.word(first - 1)):
        return  # «администрация Центрального района», «МЧС Центрального р-на»
    urban = any(t in UNIT_TYPES for _, t, _ in Gazetteer.load().districts.get(name, ()))
    if qualifier in ("муниципальный", "городской") or not urban:
        full = f"{title(name)} {qualifier} {kind}".replace("  ", " ")
        reading.keep("municipality", full, first, last, UNIT, type=kind)
    else:
        certain = not Gazetteer.load().has_municipality(name)
        shown = title(name)
        reading.keep("district", shown, first, last, DISTRICT, type=kind, certain=certain)


def abbreviated_municipality(reading: Reading) -> None:
    """«Добрянский ГО», «Пермский м.о.», «ГО Чайковский»."""
    text, low = reading.text, reading.low
    if "ГО" not in text and "МО" not in text and not any(dotted in low for dotted in DOTTED):
        return
    for match in ABBREVIATED.finditer(text):
        _add_abbreviated(reading, match, match[1], match[2])
    for match in AHEAD.finditer(text):
        _add_abbreviated(reading, match, match[2], match[1])


def _add_abbreviated(
    reading: Reading, match: re.Match[str], adjective: str, abbreviation: str
) -> None:
    name = agree(folded(adjective), "masc")
    if not name or not reading.free(*match.span()):
        return
    urban = abbreviation.lower().startswith("г")
    full = f"{title(name)} {'городской' if urban else 'муниципальный'} округ"
    first, last = reading.token_at(match.start()), reading.token_at(match.end()) - 1
    reading.keep("municipality", full, first, last, "municipality", type="округ")
