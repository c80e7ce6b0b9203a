"""The name of a street: where it starts and ends, and its normal form."""

from __future__ import annotations

from tsur_nlp.locate.lexicon import Kind, listed, types
from tsur_nlp.locate.morph import agree, is_noun_or_adjective, shape
from tsur_nlp.locate.name_words import Name, ends_given, name_like
from tsur_nlp.locate.reading import Reading

ORDINAL_ENDS = frozenset(
    ["я", "й", "ая", "ый", "ий", "ой", "е", "го", "му", "м", "ом", "ю", "ую", "ого", "ому"]
)
SPANS_OF_YEARS = frozenset(["лет", "летия", "летие", "летию"])
MONTHS = frozenset(
    [
        "января",
        "февраля",
        "марта",
        "мая",
        "июля",
        "июня",
        "августа",
        "сентября",
        "октября",
        "ноября",
        "декабря",
        "апреля",
    ]
)
AFTER_NUMBER = frozenset(
    [
        "годовщины",
        "интернационала",
        "пятилетки",
        "съезда",
        "партсъезда",
        "стрелковой",
        "гвардейской",
    ]
)
WATERS = frozenset(("канала", "реки", "залива", "острова"))
MAX_WORDS = 4


def forward(reading: Reading, i: int, *, bare: bool = False) -> Name | None:
    """Read a name whose first word is ``i``: «3-я Кирпичная», «50 лет Октября», «М. Рыбалко»."""
    word = reading.word(i)
    if word.isdigit():  # and so no name-like word
        return _numbered(reading, i)
    if len(word) == 1:
        return _initials(reading, i)
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
    cased = reading.capital(first) and reading.capital(last + 1)
    return cased and is_noun_or_adjective(following) and is_noun_or_adjective(reading.words[last])


def _numbered(reading: Reading, i: int) -> Name | None:
    """«3-я Кирпичная», «2 Мая», «50 лет Октября», «1905 года», «9-й Дивизии»."""
    if len(reading.words[i]) > 4:
        return None
    number, j = reading.words[i], i + 1
    if reading.word(j) == "-":
        j += 1
    following = reading.word(j)
    if following in SPANS_OF_YEARS and reading.word(j + 1).isalpha():
        return Name(
            (
                f"{number} {following}" if following == "лет" else f"{number}-летия",
                reading.words[j + 1],
            ),
            i,
            j + 1,
        )
    if following in MONTHS and len(number) <= 2:
        return Name((number, following), i, j)
    if following == "года" and len(number) == 4:
        return Name((number, following), i, j)
    if following in AFTER_NUMBER and reading.word(j + 1) in (
        "октября",
        "победы",
        "дивизии",
        "бригады",
    ):
        return Name((number, following, reading.words[j + 1]), i, j + 1)
    if following in AFTER_NUMBER:
        return Name((number, following), i, j)
    if following in ORDINAL_ENDS:
        j += 1
    if len(number) > 2 or not name_like(reading, j, bare=j > i + 1 and not reading.capital(j)):
        return None
    rest = (
        forward(reading, j, bare=not reading.capital(j)) if not reading.words[j].isdigit() else None
    )
    if rest is None or (
        j == i + 1 and shape(rest.words[0]) != "adjective" and not agree(rest.words[0], "masc")
    ):
        return None
    return Name(rest.words, i, rest.last, number)


def _initials(reading: Reading, i: int) -> Name | None:
    """«М. Рыбалко», «Н.Кузнецова», «К. Маркса»."""
    letters, j = "", i
    while len(reading.word(j)) == 1 and reading.word(j).isalpha() and len(letters) < 2:
        if reading.word(j + 1) != "." and not reading.capital(j):
            return None
        letters += reading.words[j]
        j += 2 if reading.word(j + 1) == "." else 1
    if not letters or not (reading.capital(j) or name_like(reading, j)) or len(reading.word(j)) < 3:
        return None
    if reading.words[j] in listed("stop_names") or reading.words[j] in types("street_types"):
        return None
    return Name((*(f"{letter}." for letter in letters), reading.words[j]), i, j)


def _with_suffix(reading: Reading, name: Name) -> Name:
    """«Запрудская 4-я», «Бойцов 9-й Дивизии»."""
    last = name.last
    if reading.word(last + 1).isdigit() and reading.gap(last) == " ":
        j = last + 2 + (reading.word(last + 2) == "-")
        if reading.word(j) in ("я", "й") and reading.gap(j - 1) == "":
            if (
                reading.capital(j + 1)
                and is_noun_or_adjective(reading.word(j + 1))
                and name.words[-1] in listed("given")
            ):
                return Name(
                    (
                        *name.words,
                        f"{reading.words[last + 1]}-{reading.words[j]}",
                        reading.words[j + 1],
                    ),
                    name.first,
                    j + 1,
                )
            return Name(
                (*name.words, f"{reading.words[last + 1]}-{reading.words[j]}"), name.first, j
            )
        if (
            reading.capital(last + 2)
            and name.words[-1] in listed("given")
            and is_noun_or_adjective(reading.word(last + 2))
        ):
            return Name(
                (*name.words, f"{reading.words[last + 1]}-й", reading.words[last + 2]),
                name.first,
                last + 2,
            )
        if (
            reading.word(last + 2) == "-"
            and reading.capital(last + 3)
            and name.words[-1] in listed("given")
        ):
            return Name(
                (*name.words, f"{reading.words[last + 1]}-й", reading.words[last + 3]),
                name.first,
                last + 3,
            )
    return name
