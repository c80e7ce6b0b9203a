"""The lists of names and words behind the rules, loaded at the first need."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from tsur_nlp.errors import ArtifactNotFoundError
from tsur_nlp.text import fold

CACHE_SIZE = 50_000

_DATA = Path(__file__).parent / "data"


@lru_cache(maxsize=1)
def first_names() -> frozenset[str]:
    """Return folded first names that are names and nothing else."""
    return frozenset(_read("first.txt")) - weak_first_names()


@lru_cache(maxsize=1)
def weak_first_names() -> frozenset[str]:
    """Return folded first names that are common words too: «вера», «роман», «мая»."""
    return frozenset(line.split("#")[0].strip() for line in _read("maybe_first.txt"))


@lru_cache(maxsize=1)
def words() -> dict[str, list[str]]:
    """Return the word lists of the rules."""
    lists: dict[str, list[str]] = json.loads((_DATA / "words.json").read_text(encoding="utf-8"))[
        "lists"
    ]
    return lists


@lru_cache(maxsize=1)
def eponyms() -> frozenset[str]:
    """Return folded «name surname» pairs, in the genitive, after which streets are called."""
    return frozenset(fold((_DATA / "eponyms.txt").read_text(encoding="utf-8")).split("\n"))


@lru_cache(maxsize=CACHE_SIZE)
def cues(word: str) -> frozenset[str]:
    """Return the names of the word lists that a folded word is in.

    >>> sorted(cues("улице")), sorted(cues("врачу"))
    (['house', 'street'], ['role'])
    """
    return frozenset(name for name, pattern in _lists() if pattern.fullmatch(word))


@lru_cache(maxsize=1)
def _lists() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (name, re.compile("|".join(entries).replace("*", r"\w*")))
        for name, entries in words().items()
    )


@lru_cache(maxsize=1)
def names_folder() -> Path:
    """Return the folder of natasha's data files, without importing natasha."""
    # Importing natasha takes a second and needs pkg_resources; its lists are plain files.
    spec = find_spec("natasha")
    if spec is None or spec.origin is None:
        raise ArtifactNotFoundError(
            "the lists of names come with the package natasha, which is not installed: "
            "pip install natasha"
        )
    return Path(spec.origin).parent / "data"


@lru_cache(maxsize=1)
def _last_names() -> bytes:
    # 3 MB as one block instead of 25 MB as a set; a look-up is a binary search, cached by `read`.
    return (names_folder() / "dict" / "last.txt").read_bytes()


def _read(name: str) -> list[str]:
    return fold((names_folder() / "dict" / name).read_text(encoding="utf-8")).split("\n")


def is_last_name(word: str) -> bool:
    """Tell whether natasha's list of surnames holds the word (nominative)."""
    block, wanted = _last_names(), word.encode()
    low, high = 0, len(block)
    while low < high:
        start = block.rfind(b"\n", 0, (low + high) // 2) + 1
        end = block.find(b"\n", start)
        end = len(block) if end < 0 else end
        line = block[start:end]
        if line == wanted:
            return True
        if line < wanted:
            low = end + 1
        else:
            high = start
    return False


@lru_cache(maxsize=1)
def never_surnames() -> frozenset[str]:
    """Return words that stand where a surname may and are none."""
    return frozenset(words()["never_surname"])
