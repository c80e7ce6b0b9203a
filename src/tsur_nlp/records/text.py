"""A text as the stages repaired and masked it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """One thing a stage did to a text: the rule, and its edits ``(start, end, replacement)``.

    The offsets of ``edits`` are those of the text before this step.
    """

    rule: str
    edits: tuple[tuple[int, int, str], ...]


@dataclass(frozen=True, slots=True)
class PersonalSpan:
    """A piece of personal data: its kind (``phone``, ``name``, …) and its span."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class NormalText:
    """A message after ``normalize``.

    ``text`` is the repaired text, ``masked`` the same with personal data
    replaced by typed placeholders (topics are read from it), ``masked_original`` the citizen's own
    text with the placeholders (it is shown and stored). ``personal`` holds spans of ``original``;
    ``origin`` maps a span of ``text`` to a span of ``original``. ``blanked`` is ``text`` with
    people's numbers and pages blanked, letter for letter, where it has any.
    """

    original: str
    text: str
    masked: str
    masked_original: str
    personal: tuple[PersonalSpan, ...] = ()
    steps: tuple[Step, ...] = ()
    blanked: str = ""

    @property
    def place_text(self) -> str:
        """The text that places are read from: a phone or an account is no number of a house."""
        return self.blanked or self.text

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Map a span of ``text`` to the span of ``original`` it came from."""
        from tsur_nlp.text.offsets import origin

        return origin(self.steps, start, end)
