"""Where a rule has to look: the surroundings of its stems, so that long texts cost little."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Set
from functools import lru_cache

from tsur_nlp.respond.promises import lexicon

_REACH = 60
_WITHIN = "*"


def matches(text: str, rule: str, *patterns: re.Pattern[str]) -> Iterator[list[re.Match[str]]]:
    """Return for each pattern of a rule its matches around the stems of the rule."""
    places = windows(text, rule)
    for pattern in patterns:
        yield [m for start, end in places for m in pattern.finditer(text, start, end)]


def windows(text: str, rule: str) -> list[tuple[int, int]]:
    """Return the stretches of a folded text that hold a stem of a rule, from left to right.

    >>> windows(40 * "снег " + "уберем завтра", "by_day")
    [(147, 213)]
    """
    found: list[tuple[int, int]] = []
    for place in _anchors(text).get(rule, ()):
        start, end = max(0, place - _REACH), min(len(text), place + _REACH)
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def stemmed(text: str) -> Set[str]:
    """Return the rules a stem of which a folded text has."""
    return _anchors(text).keys()


@lru_cache(maxsize=1 << 14)
def _anchors(text: str) -> dict[str, list[int]]:
    """Find all stems of all rules; the rules read one text after another."""
    rules, places = _rules(), defaultdict(list)
    for match in _stem().finditer(text):
        for rule in rules[match[0]]:
            places[rule].append(match.start())
    for stem, rule in _inner():
        if stem in text:
            places[rule] += [match.start() for match in re.finditer(stem, text)]
            places[rule].sort()
    return dict(places)


@lru_cache(maxsize=1)
def _stem() -> re.Pattern[str]:
    # Most letters stand within a word: there no stem has to be tried.
    return re.compile(rf"(?<![а-я])(?:{_trie(sorted(_rules()))})")


@lru_cache(maxsize=1)
def _inner() -> tuple[tuple[str, str], ...]:
    """Return the stems that stand within a word as well («двухдневный»), with their rules."""
    rows = lexicon.rows("anchors")
    return tuple((row["stem"][1:], row["rule"]) for row in rows if row["stem"][0] == _WITHIN)


def _trie(stems: list[str]) -> str:
    """Return a pattern that reads common beginnings once, and the longest stem first.

    >>> _trie(["дня", "дней", "год"])
    'д(?:н(?:я|ей))|год'
    """
    heads = {stem[0]: [s[1:] for s in stems if s and s[0] == stem[0]] for stem in stems if stem}
    parts = []
    for head, tails in heads.items():
        inner = _trie([tail for tail in tails if tail])
        optional = "?" if "" in tails else ""
        grouped = f"(?:{inner}){optional}" if len(tails) > 1 else inner
        parts.append(re.escape(head) + grouped)
    return "|".join(parts)


@lru_cache(maxsize=1)
def _rules() -> dict[str, tuple[str, ...]]:
    """Return for each stem the rules that look for it, or for a stem it begins with."""
    rows = [row for row in lexicon.rows("anchors") if row["stem"][0] != _WITHIN]
    return {
        row["stem"]: tuple(sorted({r["rule"] for r in rows if row["stem"].startswith(r["stem"])}))
        for row in rows
    }
