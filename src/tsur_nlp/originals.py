"""Spans of what the stages found, moved to the text as the citizen wrote it."""

from __future__ import annotations

from dataclasses import replace

from tsur_nlp.records import NormalText, Place, Step, TopicPart
from tsur_nlp.text.offsets import origin


def places_in_original(places: tuple[Place, ...], normal: NormalText) -> tuple[Place, ...]:
    """Move the spans of places from the repaired text to the original."""
    if not normal.steps or not places:
        return places
    moved = []
    for place in places:
        start, end = normal.origin(place.start, place.end)
        moved.append(replace(place, start=start, end=end, text=normal.original[start:end]))
    return tuple(moved)


def parts_in_original(parts: tuple[TopicPart, ...], normal: NormalText) -> tuple[TopicPart, ...]:
    """Move the spans from the masked text to the original, where they do not overlap either."""
    if not parts or normal.masked == normal.original:
        return parts
    steps, last, moved = (*normal.steps, _masking(normal)), 0, []
    for part in parts:
        start, end = origin(steps, part.start, part.end)
        start = max(start, last)
        last = max(start, end)
        moved.append(replace(part, start=start, end=last))
    return tuple(moved)


def _masking(normal: NormalText) -> Step:
    """Return the masking as a step after the repairs; it is asked for rarely, so not kept."""
    from tsur_nlp.normalize.personal import PLACEHOLDERS, PersonalDataMasker

    found = PersonalDataMasker().find(normal.text)
    return Step("masking", tuple((s.start, s.end, PLACEHOLDERS[s.kind]) for s in found))
