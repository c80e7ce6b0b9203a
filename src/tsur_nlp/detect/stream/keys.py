"""The key of a text: what it says without its numbers, names and small edits."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from tsur_nlp.detect.campaigns.settings import USUAL, CampaignSettings
from tsur_nlp.detect.campaigns.templates import leaders
from tsur_nlp.detect.settings import DetectSettings
from tsur_nlp.text import words

_KEY_CHARACTERS = 300
_ALPHABET = "cp1251"
_PLACEHOLDER = re.compile("\\[[А-ЯЁа-яё]+\\]".encode(_ALPHABET))
_STANDARD = 0


def _letters() -> bytes:
    """Return the table that lowers letters, writes ё as е, and makes a space of all else."""
    known = [bytes([code]).decode(_ALPHABET, "ignore") for code in range(256)]
    return b"".join(
        letter.lower().replace("ё", "е").encode(_ALPHABET) if letter.isalpha() else b" "
        for letter in known
    )


_LETTERS = _letters()


def plain(text: str) -> bytes:
    """Return the words of a text's beginning without numbers, placeholders, case and punctuation.

    In one byte a letter, which costs a fifth of what a regular expression does; a text with other
    letters (or an emoji) takes the long way.

    >>> plain("Ёлка у дома-колодца №5, [ИМЯ]!").decode("cp1251")
    'елка у дома колодца'
    """
    head = text[:_KEY_CHARACTERS]
    raw = head.encode(_ALPHABET, "ignore")
    if len(raw) < len(head):
        kept = " ".join(word for word in words(head) if word[0].isalpha())
        return kept.replace("-", " ").encode(_ALPHABET, "xmlcharrefreplace")
    if b"[" in raw:
        raw = _PLACEHOLDER.sub(b" ", raw)
    return b" ".join(raw.translate(_LETTERS).split())


def text_key(text: str) -> str:
    """Return a text without numbers, placeholders, case and punctuation, with its length first.

    >>> text_key("Не горит фонарь у дома 5!") == text_key("не горит фонарь у дома 7")
    True
    """
    return _key(plain(text))


def _key(said: bytes, length: int | None = None) -> str:
    if not said:
        return ""
    length = said.count(b" ") + 1 if length is None else length
    return f"{length:05d}-{hashlib.blake2b(said, digest_size=8).hexdigest()}"


def text_keys(
    texts: Iterable[str],
    names: Iterable[str] = (),
    times: NDArray[np.datetime64] | None = None,
    campaigns: CampaignSettings = USUAL,
) -> NDArray[np.object_]:
    """Return the key of every text; long texts that are one template have the key of one of them.

    ``names`` are the topics' names: a text made only of the words of one is the portal's own
    phrase, which many send without knowing of each other; it is no template however long.

    ``times`` tell which text was first: its copies have its key, so that a key never depends on
    later texts. Without them the keys depend on the set of texts; on their order they never do.
    """
    listed = list(texts)
    said = {text: plain(text) for text in set(listed)}
    texts_said = [said[text] for text in listed]
    standard = _standard(set(texts_said), names)
    keys = {one: _key(one, _STANDARD if one in standard else None) for one in set(texts_said)}
    long = [one for one in _in_time(texts_said, keys, times) if is_template(keys[one], campaigns)]
    chosen = leaders(long, campaigns.likeness)
    keys |= {one: keys[long[leader]] for one, leader in zip(long, chosen.tolist(), strict=True)}
    return np.array([keys[one] for one in texts_said], dtype=object)


def _in_time(
    texts: Sequence[bytes], keys: Mapping[bytes, str], times: NDArray[np.datetime64] | None
) -> list[bytes]:
    """Return the different texts, by the time they were first met, then by key."""
    by_key = sorted(keys, key=keys.__getitem__)
    if times is None:
        return by_key
    first: dict[bytes, int] = {}
    for one, time in zip(
        texts, np.asarray(times, "datetime64[us]").astype(int).tolist(), strict=True
    ):
        first[one] = min(time, first.get(one, time))
    return sorted(by_key, key=first.__getitem__)


def _standard(texts: set[bytes], names: Iterable[str]) -> set[bytes]:
    """Return the texts that say no word beyond the name of a topic."""
    named = [frozenset(plain(name).split()) for name in sorted(set(names))]
    known = frozenset().union(*named)
    ends = ((text, text.partition(b" ")[0], text.rpartition(b" ")[2]) for text in texts)
    rest = [(text, set(text.split())) for text, *both in ends if known.issuperset(both)]
    return {text for text, own in rest if own <= known and any(own <= name for name in named)}


def is_template(key: str, campaigns: CampaignSettings = USUAL) -> bool:
    """Tell whether a text is so long that its copies have one source, wherever they come from."""
    return bool(key) and int(key[:5]) >= campaigns.words


def is_long(key: str, settings: DetectSettings) -> bool:
    """Tell whether two people would hardly write this text by chance."""
    return bool(key) and int(key[:5]) >= settings.repeat_words
