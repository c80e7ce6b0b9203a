"""Slips of a keyboard in the names of streets."""

from __future__ import annotations

import random

SEED = 0
TYPES = {"улица": "ул", "проспект": "пр-т", "переулок": "пер", "шоссе": "ш", "бульвар": "б-р"}


def slip(name: str, rng: random.Random) -> str:
    """One letter left out, doubled, swapped with the next one, or another: not the first one."""
    words = name.split()
    longest = max(range(len(words)), key=lambda i: len(words[i]))
    word, way = words[longest], rng.randrange(4)
    i = rng.randrange(1, len(word) - 1)
    changed = [
        word[:i] + word[i + 1 :],
        word[:i] + word[i] + word[i:],
        word[:i] + word[i + 1] + word[i] + word[i + 2 :],
        word[:i] + rng.choice("оеаиурнстл") + word[i + 1 :],
    ]
    words[longest] = changed[way]
    return " ".join(words)
