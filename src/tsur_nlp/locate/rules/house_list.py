"""House numbers in a row: «10, 12 и 14», and a stretch of them, «дома 53-57»."""

from __future__ import annotations

import re

from tsur_nlp.locate.rules.by_house import House, house_at, is_unit

MAX_LIST = 12
LIST = re.compile(r"\s*(?:,|;|\bи\b|\bили\b|\+|&)\s*(?:и\s+)?")
LISTED_END = re.compile(
    r"\s*(?:$|[.,;:!?)(\n/+–—]|(?:и|не|нет|по|на|в|к|с|со|у|за|от|до|уже|там|все|во|из|для|где|рядом|"
    r"около|возле|напротив|между|очень)\b|просьба|прошу|располож|котор)"
)
RANGE = re.compile(
    r"[\s(]*(дома|домов|домах|домам|домами)\s+(?:№\s*)?(\d{1,4})\s?[-–—]\s?(\d{1,4})(?![\d/а-я-])"
)
OF_ONE = re.compile(
    r"(?<![а-я])(?:у|из|с|от|до|около|возле|напротив|внутри|вокруг|адрес|всего|(?:двор|подвал|подъезд|парадн|"
    r"жител|жильц|территори|крыш|фасад|стен)[а-я]*)\s*$"
)
"""What «дома» in the singular goes with."""


def houses_at(text: str, low: str, position: int) -> list[House]:
    """Read a house number and the list that goes on from it: «10, 12 и 14»."""
    first = house_at(text, low, position)
    first = _stretch(low, position, first) if first and first.marked else first
    houses = [first] if first else []
    while houses and len(houses) < MAX_LIST:
        match = LIST.match(low, houses[-1].end)
        following = house_at(text, low, match.end()) if match else None
        if match is None or following is None:
            break
        joined = houses[0].marked and "и" in match.group()  # «дом 4/1 и 6 стоят»
        listed_on = following.marked or len(houses) > 1 or joined
        if not listed_on and not LISTED_END.match(low, following.end):
            break
        houses.append(following)
    return houses


def _stretch(low: str, position: int, first: House) -> House | None:
    """«дома 53-57» is a stretch of houses, no flat; «у дома 53-57» is one; «дома 5-9 этажей»."""
    match = RANGE.match(low, position)
    if match is None or int(match[2]) >= int(match[3]):
        return first
    if match[1] == "дома" and OF_ONE.search(low, max(0, match.start(1) - 24), match.start(1)):
        return first
    if is_unit(low, match.end()):
        return None
    return House(f"{match[2]}-{match[3]}", "", match.end(), first.marked)
