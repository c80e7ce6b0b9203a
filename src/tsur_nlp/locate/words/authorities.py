"""Places inside the name of somebody else: «министерство транспорта Пермского края»."""

from __future__ import annotations

from functools import lru_cache

from tsur_nlp.locate.reading import Reading
from tsur_nlp.locate.words.lexicon import is_organisation, listed

SKIPPED = frozenset((".", "«", '"', "“", "„"))
REACH = 5


def of_authority(reading: Reading, i: int) -> bool:
    """Whether the name at ``i`` says whose authority or channel is meant.

    «администрация Перми», «мэр Омска», «департамент дорог города Перми», «канал Город Курск».
    """
    j = i - 1
    while reading.word(j) in SKIPPED or reading.word(j) in listed("city_words"):
        j -= 1
    word = reading.word(j) if j >= 0 else ""
    return is_organisation(word) or _is_medium(word) or _of_ministry(reading, j)


def _of_ministry(reading: Reading, j: int) -> bool:
    """Whether the words before lead back to a ministry without a comma or a preposition."""
    for k in range(j, max(j - REACH, -1), -1):
        word = reading.words[k]
        if is_organisation(word):
            return word.startswith(_ministries())
        if len(word) < 3 and word != "и":
            return False
    return False


@lru_cache(maxsize=1)
def _ministries() -> tuple[str, ...]:
    return tuple(sorted(listed("ministries")))


@lru_cache(maxsize=20_000)
def _is_medium(word: str) -> bool:
    """«в телеграм-канале Город Курск», «группа Подслушано Пермь»."""
    return word.rsplit("-", 1)[-1].startswith(tuple(sorted(listed("media"))))
