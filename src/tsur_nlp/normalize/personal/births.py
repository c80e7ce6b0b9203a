"""Dates of birth: only where the text says that it is one."""

from __future__ import annotations

import re
from collections.abc import Iterator

_MONTH = r"(?:янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек)[а-я]*\.?"
_DATE = (
    r"(?:\d{1,2}\s?[./\-, ]\s?\d{1,2}\s?[./\-, ]\s?(?:19|20)?\d\d|(?:19"
    r"|20)\d\d\s?[./\-]\s?\d{1,2}\s?[./\-]\s?\d{1,2}"
    rf"|\d{{1,2}}(?:-?го)?\s{_MONTH}\s?(?:,?\s?(?:19|20)?\d\d)?)"
)
_SHORT_MARK = r"(?:\s?г\s?\.\s?р\b(?:ожд)?\.?|\s?г\.?\s?р\.?(?!\w)|\s?г/р\b)"
_AFTER = re.compile(
    rf"(?<![\d.])(?P<n>(?:{_DATE}|(?:19|20)\d\d){_SHORT_MARK}|\d\d\s?г\.\s?р\.?(?!\w))"
    rf"|(?<![\d.])(?P<m>{_DATE}|(?:19|20)\d\d)\s?(?:-?го)?\s?,?\s?(?:г\.?|год\w?)?\s?рожд"
)
_BEFORE = re.compile(
    r"(?:\bдат[аыуе] рожд\w*|\bд\.\s?р\.?|\bд/р|\bдр\b|\bрод(?:ил\w+|\.)|\bрожд[её]н\w*"
    r"|\bрожд\.|\bг\.\s?р\.?|\bг/р\b|\bгод\w? рожд\w*|\bдень рожд\w*)"
    r"(?:[\s:\-–—(]{0,4}(?:мо[йяею]\w*|ребенк\w*|ребёнк\w*|сын\w*|доч\w*|мам\w*|у меня|у нее"
    r"|у него|он\w?|я|был\w?|в|(?!(?:до|после|с|по|на|от)\b)[а-яё]+)?[\s:\-–—(]{0,4})"
    rf"(?P<n>(?:{_DATE}(?<=\d\d)(?:\s?(?:года|г\.|г)(?!\w))?)|{_DATE}|(?:19|20)\d\d\b)"
)


def may_be_birth(text: str, lower: str) -> bool:
    """Cheap test: a word about birth, or its abbreviation."""
    return (
        "рожд" in lower
        or "родил" in lower
        or "г.р" in lower
        or "д.р" in lower
        or "г. р" in lower
        or "/р" in lower
        or " др" in lower
        or _SHORT.search(lower) is not None
    )


_SHORT = re.compile(r"\d\d\d ?г?\.? ?р\b")


def birth_dates(text: str, lower: str) -> Iterator[tuple[int, int]]:
    """«12.03.1985 г.р.», «дата рождения: 12.03.1985», «родилась 5 мая 1970»."""
    for pattern in (_AFTER, _BEFORE):
        for match in pattern.finditer(lower):
            yield match.span(match.lastgroup or 0)
