"""The name of a municipality without the words of its kind: «городской округ Губаха» is «губаха».

The compiler of the gazetteer makes the keys with the same functions that look them up.
"""

from __future__ import annotations

from tsur_nlp.text.tokens import fold

CITY_WORDS = frozenset(("городской", "город", "г", "го", "город-курорт", "город-герой"))
KIND_WORDS = CITY_WORDS.union(
    ("муниципальный", "муниципальное", "образование", "район", "р-н", "округ", "мо", "мр"),
    ("зато", "улус", "кожуун", "поселок", "рабочий", "п", "пгт", "рп"),
)
_MARKS = str.maketrans(dict.fromkeys('«»"“”„()', " "))


def bare(name: str) -> str:
    """Return the folded name without words of kind.

    >>> bare("ГО «Город Губаха»"), bare("Губахинский м.о."), bare("Городской округ")
    ('губаха', 'губахинский', 'городской округ')
    """
    said = words(name)
    return " ".join([word for word in said if word not in KIND_WORDS] or said)


def kind_words(name: str) -> frozenset[str]:
    """Return the words of kind: «городской» and «округ»."""
    return KIND_WORDS.intersection(words(name))


def words(name: str) -> list[str]:
    """Return the folded words of a name, «г.о.» as «го»."""
    plain = fold(name).translate(_MARKS)
    short = plain.replace("г.о.", "го ").replace("м.о.", "мо ").replace("м.р-н", "мр ")
    return short.replace(".", " ").split()
