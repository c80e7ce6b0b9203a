"""The name of a street: where it starts and ends, and its normal form."""

from __future__ import annotations

from tsur_nlp.locate.reading import Reading
from tsur_nlp.locate.words.lexicon import Kind, listed, types
from tsur_nlp.locate.words.morph import agree, is_noun_or_adjective, shape
from tsur_nlp.locate.words.name_words import Name, ends_given, name_like

ORDINAL_ENDS = listed("ordinal_ends")
PREPOSITIONS = frozenset("авикосу")
SPANS_OF_YEARS = frozenset(["лет", "летия", "летие", "летию"])
MONTHS = listed("months")
AFTER_NUMBER = listed("after_number")
FIVE_YEARS = "пятилетк"
UNITS_OF_ARMY = frozenset(("дивизии", "бригады", "полка", "армии"))
OF_WHAT = frozenset(("образования", "освобождения", "основания", "присвоения"))
UNIONS = frozenset(("ссср", "рсфср"))
WATERS = frozenset(("канала", "реки", "залива", "острова"))
RANKS_IN_SHORT = frozenset(("бр", "ак", "акад", "ген", "марш", "адм", "полк", "проф"))
SHORTENED = frozenset(("тд", "тп", "тк", "те", "тч", "др"))
MAX_WORDS = 4


def forward(reading: Reading, i: int, *, bare: bool = False) -> Name | None:
    """Read a name whose first word is ``i``: «3-я Кирпичная», «50 лет Октября», «М. Рыбалко»."""
    word = reading.word(i)
    if word.isdigit():  # and so no name-like word
        return _numbered(reading, i)
    if len(word) == 1:
        return _initials(reading, i)
    if word in RANKS_IN_SHORT and reading.word(i + 1) == ".":  # «Бр. Лаптевых»
        named = reading.capital(i + 2) and len(reading.words[i + 2]) > 3
        return Name((f"{word}.", reading.words[i + 2]), i, i + 2) if named else None
    if not (
        name_like(reading, i, bare=bare) or (word in listed("given") and name_like(reading, i + 1))
    ):
        return None
    if reading.known((*reading.words[i : i + 3],)) and reading.word(i + 1) == "и":
        return Name((*reading.words[i : i + 3],), i, i + 2)
    last = i
    while last - i + 1 < MAX_WORDS and _goes_on(reading, i, last):
        last += 1
    if last == i and reading.words[i] in listed("given") and not name_like(reading, i, bare=bare):
        return None
    words = tuple(reading.words[i : last + 1])
    return _with_suffix(reading, Name(words, i, last))


def _goes_on(reading: Reading, first: int, last: int) -> bool:
    """Whether the word after ``last`` belongs to the name."""
    following = reading.word(last + 1)
    if reading.gap(last) != " " or len(following) < 2 or not following[0].isalpha():
        return False
    if following in listed("stop_names") or reading.kinds[last + 1] & Kind.STREET:
        return False
    words = tuple(reading.words[first : last + 2])
    if following in WATERS:
        return reading.capital(first)
    if reading.known(words) or reading.known((agree(words[0], "femn") or words[0], *words[1:])):
        return True
    if ends_given(reading.words[last]):
        return reading.capital(last + 1) or shape(following) != ""
    if reading.kinds[last + 1] & Kind.NAME:
        return False
    if agree(reading.words[first], "femn"):  # «Морской Пехоты», not «Красноармейской Вода»
        genitive = reading.words[first].endswith(("ой", "ей")) and reading.capital(last + 1)
        return genitive and shape(following) == "noun" and last == first
    cased = reading.capital(first) and reading.capital(last + 1) and not _shouts(reading, last + 1)
    return cased and is_noun_or_adjective(following) and is_noun_or_adjective(reading.words[last])


def _shouts(reading: Reading, i: int) -> bool:
    """«Масленникова ДТП»: a word in capitals alone begins something else."""
    start, end = reading.starts[i], reading.ends[i]
    return reading.text[start:end].isupper() and not reading.text[start - 2 : start].isupper()


def _numbered(reading: Reading, i: int) -> Name | None:
    """«3-я Кирпичная», «2 Мая», «50 лет Октября», «1905 года», «9-й Дивизии»."""
    number, j = reading.words[i], i + 1 + (reading.word(i + 1) == "-")
    if len(number) > 4:
        return None
    if (name := _of_date(reading, i, j)) is not None:
        return name
    if reading.word(j) in ORDINAL_ENDS:
        j += 1
        if (name := _of_ordinal(reading, i, j)) is not None:
            return name
    if len(number) > 2 or not name_like(reading, j, bare=j > i + 1 and not reading.capital(j)):
        return None
    rest = None
    if not reading.words[j].isdigit():
        rest = forward(reading, j, bare=not reading.capital(j))
    if rest is None:
        return None
    adjective = shape(rest.words[0]) == "adjective" or agree(rest.words[0], "masc")
    return Name(rest.words, i, rest.last, number) if j > i + 1 or adjective else None


