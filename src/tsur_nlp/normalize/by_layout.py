"""Words typed with the keyboard left in the Latin layout: «ghbdtn»."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from tsur_nlp.normalize import vocabulary
from tsur_nlp.normalize.repair import repair
from tsur_nlp.text.offsets import Edit

_KEYS = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>~"
_LETTERS = "йцукенгшщзхъфывапролджэячсмитьбюёЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮЁ"
_TO_RUSSIAN = str.maketrans(_KEYS, _LETTERS)
_CHUNK = re.compile(r"(?<!\S)[^\sА-Яа-яЁё]++(?!\S)")
_TYPED = re.compile(r"[A-Za-z\[\]{};:'\",.<>`~]+[!?)…]*")
_WHOLE_CHUNK = re.compile(
    r"[A-Za-z](?<![^\s\[\]{};:'\",<>`~].)[A-Za-z]*+(?!://)(?=[\s\[\]{};:'\",.<>`~!?)…]|\Z)"
)
_NEUTRAL = re.compile(r"[\d.,:;!?()№/«»\"—–-]+")
_OPENING, _CLOSING = "\"'<[{(", ",.;:!?)…\"'>]}"
_DATA = Path(__file__).parent / "data"
_MAX_CHUNK = 40
_MIN_ANCHOR = 4
_RUN_MARGIN, _WORD_MARGIN, _RARE_WORD_MARGIN = 0.8, 1.0, 2.5
"""In nats a letter; below them some Latin words of real messages would be retyped."""


class _Reading(NamedTuple):
    text: str
    word: str
    margin: float

    def is_known(self) -> bool:
        return not self.word or (
            vocabulary.count(self.word) > 0 if len(self.word) < 4 else vocabulary.known(self.word)
        )


@repair(guard=_WHOLE_CHUNK.search)
def layout(text: str) -> Iterator[Edit]:
    """Retype words that were typed with the Latin layout on.

    >>> layout("ghbdtn! ytn jnjgktybz d ljvt 5, lf;t ,fnfhtb [jkjlyst")
    'привет! нет отопления в доме 5, даже батареи холодные'

    Not a Latin word, a brand, an abbreviation, a code, an address on the net; and not English typed
    with the Russian layout, which citizens do not do:

    >>> layout("Windows XP, DNS, led, wifi, gas, vk.com, KJH-45, LG")
    'Windows XP, DNS, led, wifi, gas, vk.com, KJH-45, LG'
    """
    for run in _runs(text):
        if any(_is_latin(match[0]) for match in run):
            continue
        readings = [_read(match[0]) for match in run]
        if _convincing(readings):
            for match, reading in zip(run, readings, strict=True):
                yield *match.span(), reading.text


def _runs(text: str) -> Iterator[list[re.Match[str]]]:
    """Stretches of chunks without a Russian letter; numbers do not end a stretch."""
    run: list[re.Match[str]] = []
    last = 0
    for match in _CHUNK.finditer(text):
        if run and text[last : match.start()].strip():
            yield run
            run = []
        if (
            len(match[0]) <= _MAX_CHUNK
            and _TYPED.fullmatch(match[0])
            and not _NEUTRAL.fullmatch(match[0])
        ):
            run.append(match)
        elif not _NEUTRAL.fullmatch(match[0]):
            if run:
                yield run
            run = []
        last = match.end()
    if run:
        yield run


def _read(chunk: str) -> _Reading:
    """Read a chunk with as much of its edges taken for punctuation as gives the best word."""
    head = 0
    options: list[_Reading] = []
    while head <= len(chunk) and (head == 0 or chunk[head - 1] in _OPENING):
        tail = len(chunk)
        while tail > head:
            keys = chunk[head:tail]
            word = keys.translate(_TO_RUSSIAN)
            if word.isalpha():
                text = chunk[:head] + word + chunk[tail:]
                options.append(_Reading(text, word, _margin(keys, word)))
            tail -= 1
            if chunk[tail] not in _CLOSING:
                break
        head += 1
    if not options:
        return _Reading(chunk, "", -1.0)
    return max(options, key=lambda r: (r.is_known(), vocabulary.count(r.word), r.margin))


def _convincing(readings: list[_Reading]) -> bool:
    if not all(r.word for r in readings):
        return False
    sound = [r for r in readings if r.is_known()]
    letters = sum(len(r.word) for r in readings)
    margin = sum(r.margin * len(r.word) for r in readings) / letters
    if len(readings) == 1:
        word = readings[0].word
        needed = _WORD_MARGIN if vocabulary.count(word) else _RARE_WORD_MARGIN
        return bool(sound) and _is_anchor(word) and margin > needed
    anchored = any(len(r.word) >= _MIN_ANCHOR for r in sound)
    return anchored and 4 * len(sound) >= 3 * len(readings) and margin > _RUN_MARGIN


def _is_anchor(word: str) -> bool:
    return len(word) >= _MIN_ANCHOR + word.isupper() and vocabulary.known(word)


def _is_latin(chunk: str) -> bool:
    word = chunk.strip(_OPENING + _CLOSING).lower()
    return len(word) > 2 and word in _latin_words()


def _margin(keys: str, word: str) -> float:
    """How much likelier the Russian reading is than the Latin one, in nats a letter."""
    return _likelihood(word.lower(), _bigrams("russian")) - _likelihood(
        keys.lower(), _bigrams("latin")
    )


def _likelihood(word: str, table: Mapping[str, float]) -> float:
    framed = f" {word} "
    floor = table[""]
    pairs = [table.get(framed[i : i + 2], floor) for i in range(len(framed) - 1)]
    return sum(pairs) / len(pairs)


@lru_cache(maxsize=1)
def _latin_words() -> frozenset[str]:
    return frozenset((_DATA / "latin_words.txt").read_text(encoding="utf-8").split())


@lru_cache(maxsize=2)
def _bigrams(language: str) -> Mapping[str, float]:
    """Log probability of a letter after a letter; the empty key holds that of an unseen pair."""
    pairs: dict[str, float] = {}
    for line in (_DATA / f"bigrams_{language}.csv").read_text(encoding="utf-8").splitlines()[1:]:
        first, second, value = line.split(",")
        pairs[(first or " ") + (second or " ")] = float(value)
    return pairs | {"": math.log(1e-4)}
