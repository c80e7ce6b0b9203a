"""The first stage: repair the text, then find the personal data in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from tsur_nlp.normalize.by_abbreviation import expansions
from tsur_nlp.normalize.repairs import repaired
from tsur_nlp.records import NormalText, PersonalSpan, Step
from tsur_nlp.text.offsets import origin

if TYPE_CHECKING:
    from tsur_nlp.normalize.personal import PersonalDataMasker


class Normalizer:
    """Repair texts and mask personal data.

    ``expand`` also writes abbreviations in full (the text is then no longer the citizen's own).
    ``mask=False`` leaves personal data in: only for texts that were masked before.

    >>> normal = Normalizer()("Пpошу  убрать снег, мой номер 8 912 345-67-89")
    >>> normal.text
    'Прошу убрать снег, мой номер 8 912 345-67-89'
    >>> normal.masked_original
    'Пpошу  убрать снег, мой номер [ТЕЛЕФОН]'
    """

    def __init__(self, *, expand: bool = False, mask: bool = True) -> None:
        self.expand = expand
        self.mask = mask

    def __call__(self, text: str) -> NormalText:
        """Normalize one text."""
        return next(self.map([text]))

    def map(self, texts: Iterable[str]) -> Iterator[NormalText]:
        """Normalize texts one after another, in their order."""
        for original in texts:
            text, steps = self._repaired(original)
            if not self.mask:
                yield NormalText(original, text, text, original, (), steps)
                continue
            yield self._masked(original, text, steps)

    def explain(self, text: str) -> tuple[Step, ...]:
        """Return the steps of the repair; `tsur_nlp.text.offsets.replay` applies them again.

        >>> Normalizer().explain("Пpошу")
        (Step(rule='homoglyphs', edits=((0, 5, 'Прошу'),)),)
        """
        return self._repaired(text)[1]

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuilt, (self.expand, self.mask)

    def _repaired(self, original: str) -> tuple[str, tuple[Step, ...]]:
        text, steps = repaired(original)
        if self.expand:
            text, more = expansions(text)
            steps += more
        return text, steps

    def _masked(self, original: str, text: str, steps: tuple[Step, ...]) -> NormalText:
        found = self._masker.find(text)
        if not found:
            return NormalText(original, text, text, original, (), steps)
        from tsur_nlp.normalize import personal

        masked, blanked = personal.apply(text, found), personal.blank(text, found)
        if not steps:
            return NormalText(original, text, masked, masked, tuple(found), steps, blanked)
        spans = tuple(_original_spans(found, steps))
        shown = personal.apply(original, spans)
        return NormalText(original, text, masked, shown, spans, steps, blanked)

    @cached_property
    def _masker(self) -> PersonalDataMasker:
        from tsur_nlp.normalize.personal import PersonalDataMasker

        return PersonalDataMasker()


def _original_spans(
    found: Iterable[PersonalSpan], steps: tuple[Step, ...]
) -> Iterator[PersonalSpan]:
    """Map spans of the repaired text to the original; spans that meet there are cut apart."""
    last = 0
    for span in found:
        start, end = origin(steps, span.start, span.end)
        start = max(start, last)
        if start < end:
            yield PersonalSpan(span.kind, start, end)
            last = end


def _rebuilt(expand: bool, mask: bool) -> Normalizer:
    return Normalizer(expand=expand, mask=mask)
