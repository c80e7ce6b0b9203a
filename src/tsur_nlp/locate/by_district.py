"""City districts and municipalities: «Ленинский район», «р-н Ленинский», «Пермский м.о.»."""

from __future__ import annotations

import re
from functools import lru_cache

from tsur_nlp.locate.by_microdistrict import known_name, small_district
from tsur_nlp.locate.gazetteer import Gazetteer
from tsur_nlp.locate.lexicon import Kind, is_organisation, listed, types
from tsur_nlp.locate.morph import agree
from tsur_nlp.locate.name_forms import title
from tsur_nlp.locate.reading import Found, Reading, folded

ABBREVIATED = re.compile(
    r"([А-ЯЁ][а-яё-]+(?:ск|цк|н)(?:ий|ой|ого|ом|ому|ый)) (ГО|МО|[гГмМ]\. ?[оО]\.?)(?![а-яё])"
)
SMALL = ("микрорайон", "жилмассив")
UNIT_TYPES = ("район", "округ")
VILLAGE = frozenset(("село", "деревня", "посёлок", "хутор", "станица", "рабочий посёлок"))


def typed_district(reading: Reading) -> None:
    """A district or microdistrict by its type word, on either side of the name."""
    for i in reading.at(Kind.DISTRICT):
        kind = types("district_types")[reading.words[i]]
        if kind in SMALL:
            small_district(reading, i, "микрорайон")
        else:
            _unit(reading, i, kind)


def _unit(reading: Reading, i: int, kind: str) -> None:
    """«Мотовилихинский район», «р-н Ленинский», «Советский округ»; or a municipality."""
    word = reading.word(i - 1)
    first, qualifier = i - 1, ""
    if word in (
        "муниципальный",
        "муниципального",
        "муниципальном",
        "муниципальному",
        "городской",
        "городского",
        "городском",
        "административный",
        "административном",
        "административного",
    ):
        qualifier = agree(word, "masc")
        first, word = i - 2, reading.word(i - 2)
    name = (
        agree(word, "masc")
        if word.endswith(_ADJECTIVE)
        and word not in listed("stop_names")
        and (reading.capital(first) or may_be_unit(word))
        else ""
    )
    if (
        name
        and name.endswith(("ский", "цкий", "ской", "кой", "ный", "ой"))
        and (reading.capital(first) or _is_unit(name))
    ):
        _add_unit(reading, name, kind, qualifier, first, i)
        return
    j = i + 1 + (reading.word(i + 1) == ".")
    beside = reading.gap(i) in (" ", "") or j > i + 1
    after = agree(reading.word(j), "masc") if beside and may_be_unit(reading.word(j)) else ""
    if (
        after
        and after.endswith(("ский", "цкий"))
        and _is_unit(after)
        and reading.word(j) not in listed("stop_names")
    ):
        if not reading.kinds[min(j + 1, len(reading.kinds) - 1)] & Kind.STREET or j + 1 >= len(
            reading.words
        ):
            _add_unit(reading, after, kind, qualifier, i, j)
    elif kind == "район" and reading.capital(j) and (known := known_name(reading.word(j))):
        reading.add(
            Found(
                "district", known, reading.starts[i], reading.ends[j], "typed_district", type=kind
            )
        )


_ADJECTIVE = ("ий", "ый", "ой", "ого", "ому", "ом", "им", "ым")


def may_be_unit(word: str) -> bool:
    """Whether a district or municipality has the stem of the word; cheaper than a parse."""
    return word[:-2] in _stems() or word[:-3] in _stems()


@lru_cache(maxsize=1)
def _stems() -> frozenset[str]:
    gazetteer = Gazetteer.load()
    return frozenset(name[:-2] for name in (*gazetteer.districts, *gazetteer.municipality_keys()))


def _is_unit(name: str) -> bool:
    gazetteer = Gazetteer.load()
    return name in gazetteer.districts or gazetteer.has_municipality(name)


def _add_unit(
    reading: Reading, name: str, kind: str, qualifier: str, first: int, last: int
) -> None:
    start, end = reading.starts[min(first, last)], reading.ends[max(first, last)]
    if not reading.free(start, end) or _of_authority(reading, min(first, last)):
        return
    urban = any(t in UNIT_TYPES for _, t, _ in Gazetteer.load().districts.get(name, ()))
    full = f"{qualifier} {kind}".strip()
    if qualifier in ("муниципальный", "городской") or not urban:
        reading.add(
            Found("municipality", f"{title(name)} {full}", start, end, "municipality", type=kind)
        )
    else:
        both = Gazetteer.load().has_municipality(name)
        reading.add(
            Found(
                "district", title(name), start, end, "typed_district", type=kind, certain=not both
            )
        )


def abbreviated_municipality(reading: Reading) -> None:
    """«Добрянский ГО», «Пермский м.о.»."""
    text = reading.text
    if not ("ГО" in text or "МО" in text or "о." in text or "О." in text):
        return
    for match in ABBREVIATED.finditer(reading.text):
        name = agree(folded(match.group(1)), "masc")
        if name and reading.free(*match.span()):
            kind = (
                "городской округ"
                if match.group(2).lower().startswith("г")
                else "муниципальный округ"
            )
            reading.add(
                Found(
                    "municipality",
                    f"{title(name)} {kind}",
                    *match.span(),
                    "municipality",
                    type="округ",
                )
            )


def _of_authority(reading: Reading, first: int) -> bool:
    """«администрация Центрального района», «МЧС Центрального р-на»."""
    return is_organisation(reading.word(first - 1))
