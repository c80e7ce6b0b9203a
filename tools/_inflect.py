"""Case forms of the names of regions, settlements and districts, made once, at build time."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from tsur_nlp.text.lemmas import analyzer

CASES = ("gent", "datv", "accs", "ablt", "loct", "loc2")  # «на Мысе» and «на Мысу»
HEAD_ONLY = ("-на-", "-под-")
NUMBERED = re.compile(r"(.+?)(-\d+[а-я]?)")
SHORT = 4  # «Ой» is no adjective
VOWEL = "аеёиоуыэюя"
HARD = {"gent": "ы", "datv": "е", "accs": "у", "ablt": "ой", "loct": "е", "loc2": "е"}
SOFT = {"gent": "и", "datv": "е", "accs": "ю", "ablt": "ей", "loct": "е", "loc2": "е"}
FULL = {"gent": "ого", "datv": "ому", "accs": "ой", "ablt": "ым", "loct": "ом", "loc2": "ом"}
MALE = {"gent": "а", "datv": "у", "accs": "", "ablt": "ом", "loct": "е", "loc2": "е"}


def forms(name: str) -> list[str]:
    """Every case of a name, the nominative first: «Нижний Новгород», «Нижнего Новгорода», …

    >>> forms("Семь ветров")[1], forms("Вышка-2")[4], forms("Дашково-Песочня")[1]
    ('Семи ветров', 'Вышкой-2', 'Дашково-Песочни')
    """
    whole = name.replace("(", "").replace(")", "")
    made = [whole, *(_case(whole, case) for case in CASES)]
    if _is_double(whole):
        made += ["-".join(_case(part, case) for part in whole.split("-")) for case in CASES]
    return list(dict.fromkeys(made))


def _is_double(name: str) -> bool:
    """Two names in one, of which both may bend: «Ржевка-Пороховые», not «Усть-Кут»."""
    parts = name.split("-")
    return (
        len(parts) == 2
        and " " not in name
        and all(len(part) > 3 and _nominative(part.lower()) for part in parts)
    )


def _case(name: str, case: str) -> str:
    for joint in HEAD_ONLY:
        if joint in name:
            head, tail = name.split(joint, 1)
            return _case(head, case) + joint + tail
    if numbered := NUMBERED.fullmatch(name):
        return _case(numbered[1], case) + numbered[2]
    if "-" in name and " " not in name:
        head, tail = name.rsplit("-", 1)
        return f"{head}-{_word(tail, case, None, None)}"
    words = name.split()
    if not words[-1].isalpha() and "-" not in words[-1]:
        return name
    if len(words) > 1 and _rules_genitive(words[0], words[1]):
        return " ".join([_word(words[0], case, None, None), *words[1:]])
    last = _nominative(words[-1].lower())
    gender, number = (last.tag.gender, last.tag.number) if last else (None, None)
    return " ".join(_word(word, case, gender, number) for word in words)


def _rules_genitive(head: str, tail: str) -> bool:
    """Whether only the head bends: «Семь ветров», «Цветы Башкирии», «Крылья Сургута»."""
    tags = [p.tag for p in analyzer().parse(tail.lower())]
    if any("NUMR" in p.tag and p.tag.case == "nomn" for p in analyzer().parse(head.lower())):
        return True
    noun = _nominative(head.lower())
    return (
        noun is not None
        and noun.is_known
        and noun.tag.POS == "NOUN"
        and "Surn" not in noun.tag
        and any("gent" in tag for tag in tags)
        and not any(tag.POS == "ADJF" and tag.case == "nomn" for tag in tags)
    )


def _word(word: str, case: str, gender: str | None, number: str | None) -> str:
    if _is_letters(word):
        return word
    parse = _nominative(word.lower(), gender, number)
    inflected = _inflected(parse, case)
    if inflected is None:
        return word if parse else _by_ending(word, case)
    out: str = inflected.word
    return out.upper() if word.isupper() and len(word) > 1 else out[0].upper() + out[1:]


def _is_false_plural(word: str, parse: Any) -> bool:
    """«Мотовилиха» guessed to be many; «Оверята» are, and the dictionary knows «Луга»."""
    feminine = word.endswith(("а", "я")) and not word.endswith("ята")
    return feminine and not parse.is_known and parse.tag.number == "plur"


def _is_letters(word: str) -> bool:
    """Whether it is said by the letter and has no cases: «КЗТЗ», not «ВИЗ»."""
    return word.isupper() and len(word) > 1 and word[-2].lower() not in VOWEL


def _by_ending(word: str, case: str) -> str:
    """The case of a word that the dictionary takes for no nominative: «Песочня», «Чемской»."""
    stem, last = word[:-1], word[-1].lower()
    if last == "а":
        soft = case == "gent" and stem[-1:].lower() in "гкхжшщч"
        return stem + ("и" if soft else HARD[case])
    if last == "я":
        return stem + SOFT[case]
    if word.lower().endswith("ой") and len(word) > SHORT:
        hissing = case == "ablt" and word[-3:-2].lower() in "гкхжшщч"
        return word[:-2] + ("им" if hissing else FULL[case])
    return word if last in VOWEL or last in "ьй" or not last.isalpha() else word + MALE[case]


def _inflected(parse: Any, case: str) -> Any:
    """Places are things: the adjective of «на Чистые Пруды» is in the inanimate accusative."""
    if parse is None:
        return None
    if case == "loc2":
        return parse.inflect({"loc2"}) or parse.inflect({"loct"})
    adjective = case == "accs" and parse.tag.POS in ("ADJF", "PRTF")
    thing = adjective and (parse.tag.number == "plur" or parse.tag.gender == "masc")
    return parse.inflect({case, "inan"} if thing else {case})


@lru_cache(maxsize=50_000)
def _nominative(word: str, gender: str | None = None, number: str | None = None) -> Any:
    parses = [p for p in analyzer().parse(word) if p.tag.case == "nomn" and "Abbr" not in p.tag]
    parses = [p for p in parses if not _is_false_plural(word, p)]
    agree = [p for p in parses if (p.tag.number, p.tag.gender) == (number, gender)]
    geo = [p for p in agree or parses if "Geox" in p.tag]
    return (geo or agree or parses or [None])[0]
