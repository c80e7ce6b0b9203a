"""The stage: try the groups of rules, keep spans that do not overlap, tell which rule decided."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from tsur_nlp.normalize.personal import ner
from tsur_nlp.normalize.personal.digits import has_digit
from tsur_nlp.normalize.personal.placeholders import PLACEHOLDERS, apply
from tsur_nlp.normalize.personal.rule import PROTECTED
from tsur_nlp.normalize.personal.rules import GROUPS
from tsur_nlp.records import PersonalSpan


@dataclass(frozen=True, slots=True)
class Decision:
    """A span of personal data and the rule that found it."""

    span: PersonalSpan
    rule: str


class PersonalDataMasker:
    """Find personal data in messages.

    >>> masker = PersonalDataMasker()
    >>> [(s.kind, s.start, s.end) for s in masker.find("Анна Петровна, кв. 15, 8 912 345-67-89")]
    [('name', 0, 13), ('apartment', 19, 21), ('phone', 23, 38)]
    >>> masker.find("На улице Юрия Гагарина 5 яма")
    ()
    """

    def __init__(self, *, ner: bool = False) -> None:
        """With ``ner`` natasha's network reads the texts that the rules leave unsure."""
        self.ner = ner

    def __reduce__(self) -> tuple[Callable[..., PersonalDataMasker], tuple[()]]:
        return partial(PersonalDataMasker, ner=self.ner), ()

    def find(self, text: str) -> tuple[PersonalSpan, ...]:
        """Return the spans of personal data, sorted, without overlaps."""
        found = _find(text)
        if found or self.ner:
            return tuple(decision.span for decision in _complete(text, found, network=self.ner))
        return ()

    def __call__(self, text: str) -> tuple[PersonalSpan, ...]:
        """Return the spans of one text."""
        return next(self.map([text]))

    def map(self, texts: Iterable[str]) -> Iterator[tuple[PersonalSpan, ...]]:
        """Return the spans of each text, in order."""
        return map(self.find, texts)

    def explain(self, text: str) -> tuple[Decision, ...]:
        """Return the spans, each with the rule that decided.

        >>> [d.rule for d in PersonalDataMasker().explain("мама Олега, тел. 212-34-56")]
        ['name after a person word', 'phone']
        """
        return _complete(text, _find(text), network=self.ner)


_WITHOUT_DIGITS = tuple(group for group in GROUPS if not group.digits)


def _find(text: str) -> list[Decision]:
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    taken: list[tuple[int, int]] = []
    found: list[Decision] = []
    for group in GROUPS if has_digit(text) else _WITHOUT_DIGITS:
        if group.trigger(text, lower):
            for rule in group.rules:
                for start, end in rule.find(text, lower):
                    if all(end <= s or start >= e for s, e in taken):
                        taken.append((start, end))
                        if rule.kind != PROTECTED:
                            found.append(Decision(PersonalSpan(rule.kind, start, end), rule.name))
    found.sort(key=_start)
    return found


def _complete(text: str, found: list[Decision], *, network: bool) -> tuple[Decision, ...]:
    """Look at the masked text until nothing is found, so that masking twice changes nothing."""
    if network:
        found = _with_network(text, found)
    while found:
        masked = apply(text, [decision.span for decision in found])
        more = _find(masked)
        if network:
            more = _with_network(masked, more)
        if not more:
            break
        found = sorted([*found, *_moved_back(found, more)], key=_start)
    return tuple(found)


def _with_network(text: str, found: list[Decision]) -> list[Decision]:
    spans = [decision.span for decision in found]
    if not ner.is_unsure(text, spans):
        return found
    return sorted(
        [*found, *(Decision(span, "network") for span in ner.find(text, spans))], key=_start
    )


def _start(decision: Decision) -> int:
    return decision.span.start


def _moved_back(found: list[Decision], more: list[Decision]) -> Iterator[Decision]:
    shifts, shift = [], 0
    for span in (decision.span for decision in found):
        shift += len(PLACEHOLDERS[span.kind]) - (span.end - span.start)
        shifts.append((span.end + shift, shift))
    for decision in more:
        span = decision.span
        back = max((pair for pair in shifts if pair[0] <= span.start), default=(0, 0))[1]
        moved = PersonalSpan(span.kind, span.start - back, span.end - back)
        yield Decision(moved, decision.rule)
