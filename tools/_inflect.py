"""Case forms of the names of regions and settlements, made once, when the gazetteer is built."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from tsur_nlp.text.lemmas import analyzer

CASES = ("gent", "datv", "accs", "ablt", "loct")
HEAD_ONLY = ("-на-", "-под-")


def forms(name: str) -> list[str]:
    """Every case of a name, the nominative first: «Нижний Новгород», «Нижнего Новгорода», …"""
    whole = name.replace("(", "").replace(")", "")
    return list(dict.fromkeys([whole, *(_case(whole, case) for case in CASES)]))


def _case(name: str, case: str) -> str:
    for joint in HEAD_ONLY:
        if joint in name:
            head, tail = name.split(joint, 1)
            return _case(head, case) + joint + tail
    if "-" in name and " " not in name:
        head, tail = name.rsplit("-", 1)
        return f"{head}-{_word(tail, case, None, None)}"
    words = name.split()
    if not words[-1].isalpha() and "-" not in words[-1]:
        return name
    last = _nominative(words[-1].lower())
    gender, number = (last.tag.gender, last.tag.number) if last else (None, None)
    return " ".join(_word(word, case, gender, number) for word in words)


def _word(word: str, case: str, gender: str | None, number: str | None) -> str:
    parse = _nominative(word.lower(), gender, number)
    inflected = parse.inflect({case}) if parse else None
    if inflected is None:
        return word
    out: str = inflected.word
    return out.upper() if word.isupper() and len(word) > 1 else out[0].upper() + out[1:]


@lru_cache(maxsize=50_000)
def _nominative(word: str, gender: str | None = None, number: str | None = None) -> Any:
    parses = [p for p in analyzer().parse(word) if p.tag.case == "nomn" and "Abbr" not in p.tag]
    agree = [p for p in parses if (p.tag.number, p.tag.gender) == (number, gender)]
    geo = [p for p in agree or parses if "Geox" in p.tag]
    return (geo or agree or parses or [None])[0]
