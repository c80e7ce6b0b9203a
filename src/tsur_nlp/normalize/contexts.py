"""What may stand around an abbreviation: the conditions that ``abbreviations.csv`` names."""

from __future__ import annotations

import re

BEFORE = {
    "": re.compile(""),
    "number": re.compile(r"\d[а-я]? ?,? ?$|\d+[-/]\d+ ?$", re.IGNORECASE),
    "year": re.compile(r"(?<!\d)(?:19|20)\d\d ?$|(?<!\d)\d\d[./]\d\d ?$|\d\d-\d\d(?:\d\d)? ?$"),
    "and": re.compile(r"(?:^|[\s,])и $", re.IGNORECASE),
}
AFTER = {
    "": re.compile(""),
    "number": re.compile(r" ?(?:№ ?)?\d"),
    "name": re.compile(r" ?[«\"]?[А-ЯЁ][а-яё]|[ .]?\d+-?(?:я|й|е|го) [А-ЯЁа-яё]"),
    "bare name": re.compile(r" ?[А-ЯЁ][а-яё]"),
    "quote": re.compile(r" ?[«\"]"),
    "word": re.compile(r" ?[а-яё]{2}", re.IGNORECASE),
    "end": re.compile(r"(?! ?[А-ЯЁ])"),
    "law": re.compile(r" ?РФ"),
}
