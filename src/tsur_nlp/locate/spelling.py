"""Misspelt names."""

from __future__ import annotations


def one_letter_apart(one: str, other: str) -> bool:
    """Whether two words differ by one letter put in, left out or replaced, and begin alike.

    >>> one_letter_apart("сургкт", "сургут"), one_letter_apart("омс", "омск")
    (True, True)
    """
    if abs(len(one) - len(other)) > 1 or one == other or one[:1] != other[:1]:
        return False
    same = next(
        (k for k, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )
    if len(one) == len(other):
        return one[same + 1 :] == other[same + 1 :]
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return longer[same + 1 :] == shorter[same:]
