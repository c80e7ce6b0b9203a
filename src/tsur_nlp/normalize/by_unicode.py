"""Characters that look like nothing, or like others: one visible form for each."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from tsur_nlp.normalize import vocabulary
from tsur_nlp.normalize.repair import repair
from tsur_nlp.text.offsets import Edit

_MARKS = "\u0300-\u036f\u0483-\u0489\u1dc0-\u1dff\u20d0-\u20df\u20e1-\u20ff\ufe20-\ufe2f"
_SINGLES = "\u0340\u0341\u0374\u037e\u0387\u1f71-\u1fff\u2126\u212a\u212b\uf900-\ufaff"
_COMPOSED = re.compile(rf"[^{_MARKS}][{_MARKS}]+|[{_SINGLES}]")
_STRESS = re.compile("(?<=[аеёиоуыэюяАЕЁИОУЫЭЮЯ])[\u0300\u0301]")

_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb\ud800-\udfff"
    "\U000e0000-\U000e0fff]+"
)
_WORD = re.compile("[а-яё]{2,}", re.IGNORECASE)
_LAST_WORD = re.compile("[а-яё]{2,}$", re.IGNORECASE)
_SPACE = re.compile("\r\n?|[\t\xa0]")
_RARE_SPACE = re.compile(
    "[\x0b\x0c\x85\u2028\u2029\u1680\u2000-\u200a\u202f\u205f\u2800\u3000\u3164]"
)
_PICTURE = (
    "\u231a-\u23ff\u24c2\u25a0-\u27bf\u2934\u2935\u2b00-\u2bff\u3030\u303d\u3297\u3299\ue000-\uf8ff"
    "\ufffc\U0001f000-\U0001faff"
)
_EMOJI = re.compile(
    rf"[{_PICTURE}\u20e3][{_PICTURE}\u20e3\ufe0e\ufe0f\u200d\U000e0020-\U000e007f]*"
)
_FORM = re.compile(
    "[\uff01-\uff5e\u203c\u2047-\u2049\u2010\u2011\u2160-\u217f\ufb00-\ufb06\U0001d400-\U0001d7ff]+"
)


@repair(guard=_EMOJI.search)
def emoji(text: str) -> Iterator[Edit]:
    """Take pictures out; a space stays where they stood between two words.

    >>> emoji("Нет лавочки😳Когда поставят?🙏")
    'Нет лавочки Когда поставят?'

    Not №, °, ₽, arrows or a smile made of brackets:

    >>> emoji("Дом № 5, +18 °C, 300 ₽ → в фонд :)")
    'Дом № 5, +18 °C, 300 ₽ → в фонд :)'
    """
    for match in _EMOJI.finditer(text):
        start, end = match.span()
        start -= text[start - 1 : start] == "\ufe0f"
        glued = text[start - 1 : start].strip() and text[end : end + 1].strip(" \n.,!?):;")
        yield start, end, " " if glued else ""


@repair(guard=_INVISIBLE.search, in_links=True)
def invisible(text: str) -> Iterator[Edit]:
    """Drop zero-width characters, soft hyphens, byte order marks, NUL and other controls.

    >>> invisible("\\ufeffна\\xadша ули\\u200bца\\x00")
    'наша улица'

    Where one stands between two words it becomes a space:

    >>> invisible("вчерашней\\u200bуборки")
    'вчерашней уборки'

    Not a tab or a newline, which part words:

    >>> invisible("двор\\tдом\\nподъезд")
    'двор\\tдом\\nподъезд'
    """
    for match in _INVISIBLE.finditer(text):
        parts = match[0] != "\xad" and _parts_words(text, *match.span())
        yield *match.span(), " " if parts else ""


def _parts_words(text: str, start: int, end: int) -> bool:
    """Whether the two letter strings at a hidden character are words, but glued are not one."""
    left, right = _LAST_WORD.search(text[max(0, start - 40) : start]), _WORD.match(text, end)
    if not left or not right:
        return False
    known = vocabulary.known(left[0]) and vocabulary.known(right[0])
    return known and not vocabulary.known(left[0] + right[0])


def _spaced(text: str) -> bool:
    return "\xa0" in text or "\r" in text or "\t" in text


@repair(guard=_spaced, in_links=True)
def spaces(text: str) -> Iterator[Edit]:
    r"""Write tabs and non-breaking spaces as a space, and the line ends of Windows as a newline.

    >>> spaces("дом\xa05,\tкв. 7\r\nСрочно")
    'дом 5, кв. 7\nСрочно'

    Not a run of plain spaces: `whitespace` does that.

    >>> spaces("дом  5")
    'дом  5'
    """
    for match in _SPACE.finditer(text):
        yield *match.span(), "\n" if match[0][0] == "\r" else " "


@repair(guard=_RARE_SPACE.search, in_links=True)
def rare_spaces(text: str) -> Iterator[Edit]:
    """Write thin, wide and blank characters as a space, and rare line ends as a newline.

    >>> rare_spaces("кв.\u202f7\u2028Срочно")
    'кв. 7\\nСрочно'

    Not the zero-width space: `invisible` decides what it was.

    >>> rare_spaces("ули\u200bца") == "ули\u200bца"
    True
    """
    for match in _RARE_SPACE.finditer(text):
        yield *match.span(), "\n" if match[0] in "\x0b\x0c\x85\u2028\u2029" else " "


@repair(guard=_FORM.search)
def forms(text: str) -> Iterator[Edit]:
    """Write full-width, mathematical and joined forms and odd hyphens as plain characters.

    >>> forms("Помогите！（срочно） пр\\u2011кт Мира⁉")
    'Помогите!(срочно) пр-кт Мира!?'

    Not №, ², ½ or a dash, which say something of their own:

    >>> forms("Дом № 5 — 30 м², ½ двора")
    'Дом № 5 — 30 м², ½ двора'
    """
    for match in _FORM.finditer(text):
        yield *match.span(), unicodedata.normalize("NFKC", match[0]).replace("\u2010", "-")


@repair(guard=re.compile(f"[{_MARKS}{_SINGLES}]").search)
def composition(text: str) -> Iterator[Edit]:
    """Join a letter and its mark into one character (NFC); a stress mark goes.

    >>> composition("мои\\u0306 двор, за\\u0301мок")
    'мой двор, замок'

    Not ё and й that are already whole:

    >>> composition("ёлка, йод")
    'ёлка, йод'
    """
    for match in _COMPOSED.finditer(text):
        yield *match.span(), unicodedata.normalize("NFC", _STRESS.sub("", match[0]))
