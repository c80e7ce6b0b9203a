"""An answer to the sentences that say something: no greeting, no quotation, no preamble."""

from __future__ import annotations

import re

from tsur_nlp.text import fold

_DIGITS = re.compile(r"\d+")
_ADDRESS = re.compile(r"уважаем\w+ [\w ]{3,30}[!.,]")
_QUOTATION = re.compile(r"[\"«“][^\"»”]{3,150}[\"»”]")
# «Рассмотрев Ваше обращение № … по вопросу …, сообщаем следующее:» names the matter only.
_PREAMBLE_END = re.compile(r"(?:сообщаем|сообщает|сообщаю|информируем)[^.:!]{0,40}[.:,]")
_LONGEST_PREAMBLE = 400
_LEAST = 20
# White space after a mark, or a newline; asked in this order, `re` passes over all letters.
_SENTENCE = re.compile(r"\s(?:(?<=[.!?;]\s)\s*|(?<=\n)\n*)")


def sentences(answer: str) -> list[str]:
    """Return the folded sentences of an answer, numbers as zero.

    What is quoted is mostly the citizen's matter, not the answer; the rest of a preamble stays
    where hardly anything follows it.

    >>> sentences("Уважаемый заявитель! На обращение № 5 сообщаем: снег убран 12 марта. Фото ниже.")
    ['снег убран 0 марта.', 'фото ниже.']
    """
    text = _QUOTATION.sub(' " ', _ADDRESS.sub(" ", _DIGITS.sub("0", fold(answer))))
    start = _preamble(text)
    if len(text) - start > _LEAST:
        text = text[start:]
    return [part for part in map(str.strip, _SENTENCE.split(text)) if part]


def _preamble(text: str) -> int:
    """Return where the preamble ends: it stands in the first line, and is not long."""
    end = _PREAMBLE_END.search(text)
    if end is None or end.start() > _LONGEST_PREAMBLE or "\n" in text[: end.start()]:
        return 0
    return end.end()
