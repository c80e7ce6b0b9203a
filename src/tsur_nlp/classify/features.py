"""What a message is made of for the classifier: words, their letter n-grams, pairs of words.

Everything is additive over words, so that a word's share of every label's score is computed once.
"""

from __future__ import annotations

from tsur_nlp.text import words

GRAM_LENGTHS = (3, 4, 5)
_LONGEST_NUMBER = 4
_LONGEST_WORD = 40


def units(text: str) -> list[str]:
    """Folded words of a masked text; a number becomes its shape, so that none is remembered.

    >>> units("Дом 15, тел. [ТЕЛЕФОН], лицевой счёт 1234567")
    ['дом', '00', 'тел', '[телефон]', 'лицевой', 'счет', '0000']
    """
    return [
        "0" * min(len(word), _LONGEST_NUMBER) if word.isdigit() else word for word in words(text)
    ]


def grams(word: str) -> list[str]:
    """Distinct letter n-grams of a word with its borders; the whole word is not among them.

    >>> grams("вода")
    ['<во', 'вод', 'ода', 'да>', '<вод', 'вода', 'ода>', '<вода', 'вода>']
    """
    text = framed(word)
    size = len(text)
    found = [text[i : i + n] for n in GRAM_LENGTHS if n < size for i in range(size - n + 1)]
    return list(dict.fromkeys(found))


def framed(word: str) -> str:
    """Mark the borders of a word; a shape or a placeholder has no letters to be read by.

    >>> framed("вода"), framed("[имя]")
    ('<вода>', '')
    """
    return "" if word[0] in "[0" else f"<{word[:_LONGEST_WORD]}>"
