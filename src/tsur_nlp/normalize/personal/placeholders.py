"""The words that stand in place of personal data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from tsur_nlp.records import PersonalSpan
from tsur_nlp.text import offsets

PLACEHOLDERS: Mapping[str, str] = MappingProxyType(
    {
        "phone": "[ТЕЛЕФОН]",
        "email": "[ПОЧТА]",
        "profile": "[ПРОФИЛЬ]",
        "passport": "[ПАСПОРТ]",
        "snils": "[СНИЛС]",
        "inn": "[ИНН]",
        "card": "[КАРТА]",
        "account": "[СЧЁТ]",
        "apartment": "[КВАРТИРА]",
        "name": "[ИМЯ]",
        "date": "[ДАТА]",
        "plate": "[ГОСНОМЕР]",
        "document": "[ДОКУМЕНТ]",
    }
)
"""Kind → placeholder; one upper-case Cyrillic word, so that ``text.words`` keeps it whole."""


def apply(text: str, spans: Sequence[PersonalSpan]) -> str:
    """Replace each span by the placeholder of its kind; spans are sorted and do not overlap.

    >>> apply("Звоните Анне Петровне", [PersonalSpan("name", 8, 21)])
    'Звоните [ИМЯ]'
    """
    return offsets.apply(text, [(s.start, s.end, PLACEHOLDERS[s.kind]) for s in spans])
