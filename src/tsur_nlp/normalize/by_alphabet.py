"""Letters of one alphabet inside words of the other: «Пpошу» with a Latin p."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tsur_nlp.normalize import vocabulary
from tsur_nlp.normalize.repair import repair, word_start
from tsur_nlp.text.offsets import Edit

_LATIN_TWINS = "aceopxykmuëABCEHKMOPTXYËΑΒΕΗΚΜΟΡΤΧΠΓо"
_RUSSIAN_TWINS = "асеорхукмиёАВСЕНКМОРТХУЁАВЕНКМОРТХПГо"
_TO_RUSSIAN = str.maketrans(_LATIN_TWINS, _RUSSIAN_TWINS)
_TO_LATIN = str.maketrans("асеорхуАВСЕНКМОРТХУ", "aceopxyABCEHKMOPTXY")

_SOUND = {"b": "ь", "n": "п", "r": "г", "t": "т", "h": "н", "g": "д", "i": "и"}
"""Latin letters drawn in place of a Russian one too freely to do without a word list."""
_TO_RUSSIAN_FREELY = _TO_RUSSIAN | str.maketrans(_SOUND)

_FOREIGN = "A-Za-zëËΑ-Ωα-ω"
_WORD = re.compile(rf"[{_FOREIGN}а-яёА-ЯЁ]+")
_FOREIGN_RUN = re.compile(rf"[{_FOREIGN}]+")
_GUARD = re.compile(rf"[{_FOREIGN}]")
_MIXED = re.compile(rf"[{_FOREIGN}][а-яёА-ЯЁ]|[а-яёА-ЯЁ][{_FOREIGN}]")
_RUNS = re.compile(rf"[{_FOREIGN}]+|[а-яёА-ЯЁ]+")
_LONE = re.compile(r"(?<=[а-яё] )[acoyk](?= [а-яё])")
_NO_TWIN = re.compile(rf"[^{_LATIN_TWINS}]")
_MIN_WHOLE = 5
_ENDING = 3


@repair(guard=_GUARD.search)
def homoglyphs(text: str) -> Iterator[Edit]:
    """Write each word in one alphabet where its odd letters have twins in the other.

    >>> homoglyphs("Пpошу убрать мусоp, yлица тёмная, жалоба в БCП, авто МАZDА")
    'Прошу убрать мусор, улица тёмная, жалоба в БСП, авто MAZDA'

    Not a Latin word, a Latin word with a Russian ending, or two words glued:

    >>> homoglyphs("IT-компания, QR-код и QRкод, SMSки из TikTokа, Peugeot, дверь OPEX")
    'IT-компания, QR-код и QRкод, SMSки из TikTokа, Peugeot, дверь OPEX'
    """
    last = 0
    for run in _FOREIGN_RUN.finditer(text):
        if not _worth_a_look(text, *run.span()):
            continue
        start = word_start(text, run.start(), last) if run.start() >= last else last
        match = _WORD.match(text, start)
        if not match or run.start() < last:
            continue
        word, last = match[0], match.end()
        if _MIXED.search(word):
            yield start, last, _one_alphabet(word)
        elif _is_russian(text, match):
            yield start, last, word.translate(_TO_RUSSIAN)


def _worth_a_look(text: str, start: int, end: int) -> bool:
    """Whether Russian letters touch a foreign run, or it is made of nothing but twins."""
    touched = "Ѐ" <= text[start - 1 : start] <= "ӿ" or "Ѐ" <= text[end : end + 1] <= "ӿ"
    return touched or not _NO_TWIN.search(text, start, end)


def _one_alphabet(word: str) -> str:
    runs = _RUNS.findall(word)
    russian, latin = word.translate(_TO_RUSSIAN), word.translate(_TO_LATIN)
    if _GUARD.search(russian):
        free = word.translate(_TO_RUSSIAN_FREELY)
        if not _GUARD.search(free) and vocabulary.known(free):
            return free
        return latin if _is_latin(latin, runs) else word
    if vocabulary.known(russian):
        return russian
    prefix = len(runs) == 2 and sum(map(len, filter(_GUARD.match, runs))) > 1
    return word if prefix else russian


def _is_latin(latin: str, runs: list[str]) -> bool:
    """Whether every Russian letter has a Latin twin and none of them is a mere ending."""
    native = sum(len(run) for run in runs if not _GUARD.match(run))
    if not latin.isascii() or 2 * native >= len(latin) + 2:
        return False
    ending = len(runs) == 2 and not _GUARD.match(runs[1]) and native <= _ENDING
    return latin.isupper() or ((latin.islower() or latin.istitle()) and not ending)


def _is_russian(text: str, match: re.Match[str]) -> bool:
    """Whether a wholly foreign word of twin letters is a Russian one."""
    word = match[0]
    russian = word.translate(_TO_RUSSIAN)
    if _GUARD.search(russian):
        return False
    if len(word) == 1:
        return _LONE.match(text, match.start()) is not None
    if len(word) < _MIN_WHOLE and not _MIXED.search(text):
        return False
    return vocabulary.count(russian) > 0
