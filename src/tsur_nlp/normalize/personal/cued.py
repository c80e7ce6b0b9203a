"""Names that a word about a person brings: «меня зовут», «с уважением», «мама», «врач»."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from tsur_nlp.normalize.personal import context
from tsur_nlp.normalize.personal.context import Word, position, words_around
from tsur_nlp.normalize.personal.ends import name_end, with_initial
from tsur_nlp.normalize.personal.lexicon import first_weight, read
from tsur_nlp.normalize.personal.lists import cues, eponyms
from tsur_nlp.normalize.personal.pairs import candidates, is_addressed
from tsur_nlp.text import fold

_CALLED = re.compile(
    r"з(?:овут|вать)|и(?<!\w.)мен[иа](?!\w)|м(?<!\w.)о[её] имя(?!\w)|ф(?<!\w.)ио(?!\w)"
    r"|[сc](?<!\w.) ув(?:ажением|\.)"
)
_KIN_AND_NAME = re.compile(
    r" (?:м(?:ам|уж)|д(?:оч|едуш|яд)|с(?:ын|естр)|пап|жен|реб[её]н|вну[кч]|б(?:абуш|рат)|от(?:ец|ц)"
    r"|т[её]т)[а-яё]{0,4} (?:(?:мо|наш)[а-яё]{1,3} )?(?P<name>[а-яё]{3,})"
)


_BRINGS = re.compile(
    r"[ \n](?:м(?:ам|уж)|д(?:оч|едуш|яд)|с(?: ув|ын|естр)|пап|жен|реб[её]н|вну[кч]|б(?:абуш|рат)"
    r"|от(?:ец|ц)|т[её]т|з(?:овут|вать)|фио|имя|имени)"
)

_AT_THE_START = ("зовут", "с ув", "фио", "имя", "мое имя", "моё имя")


def has_name(text: str, lower: str) -> bool:
    """Cheap test: capitalised words that may be a name, or a word that brings a name."""
    return (
        _BRINGS.search(lower) is not None
        or lower.startswith(_AT_THE_START)
        or len(candidates(text)) > 0
        or is_addressed(text) is not None
    )


def _names_one(lower: str) -> bool:
    return (
        "зовут" in lower
        or "с ув" in lower
        or "имя" in lower
        or "имени" in lower
        or "звать" in lower
        or "фио" in lower
    )


@lru_cache(maxsize=8)
def _kin(lower: str) -> tuple[tuple[int, int], ...]:
    """Return where «мама олега» may stand, in any case of letters."""
    if _KIN_AND_NAME.search(lower) is None:
        return ()
    return tuple(
        match.span() for match in _KIN_AND_NAME.finditer(lower) if first_weight(fold(match["name"]))
    )


def called(text: str, lower: str) -> Iterator[tuple[int, int]]:
    """«меня зовут Вера», «С уважением, Анна К.», a last line that holds a name alone."""
    for match in _CALLED.finditer(lower) if _names_one(lower) else ():
        words = words_around(text, match.start(), match.end())
        i = position(words, match.end() - 2)
        start = _skip(words, i + 1)
        end = name_end(words, start, bold=True)
        if end > start and context.near(words, i, start, 4) and _is_called(match, words, i):
            yield words[start].start, with_initial(text, words, end)
    yield from _last_line(text)
    addressed = is_addressed(text)
    if addressed:
        yield addressed.span(1)


def _is_called(match: re.Match[str], words: tuple[Word, ...], i: int) -> bool:
    """«по имени Андрей» names a person, «имени Андрея» a school."""
    return not match.group().startswith("имен") or (i > 0 and words[i - 1].low == "по")


def after_cue(text: str, lower: str) -> Iterator[tuple[int, int]]:
    """«мама Олега», «депутат Петров», «Здравствуйте, Ольга!»."""
    for start, end in (*candidates(text), *_kin(lower)):
        words = words_around(text, start, end)
        first = position(words, start)
        for i in range(max(0, first - 3), min(len(words) - 1, position(words, end - 1))):
            yield from _cued(text, words, i)


def _cued(text: str, words: tuple[Word, ...], i: int) -> Iterator[tuple[int, int]]:
    kinds = cues(words[i].low)
    if kinds.isdisjoint(("kin", "role", "greeting", "self")):
        return
    start = _skip(words, i + 1) if "kin" in kinds else i + 1
    if "greeting" not in kinds and len(words[i].low) > 4 and context.starts_sentence(words, start):
        return
    if "семь" in words[i].low[:4] and _is_family_street(words, i, start):
        return
    if context.near(words, i, start, 3) and _is_named(words, i, start, kinds):
        end = name_end(words, start, bold="kin" in kinds)
        if end > start:
            yield words[start].start, with_initial(text, words, end)


def _is_family_street(words: tuple[Word, ...], i: int, name: int) -> bool:
    """«угол Семьи Шамшиных»: a street called after a family."""
    if name >= len(words) or words[i].low != "семьи":
        return False
    if f"семьи {words[name].low}" in eponyms() or context.house_after(words, name):
        return True
    return words[i].capital and not context.starts_sentence(words, i)


def _skip(words: tuple[Word, ...], i: int) -> int:
    while i < len(words) and "skip" in cues(words[i].low):
        i += 1
    return i


def _is_named(words: tuple[Word, ...], cue: int, i: int, kinds: frozenset[str]) -> bool:
    word, reading = words[i], read(words[i].low)
    if reading.never or cues(word.low) - {"towards"} or (_is_short(word) and not reading.first):
        return False
    sure = word.capital or (reading.first == 2 and context.near(words, cue, i, 1))
    if "kin" in kinds and reading.first and sure:
        return True
    shouted = word.text.isupper() and words[cue].text.isupper()
    if not word.capital or shouted or context.house_after(words, i):
        return False
    if context.after_place_word(words, cue):
        return False
    if "greeting" in kinds:
        return reading.first == 2 and word.ends_clause
    if "self" in kinds:
        return reading.surname == 2 or reading.first == 2
    return reading.first == 2 or reading.surname == 2


def _is_short(word: Word) -> bool:
    """An abbreviation: «ВОВ», «ЖЭКа»."""
    capitals = sum(map(str.isupper, word.text))
    return capitals > 1 and (len(word.text) < 5 or capitals < len(word.text))


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
            yield words[i].start, with_initial(text, words, end)
