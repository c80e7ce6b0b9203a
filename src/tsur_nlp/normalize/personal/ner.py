"""natasha's network for the few texts where the rules see a first name and cannot decide."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from tsur_nlp.normalize.personal import context
from tsur_nlp.normalize.personal.lexicon import read
from tsur_nlp.normalize.personal.lists import names_folder
from tsur_nlp.records import PersonalSpan
from tsur_nlp.text import fold

_CAPITALISED = re.compile(r"(?<!\w)[А-ЯЁ][а-яё]{2,}(?!\w)")


def is_unsure(text: str, spans: Sequence[PersonalSpan]) -> bool:
    """Tell whether a capitalised first name stands inside a sentence, unmasked and by no street."""
    return any(_is_open(text, m, spans) for m in _CAPITALISED.finditer(text))


def find(text: str, spans: Sequence[PersonalSpan]) -> list[PersonalSpan]:
    """Return the persons that the network sees around first names that the rules left alone."""
    found = []
    for span in _network()(text).spans:
        inside = [
            m
            for m in _CAPITALISED.finditer(text, span.start, span.stop)
            if _is_open(text, m, spans)
        ]
        if span.type == "PER" and inside and not _touches(span.start, span.stop, spans):
            found.append(PersonalSpan("name", span.start, span.stop))
    return found


def _is_open(text: str, match: re.Match[str], spans: Sequence[PersonalSpan]) -> bool:
    if read(fold(match.group())).first < 2 or _touches(*match.span(), spans):
        return False
    words = context.words_around(text, *match.span())
    i = context.position(words, match.start())
    street = context.after_place_word(words, i) or context.house_after(words, i)
    return not street and not context.starts_sentence(words, i)


def _touches(start: int, end: int, spans: Sequence[PersonalSpan]) -> bool:
    return any(start < span.end and span.start < end for span in spans)


@lru_cache(maxsize=1)
def _network() -> Any:
    from navec import Navec
    from slovnet import NER

    folder = names_folder()
    network = NER.load(str(folder / "model" / "slovnet_ner_news_v1.tar"))
    network.navec(Navec.load(str(folder / "emb" / "navec_news_v1_1B_250K_300d_100q.tar")))
    return network