def _of_ordinal(reading: Reading, i: int, j: int) -> Name | None:
    """«8-е Марта», «6-й Пятилетки»: the number with an ending, and word ``j`` that it goes with."""
    number, following = reading.words[i], reading.word(j)
    typed = i > 0 and (reading.kinds[i - 1] | reading.kinds[i - 2]) & Kind.STREET
    if following in MONTHS and (typed or (reading.words[j - 1] == "е" and reading.capital(j))):
        return Name((number, following), i, j)
    if following.startswith(FIVE_YEARS):
        return Name((f"{number}-й", f"{FIVE_YEARS}и"), i, j)
    return None


def _of_date(reading: Reading, i: int, j: int) -> Name | None:
    """A number and what it counts at word ``j``: «2 Мая», «50 лет Октября», «1905 года»."""
    number, following, after = reading.words[i], reading.word(j), reading.word(j + 1)
    if following in SPANS_OF_YEARS and after.isalpha():
        span = f"{number} {following}" if following == "лет" else f"{number}-летия"
        if _is_longer_span(reading, j + 1):
            return Name((span, after, reading.words[j + 2]), i, j + 2)
        return Name((span, after), i, j + 1)
    if following in MONTHS and len(number) <= 2:
        return Name((number, following), i, j)
    if following == "года" and len(number) == 4:
        return Name((number, following), i, j)
    if following not in AFTER_NUMBER:
        return None
    if after in ("октября", "победы", "дивизии", "бригады"):
        return Name((number, following, after), i, j + 1)
    return Name((number, following), i, j)


def _is_longer_span(reading: Reading, i: int) -> bool:
    """«50 лет Советской | Власти», «60 лет Образования | СССР»: word ``i`` needs the next one."""
    word, following = reading.words[i], reading.word(i + 1)
    if reading.gap(i) != " " or not following.isalpha() or following in listed("stop_names"):
        return False
    if word in OF_WHAT:
        return reading.capital(i + 1) or following in UNIONS
    adjective = word.endswith(("ой", "ого", "его"))
    return adjective and (reading.capital(i + 1) or following in ("власти", "армии", "комсомола"))


def _initials(reading: Reading, i: int) -> Name | None:
    """«М. Рыбалко», «Н.Кузнецова», «К. Маркса»."""
    letters, j = "", i
    while len(reading.word(j)) == 1 and reading.word(j).isalpha() and len(letters) < 2:
        if reading.word(j + 1) != "." and not (reading.capital(j) or _is_typed(reading, j)):
            return None
        letters += reading.words[j]
        j += 2 if reading.word(j + 1) == "." else 1
    if letters in SHORTENED:
        return None  # «и т. д. Потом»
    if not letters or not (reading.capital(j) or name_like(reading, j)) or len(reading.word(j)) < 3:
        return None
    if reading.words[j] in listed("stop_names") or reading.words[j] in types("street_types"):
        return None
    return Name((*(f"{letter}." for letter in letters), reading.words[j]), i, j)


def _is_typed(reading: Reading, i: int) -> bool:
    """«улицы м рыбалко»: a letter in lower case between a type and a known name."""
    typed = i > 0 and reading.kinds[i - 1] & Kind.STREET and reading.words[i] not in PREPOSITIONS
    return bool(typed) and (
        reading.known((reading.word(i + 1),)) or shape(reading.word(i + 1)) == "surname"
    )


def _with_suffix(reading: Reading, name: Name) -> Name:
    """«Запрудская 4-я», «Бойцов 9-й Дивизии», «Бойцов 9 дивизии»."""
    number = name.last + 1
    if not reading.word(number).isdigit() or reading.gap(name.last) != " ":
        return name
    j = number + 1 + (reading.word(number + 1) == "-")
    ending = reading.word(j) if reading.word(j) in ("я", "й") and reading.gap(j - 1) == "" else ""
    ordinal, noun = f"{reading.words[number]}-{ending or 'й'}", j + bool(ending)
    following = reading.word(noun)
    named = reading.capital(noun) or following in UNITS_OF_ARMY
    if name.words[-1] in listed("given") and named and is_noun_or_adjective(following):
        return Name((*name.words, ordinal, following), name.first, noun)
    return Name((*name.words, ordinal), name.first, j) if ending else name
