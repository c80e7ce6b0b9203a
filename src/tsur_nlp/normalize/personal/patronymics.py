"""Names with a patronymic, in any case, in capitals or in lower case."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tsur_nlp.normalize.personal import context
from tsur_nlp.normalize.personal.context import Word, joined, position, words_around
from tsur_nlp.normalize.personal.lexicon import read
from tsur_nlp.normalize.personal.lists import cues, eponyms
from tsur_nlp.text import fold

# Letters to look for by ``in`` → the pattern that begins with them.
_ENDINGS = tuple(
    (letters, re.compile(letters + pattern))
    for letters, pattern in (
        ("ич", r"н?(?:а|у|ем|е|и|ы|ой|ою)?(?!\w)"),
        ("ыч", r"(?:а|у|ем|е|и)?(?!\w)"),
        ("вн", r"(?:а|ы|е|у|ой|ою)(?!\w)"),
        ("ванн", r"(?:а|ы|е|у)(?!\w)"),
    )
)
_MALE = re.compile(r"ч(?<=[иы]ч)н?(?:а|у|ем|е|и|ы|ой|ою)?(?!\w)")
_FEMALE = re.compile(r"вн(?:а|ы|е|у|ой|ою)(?!\w)")
_LETTERS = re.compile(r"[а-яё]+$")
_TURKIC = re.compile(r"(?:оглы|кызы|улы|гызы|оглу|углы)(?!\w)")


def has_patronymic(text: str, lower: str) -> bool:
    """Cheap test: an ending that patronymics have."""
    if "ч" in lower and ("ич" in lower or "ыч" in lower) and _MALE.search(lower) is not None:
        return True
    if "вн" in lower and _FEMALE.search(lower) is not None:
        return True
    return "иванн" in lower or (("ы" in lower or "оглу" in lower) and _has_turkic(lower))


def _has_turkic(lower: str) -> bool:
    return "глы" in lower or "ызы" in lower or " улы" in lower or "оглу" in lower


def with_patronymic(text: str, lower: str) -> Iterator[tuple[int, int]]:
    """«Иванова Анна Петровна», «анна петровна», in any case."""
    ends = sorted(m.end() for _, pattern in _ENDINGS for m in pattern.finditer(lower))
    for end in ends:
        letters = _LETTERS.search(lower[max(0, end - 25) : end])
        if letters and read(fold(letters.group())).patronymic:
            words = words_around(text, end - 1, end)
            i = position(words, end - 1)
            yield from _checked(words, _around_patronymic(words, i))


def turkic(text: str, lower: str) -> Iterator[tuple[int, int]]:
    """«Мамедов Ильхам Гасан оглы», «Алиева Севда кызы»."""
    if not _has_turkic(lower):
        return
    for match in _TURKIC.finditer(lower):
        if match.start() and lower[match.start() - 1].isalnum():
            continue
        words = words_around(text, match.start(), match.end())
        yield from _checked(words, _turkic(words, position(words, match.start())))


def _checked(words: tuple[Word, ...], span: tuple[int, int] | None) -> Iterator[tuple[int, int]]:
    if span and not (context.after_street_word(words, span[0]) or _is_eponym(words, *span)):
        yield words[span[0]].start, words[span[1]].end


def _is_eponym(words: tuple[Word, ...], first: int, last: int) -> bool:
    """«Льва Мациевича 8»: a surname that looks like a patronymic, in the genitive of streets."""
    name, ending = words[first].low, words[last].low
    if last != first + 1 or not ending.endswith("ича"):
        return False
    if f"{name} {ending}" in eponyms() or context.house_after(words, last):
        return True
    return not read(ending).known and context.is_place(
        words, first, nominative=False, genitive=True, eponym=False
    )


def _around_patronymic(words: tuple[Word, ...], i: int) -> tuple[int, int] | None:
    capital = words[i].capital
    if i == 0 or not joined(words, i - 1) or not _may_be_first(words, i - 1, capital):
        return _lone_patronymic(words, i)
    first = i - 1
    if first and joined(words, first - 1) and _may_be_surname(words, first - 1, capital):
        return first - 1, i
    if (
        i + 1 < len(words)
        and joined(words, i)
        and _may_be_surname(words, i + 1, capital, after=True)
    ):
        return first, i + 1
    return first, i


def _lone_patronymic(words: tuple[Word, ...], i: int) -> tuple[int, int] | None:
    if i and words[i].capital and joined(words, i - 1):
        if cues(words[i - 1].low) & {"role", "kin"}:
            return i, i
        if words[i - 1].capital and read(words[i - 1].low).surname == 2:
            return i - 1, i
    return None


def _may_be_first(words: tuple[Word, ...], i: int, capital: bool) -> bool:
    word, reading = words[i], read(words[i].low)
    if reading.first:
        return True
    if len(word.low) < 3 or cues(word.low):
        return False
    return (word.capital and capital and not reading.common) or not reading.known


def _may_be_surname(words: tuple[Word, ...], i: int, capital: bool, *, after: bool = False) -> bool:
    word, reading = words[i], read(words[i].low)
    if len(word.low) < 2 or cues(word.low) - {"towards"} or reading.never:
        return False
    if not capital:
        return reading.surname == 2
    if not word.capital:
        return reading.surname == 2 and not after
    inside = not context.starts_sentence(words, i)
    return reading.surname > 0 or (inside and not reading.first)


def _turkic(words: tuple[Word, ...], i: int) -> tuple[int, int] | None:
    start = i
    while (
        start
        and i - start < 3
        and joined(words, start - 1)
        and words[start - 1].capital == words[i - 1].capital
    ):
        if cues(words[start - 1].low) or (
            not words[start - 1].capital and read(words[start - 1].low).first == 0
        ):
            break
        start -= 1
    return (start, i) if start < i else None
