"""How far a misspelt name is from another.

The optimal string alignment of Damerau (1964) and Levenshtein (1966), up to a bound.
"""

from __future__ import annotations

from collections.abc import Iterator


def distance(one: str, other: str, most: int) -> int:
    """Count the letters put in, left out, replaced or swapped; ``most + 1`` for any greater count.

    >>> distance("пушкна", "пушкина", 2), distance("гаграина", "гагарина", 2)
    (1, 1)
    >>> distance("мира", "космонавтов", 2)
    3
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    one, other = _unlike(one, other)
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        row = [i]
        for j, facing in enumerate(other, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != facing))
            if i > 1 < j and letter == other[j - 2] and facing == one[i - 2] and letter != facing:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
        before, last = last, row
    return min(last[-1], most + 1)


def shortened(word: str) -> Iterator[str]:
    """Yield the word, and the word without each of its letters but the first.

    Words that begin alike and are one edit apart have one of these in common.

    >>> list(shortened("мира"))
    ['мира', 'мра', 'миа', 'мир']
    """
    yield word
    for i in range(1, len(word)):
        yield word[:i] + word[i + 1 :]


def _unlike(one: str, other: str) -> tuple[str, str]:
    """Cut off the beginning and the end that both words share: they cost no edit."""
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    one, other = one[start:], other[start:]
    while one and other and one[-1] == other[-1]:
        one, other = one[:-1], other[:-1]
    return one, other
