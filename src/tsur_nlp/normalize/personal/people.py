"""Names of persons: with a patronymic, with initials, as a pair, after a word about a person."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from tsur_nlp.normalize.personal import context
from tsur_nlp.normalize.personal.context import Word, joined, name_end, position, words_around
from tsur_nlp.normalize.personal.lexicon import cues, eponyms, first_weight, read
from tsur_nlp.text import fold

_PATRONYMIC = re.compile(r"(?:[иы]ч(?:а|у|ем|е|и)?|(?:[вч]н|нн)(?:а|ы|е|у|ой|ою))$")
# Each begins with two plain letters, which the engine looks for by itself before it tries to match.
_ENDINGS = tuple(
    re.compile(pattern)
    for pattern in (
        r"ич(?:а|у|ем|е|и)?(?!\w)",
        r"ыч(?:а|у|ем|е|и)?(?!\w)",
        r"вн(?:а|ы|е|у|ой|ою)(?!\w)",
        r"ичн(?:а|ы|е|у|ой|ою)(?!\w)",
        r"ванн(?:а|ы|е|у)(?!\w)",
    )
)
_LETTERS = re.compile(r"[а-яё]+$")
_TURKIC = re.compile(r"(?<!\w)(?:оглы|кызы|улы|гызы|оглу|углы)(?!\w)")
_INITIALS = re.compile(r"\.[ \u00a0]?([А-ЯЁа-яё])(?:\.|(?!\w))")
_RUN = re.compile(r"[А-ЯЁ][А-ЯЁа-яё]{2,}(?:[ \u00a0-]{1,2}[А-ЯЁ][А-ЯЁа-яё]+)*")
_SURNAME = r"[А-ЯЁа-яё]{3,}(?:-[А-ЯЁ][а-яё]+)?"
_SURNAME_BEFORE = re.compile(rf"(?<![\w-])({_SURNAME})[ \u00a0]{{0,2}}\.?$")
_SURNAME_AFTER = re.compile(rf"[ \u00a0]{{0,2}}({_SURNAME})(?!\w)")
_BRINGING = frozenset(("kin", "role", "greeting", "self", "called", "skip"))
_CALLED = re.compile(r"зовут|звать|(?<!\w)(?:с|c) ув(?:ажением|\.)")
_KIN_AND_WORD = re.compile(
    r"(?<!\w)(?:мам|доч|сын|муж|пап|жен|реб[её]н|вну[кч]|бабуш|дедуш|сестр|брат|отец|отц|тет"
    r"|т[её]т|дяд)\w{0,4} (?=[а-яё]{3})"
)
_KIN = re.compile(
    r" (?:мам|доч|сын|муж|пап|жен|реб[её]н|вну[кч]|бабуш|дедуш|сестр|брат|отец|отц|т[её]т|дяд)"
)


def has_patronymic(text: str, lower: str) -> bool:
    """Cheap test: an ending that patronymics have."""
    for pattern in _ENDINGS:
        if pattern.search(lower) is not None:
            return True
    return "глы" in lower or "ызы" in lower or " улы" in lower


def with_patronymic(text: str, lower: str) -> Iterator[tuple[int, int]]:
    """«Иванова Анна Петровна», «анна петровна», in any case."""
    ends = sorted(m.end() for pattern in _ENDINGS for m in pattern.finditer(lower))
    for end in ends:
        letters = _LETTERS.search(lower[max(0, end - 25) : end])
        if letters and read(fold(letters.group())).patronymic:
            words = words_around(text, end - 1, end)
            i = position(words, end - 1)
            yield from _checked(words, _around_patronymic(words, i))


def turkic(text: str, lower: str) -> Iterator[tuple[int, int]]:
    """«Мамедов Ильхам Гасан оглы», «Алиева Севда кызы»."""
    for match in _TURKIC.finditer(lower):
        words = words_around(text, match.start(), match.end())
        yield from _checked(words, _turkic(words, position(words, match.start())))


def _checked(words: tuple[Word, ...], span: tuple[int, int] | None) -> Iterator[tuple[int, int]]:
    if span and not context.after_street_word(words, span[0]):
        yield words[span[0]].start, words[span[1]].end


def has_initials(text: str, lower: str) -> bool:
    """Cheap test: two letters with full stops."""
    return _INITIALS.search(text) is not None


def with_initials(text: str, lower: str) -> Iterator[tuple[int, int]]:
    """«Иванов И.И.», «И. И. Иванов»."""
    for match in _INITIALS.finditer(text):
        start, end = match.start() - 1, match.end()
        if start < 0 or not text[start].isalpha() or (start and text[start - 1].isalpha()):
            continue
        initials = text[start] + match[1]
        window = max(0, start - 40)
        before = _SURNAME_BEFORE.search(text[window:start])
        after = _SURNAME_AFTER.match(text, end) if text[end - 1] == "." else None
        left = _surname_weight(text, before[1], initials, window + before.start()) if before else 0
        right = _surname_weight(text, after[1], initials, start) if after else 0
        if before and left >= max(1, right):
            yield window + before.start(), end
        elif after and right:
            yield start, after.end()


def has_name(text: str, lower: str) -> bool:
    """Cheap test: capitalised words that may be a name, or a word that brings a name."""
    return (
        len(_candidates(text)) > 0
        or "зовут" in lower
        or "с ув" in lower
        or _KIN.search(lower) is not None
    )


@lru_cache(maxsize=8)
def _candidates(text: str) -> tuple[tuple[int, int], ...]:
    """Return runs of capitalised words that hold a pair of names or follow a word about a person."""
    return tuple(
        match.span()
        for match in _RUN.finditer(text)
        if _holds_pair(match.group()) or _is_brought(text, match.start(), match.group())
    )


@lru_cache(maxsize=50_000)
def _holds_pair(run: str) -> bool:
    words = fold(run).replace("-", " ").split()
    return len(words) > 1 and any(map(first_weight, words))


def _is_brought(text: str, start: int, run: str) -> bool:
    if start < 2:
        return False
    before = text[max(0, start - 20) : start].rstrip(" ,.:!-–\n\u00a0")
    kinds = _cues_as_written(before.rpartition(" ")[2])
    if not kinds or kinds.isdisjoint(_BRINGING):
        return False
    return _may_begin(run) == 2 or (_may_begin(run) == 1 and "greeting" not in kinds)


@lru_cache(maxsize=50_000)
def _may_begin(run: str) -> int:
    """Weigh the words of a run as names: 2 a sure first name, 1 another name."""
    words = fold(run).replace("-", " ").split()
    if any(first_weight(word) == 2 for word in words):
        return 2
    return int(any(first_weight(word) or read(word).surname == 2 for word in words))


@lru_cache(maxsize=50_000)
def _cues_as_written(word: str) -> frozenset[str]:
    return cues(fold(word))


def pairs(text: str, lower: str) -> Iterator[tuple[int, int]]:
    """«Анна Иванова», «Иванова Анна», capitalised, where it is no street and no organisation."""
    for start, end in _candidates(text):
        words = words_around(text, start, end)
        for i in range(position(words, start), position(words, end - 1)):
            if _is_pair(words, i):
                yield words[i].start, words[i + 1].end


def called(text: str, lower: str) -> Iterator[tuple[int, int]]:
    """«меня зовут Вера», «С уважением, Анна К.», a last line that holds a name alone."""
    for match in _CALLED.finditer(lower):
        words = words_around(text, match.start(), match.end())
        i = position(words, match.end() - 2)
        start = _skip(words, i + 1)
        end = name_end(words, start, bold=True)
        if end > start and context.near(words, i, start, 4):
            yield words[start].start, context.with_initial(text, words, end)
    yield from _last_line(text)


def after_cue(text: str, lower: str) -> Iterator[tuple[int, int]]:
    """«мама Олега», «депутат Петров», «Здравствуйте, Ольга!»."""
    for start, end in (*_candidates(text), *(m.span() for m in _KIN_AND_WORD.finditer(lower))):
        words = words_around(text, start, end)
        first = position(words, start)
        for i in range(max(0, first - 3), min(len(words) - 1, position(words, end - 1))):
            yield from _cued(text, words, i)


def _cued(text: str, words: tuple[Word, ...], i: int) -> Iterator[tuple[int, int]]:
    kinds = cues(words[i].low)
    if kinds.isdisjoint(("kin", "role", "greeting", "self")):
        return
    start = _skip(words, i + 1) if "kin" in kinds else i + 1
    if (
        start < len(words)
        and context.near(words, i, start, 3)
        and _is_named(words, i, start, kinds)
    ):
        end = name_end(words, start, bold="kin" in kinds)
        if end > start:
            yield words[start].start, context.with_initial(text, words, end)


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
    return (word.capital and capital) or not reading.known


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


def _surname_weight(text: str, surname: str, initials: str, start: int) -> int:
    """Weigh a word beside two initials: 0 no surname, 1 perhaps, 2 surely."""
    low, capitals = fold(surname), surname[0].isupper() and initials.isupper()
    reading = read(low)
    weight = (
        0 if reading.never or cues(low) & {"street", "house", "kin", "role"} else reading.surname
    )
    if weight < 2 and (not capitals or initials.upper() in ("ВО", "ПС")):
        return 0
    if not capitals and initials.upper() in _ABBREVIATIONS:
        return 0
    words = words_around(text, start, start + 1)
    return 0 if context.after_street_word(words, position(words, start)) else weight


_ABBREVIATIONS = frozenset("ТД ТП ТК ТЕ ИК ТЧ ИП ПГ ГР КВ ВД МК ЗП ДР".split())


def _is_pair(words: tuple[Word, ...], i: int) -> bool:
    a, b = words[i], words[i + 1]
    if not (a.capital and b.capital and joined(words, i)):
        return False
    left, right = read(a.low), read(b.low)
    if _fits(left.first, right.surname):
        first = left
    elif _fits(right.first, left.surname):
        first = right
    else:
        return False
    if (
        cues(b.low) & {"not_person", "street", "organisation"}
        or cues(a.low) - {"towards"}
        or right.never
        or left.never
    ):
        return False
    return not context.is_place(
        words,
        i,
        i + 1,
        nominative=first.nominative,
        genitive=first.genitive,
        eponym=f"{a.low} {b.low}" in eponyms(),
    )


def _fits(first: int, surname: int) -> bool:
    return (first == 2 and surname >= 1) or (first == 1 and surname == 2)


def _skip(words: tuple[Word, ...], i: int) -> int:
    while i < len(words) and "skip" in cues(words[i].low):
        i += 1
    return i


def _is_named(words: tuple[Word, ...], cue: int, i: int, kinds: frozenset[str]) -> bool:
    word, reading = words[i], read(words[i].low)
    if reading.never or cues(word.low) - {"towards"}:
        return False
    if word.text.isupper() and len(word.text) < 5 and not reading.first:
        return False
    if (
        "kin" in kinds
        and reading.first
        and (word.capital or (reading.first == 2 and context.near(words, cue, i, 1)))
    ):
        return True
    if (
        not word.capital
        or context.house_after(words, i)
        or (word.text.isupper() and words[cue].text.isupper())
    ):
        return False
    if context.after_place_word(words, cue):
        return False
    if "greeting" in kinds:
        return reading.first == 2 and word.ends_clause
    if "self" in kinds:
        return reading.surname == 2 or reading.first == 2
    return reading.first == 2 or reading.surname == 2


def _last_line(text: str) -> Iterator[tuple[int, int]]:
    stop = len(text.rstrip())
    start = text.rfind("\n", 0, stop) + 1
    if not start or stop - start > 40:
        return
    words = words_around(text, start, stop)
    i = position(words, start)
    if i < len(words) and words[i].capital and read(words[i].low).first:
        end = name_end(words, i, bold=True)
        if end == len(words) or (end == len(words) - 1 and len(words[-1].low) == 1):
            yield words[i].start, context.with_initial(text, words, end)
