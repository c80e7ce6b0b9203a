"""Dates of birth: only where the text says that it is one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tsur_nlp.normalize.personal.digits import at_numbers

_MONTH = r"(?:янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек)[а-я]*\.?"
_DATE = (
    r"(?:[0-9]{1,2}\s?[./\-, ]\s?[0-9]{1,2}\s?[./\-, ]\s?(?:19|20)?[0-9][0-9]|(?:19"
    r"|20)[0-9][0-9]\s?[./\-]\s?[0-9]{1,2}\s?[./\-]\s?[0-9]{1,2}"
    rf"|[0-9]{{1,2}}(?:-?го)?\s{_MONTH}\s?(?:,?\s?(?:19|20)?[0-9][0-9])?)"
)
_SHORT_MARK = r"(?:\s?г\s?\.\s?р\b(?:ожд)?\.?|\s?г\.?\s?р\.?(?!\w)|\s?г/р\b)"
_AFTER = re.compile(
    rf"(?<![0-9.])(?P<n>(?:{_DATE}|(?:19|20)[0-9][0-9]){_SHORT_MARK}|[0-9][0-9]\s?г\.\s?р\.?(?!\w))"
    rf"|(?<![0-9.])(?P<m>{_DATE}|(?:19|20)[0-9][0-9])\s?(?:-?го)?\s?,?\s?(?:г\.?|год\w?)?\s?рожд"
)
_BEFORE = re.compile(
    r"\b(?:д(?:ат[аыуе] рожд\w*|\.\s?р\.?|/р|р\b|ень рожд\w*)|г(?:\.\s?р\.?|/р\b|од\w? рожд\w*)"
    r"|ро(?:дил\w+|д\.|жд[её]н\w*|жд\.))"
    r"(?:[\s:\-–—(]{0,4}(?:мо[йяею]\w*|ребенк\w*|ребёнк\w*|сын\w*|доч\w*|мам\w*|у меня|у нее"
    r"|у него|он\w?|я|был\w?|в|(?!(?:до|после|с|по|на|от)\b)[а-яё]+)?[\s:\-–—(]{0,4})"
    rf"(?P<n>(?:{_DATE}(?<=[0-9][0-9])(?:\s?(?:года|г\.|г)(?!\w))?)|{_DATE}|(?:19|20)[0-9][0-9]\b)"
)


def may_be_birth(text: str, lower: str) -> bool:
    """Cheap test: a word about birth, or its abbreviation."""
    return "рожд" in lower or "родил" in lower or _SHORT.search(lower) is not None


def has_full_date(text: str, lower: str) -> bool:
    """Cheap test: a date with its year."""
    return _FULL_DATE.search(lower) is not None


_FULL_DATE = re.compile(r"\.(?<=[0-9]\.)[01]?[0-9]\.(?:19|20)[0-9][0-9]")
_SHORT = re.compile(r"р\b(?<=[гд0-9 ./]р)")


def birth_dates(text: str, lower: str) -> Iterator[tuple[int, int]]:
    """«12.03.1985 г.р.», «дата рождения: 12.03.1985», «родилась 5 мая 1970»."""
    for match in at_numbers(_AFTER, lower):
        yield match.span(match.lastgroup or 0)
    for match in _BEFORE.finditer(lower):
        yield match.span("n")


def dates_beside_persons(text: str, lower: str) -> Iterator[tuple[int, int]]:
    """«[ИМЯ] (12.03.1985)», «дед (19.04.1929)»: the date of birth of who was named."""
    for match in _BESIDE.finditer(lower):
        if match["space"] and not (match["name"] and int(match["year"]) <= _LAST_WITHOUT_SIGN):
            continue
        child = match["name"] or match["bracket"]
        if int(match["year"]) <= _LAST_OF_ADULTS or (child and _CHILD.search(lower)):
            yield match.span("n")


# A name is met as its placeholder, on the second reading of a text whose name is masked.
_BESIDE = re.compile(
    r"(?:(?P<name>\[имя\])|\b(?:мам|мат[ье]|пап|от[еч]?ц|дед|баб[ау]|сын|доч|вну[кч]|муж|жен|супруг|сестр|брат"
    r"|т[её]щ|тест|сосед|св[её]кр|реб[её]н|племян)[а-яё]{0,6})"
    r"(?:\s?,\s?|(?P<bracket>\s?\()\s?|(?P<space>[ \n])|\s[-–—]\s)"
    r"(?P<n>[0-9]{1,2}\.[0-9]{1,2}\.(?P<year>(?:19|20)[0-9][0-9]))(?![0-9])"
)
# A later date may be the day of the letter or of the event, unless a child is spoken of.
_LAST_OF_ADULTS = 2012
_LAST_WITHOUT_SIGN = 2005
_CHILD = re.compile(
    r"реб[её]н|\bдет[яисе]|\bсын|\bдоч|вну[кч]|мальчик|девочк|малыш|детск|садик|школ|педиатр"
    r"|привив|темп\.|температур|многодет|рожд"
)
