"""From single finds to places: which house, settlement and district belong to which street."""

from __future__ import annotations

from dataclasses import dataclass, field

from tsur_nlp.locate.reading import Found, Reading
from tsur_nlp.locate.street_of_house import (
    BREAK,
    NEAR,
    PARAGRAPH,
    SENTENCE,
    beside,
    is_beside,
    runs,
    street_of,
)


@dataclass(slots=True)
class Draft:
    """A place being put together."""

    parts: dict[str, Found] = field(default_factory=dict)
    start: int = 0
    end: int = 0

    def put(self, found: Found) -> None:
        """Add a part and widen the span over it when it stands beside the place."""
        self.parts[found.kind] = found
        if not self.end:
            self.start, self.end = found.start, found.end
        elif min(abs(found.start - self.end), abs(self.start - found.end)) <= SENTENCE:
            self.start, self.end = min(self.start, found.start), max(self.end, found.end)


def assemble(reading: Reading) -> list[Draft]:
    """Group the finds of a message into places, in the order of the text."""
    finds = reading.found
    if len(finds) == 1:  # most messages
        return [Draft({finds[0].kind: finds[0]}, finds[0].start, finds[0].end)]
    finds = sorted(finds, key=_span)
    by_kind: dict[str, list[Found]] = {}
    for found in finds:
        by_kind.setdefault(found.kind, []).append(found)
    drafts = [Draft({"street": f}, f.start, f.end) for f in by_kind.get("street", ())]
    if "house" in by_kind:
        drafts += _houses(by_kind["house"], drafts, finds, reading)
    if len(drafts) > 1:
        drafts = _without_repeats(drafts)
    for kind in ("district", "settlement", "municipality", "region"):
        if kind in by_kind:
            drafts += _level(kind, by_kind[kind], drafts, reading)
    for kind in ("entrance", "apartment", "landmark"):
        if kind in by_kind:
            drafts += _details(kind, by_kind[kind], drafts, reading)
    return sorted(drafts, key=_span) if len(drafts) > 1 else drafts


def _span(part: Found | Draft) -> tuple[int, int]:
    return part.start, part.end


def _draft(*finds: Found) -> Draft:
    draft = Draft()
    for found in finds:
        draft.put(found)
    return draft


def _houses(
    houses: list[Found], drafts: list[Draft], finds: list[Found], reading: Reading
) -> list[Draft]:
    """Give each house named apart from its street the street after it, or the one before it."""
    made: list[Draft] = []
    streets = sorted((d.parts["street"] for d in drafts), key=lambda f: f.start)
    given = {f.house: f for f in streets if f.house}
    for group in runs(houses, reading):
        district = beside(group[0], finds, ("district", "settlement"), reading)
        street = street_of(group, streets, reading)
        if street and district and not is_beside(street, group[0]) and _parts(district, street):
            street = None
        same = given.get(group[0].value) if len(group) == 1 else None
        if same and not (street and is_beside(street, group[0])):
            continue  # «Мира, 5 … возле дома 5»: told already
        for house in group:
            if street:
                draft = _draft(street.with_house(house.value, house.apartment, street.end))
            elif district is not None:
                draft = _draft(district, house)
            else:
                draft = _draft(house)
            draft.start, draft.end = min(draft.start, house.start), max(draft.end, house.end)
            made.append(draft)
    return made


def _parts(settlement: Found, street: Found) -> bool:
    """«от дома 8 по ул. Мира до пос. Лесной д. 3»: the settlement stands apart from the street."""
    return settlement.start - street.end > NEAR


def _without_repeats(drafts: list[Draft]) -> list[Draft]:
    """Drop a street without a house when the message names it with one, and exact repeats."""
    housed = {_street(d) for d in drafts if _house(d)}
    seen: set[tuple[str, str]] = set()
    kept = []
    for draft in drafts:
        key = (_street(draft), _house(draft))
        if key[0] and (key in seen or (not key[1] and key[0] in housed)):
            continue
        seen.add(key)
        kept.append(draft)
    return kept


def _street(draft: Draft) -> str:
    return draft.parts["street"].value if "street" in draft.parts else ""


def _house(draft: Draft) -> str:
    street, house = draft.parts.get("street"), draft.parts.get("house")
    return (street.house if street else "") or (house.value if house else "")


def _level(kind: str, finds: list[Found], drafts: list[Draft], reading: Reading) -> list[Draft]:
    """Attach a settlement, district, … to the places near it; on its own where there are none."""
    used: set[int] = set()
    values = {f.value for f in finds}
    for draft in drafts:
        if kind in draft.parts:
            used.update(i for i, f in enumerate(finds) if f is draft.parts[kind])
            continue
        best = _nearest(kind, finds, draft, reading)
        if best < 0 and len(values) == 1 and kind != "district" and ("street" in draft.parts):
            best = 0
        if best >= 0:
            draft.put(finds[best])
            used.add(best)
    taken = {finds[i].value for i in used}
    made: dict[str, Draft] = {}
    for i, found in enumerate(finds):
        if i not in used and found.value not in taken:
            made.setdefault(found.value, _draft(found))
    return list(made.values())


def _nearest(kind: str, finds: list[Found], draft: Draft, reading: Reading) -> int:
    """Number of the find that belongs to the place: just before it, else just after it."""
    best, reach = -1, NEAR if kind == "district" and "street" not in draft.parts else 40
    for i, found in enumerate(finds):
        before = draft.start - found.end
        after = found.start - draft.end
        gap = reading.text[min(found.end, draft.end) : max(draft.start, found.start)]
        if max(before, after) <= reach and not BREAK.search(gap) and max(before, after) >= 0:
            if best < 0 or (before >= 0 and finds[best].start > draft.start):
                best = i
            reach = min(reach, max(before, after)) if before < 0 else reach
    return best


def _details(kind: str, finds: list[Found], drafts: list[Draft], reading: Reading) -> list[Draft]:
    """Attach entrances, flats and landmarks to the nearest place of the same sentence."""
    made: list[Draft] = []
    for found in finds:
        near = [
            (min(abs(found.start - d.end), abs(d.start - found.end)), i)
            for i, d in enumerate(drafts)
            if kind not in d.parts
            and ("street" in d.parts or "house" in d.parts or "landmark" in d.parts)
        ]
        distance, i = min(near, default=(PARAGRAPH, -1))
        if i >= 0 and distance <= SENTENCE:
            drafts[i].put(found)
        else:
            made.append(_draft(found))
    return made
