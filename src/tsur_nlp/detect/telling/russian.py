"""Numbers with their nouns, as a Russian reader expects them."""

from __future__ import annotations

from datetime import date

from tsur_nlp.text.months import MONTHS

MESSAGES = ("обращение", "обращения", "обращений")
DAYS = ("день", "дня", "дней")
TIMES = ("раз", "раза", "раз")
YEARS = ("год", "года", "лет")
REPEATS = ("повтор", "повтора", "повторов")
RETURNED = ("вернувшееся обращение", "вернувшихся обращения", "вернувшихся обращений")


def plural(count: int, forms: tuple[str, str, str]) -> str:
    """Return the number with the form of the noun that agrees with it.

    >>> [plural(n, MESSAGES) for n in (1, 3, 11, 25)]
    ['1 обращение', '3 обращения', '11 обращений', '25 обращений']
    """
    return f"{count} {agreed(count, forms)}"


def agreed(count: int, forms: tuple[str, str, str]) -> str:
    """Return the form alone.

    >>> [agreed(n, ("не вошёл", "не вошли", "не вошли")) for n in (1, 2, 11, 21)]
    ['не вошёл', 'не вошли', 'не вошли', 'не вошёл']
    """
    tens, ones = count % 100, count % 10
    if 11 <= tens <= 14 or ones == 0 or ones >= 5:
        return forms[2]
    return forms[0] if ones == 1 else forms[1]


def decimal(value: float) -> str:
    """Return a number with as many decimals as say something, and a decimal comma.

    >>> decimal(4.13), decimal(0.04), decimal(120.6), decimal(5.0)
    ('4,1', '0,04', '121', '5')
    """
    if value < 0.005:
        return "менее 0,01"
    digits = 0 if value >= 20 else 1 if value >= 0.95 else 2
    text = f"{value:.{digits}f}"
    return (text.rstrip("0").rstrip(".") if digits else text).replace(".", ",")


def times(value: float) -> str:
    """Say how many times more.

    >>> times(2.0), times(5.0), times(5.4), times(627.0)
    ('в 2 раза', 'в 5 раз', 'в 5,4 раза', 'в 627 раз')
    """
    text = decimal(value)
    return f"в {text} раза" if "," in text else f"в {plural(int(text), TIMES)}"


def percent(share: float) -> str:
    """Return a share as whole percents.

    >>> percent(0.123)
    '12 %'
    """
    return f"{round(100 * share)} %"


def rarity(days: float) -> str:
    """Say how seldom something happens by chance.

    >>> rarity(5.3 * 365), rarity(1e7), rarity(45), rarity(400)
    ('реже раза в 5 лет', 'реже раза в 100 лет', 'реже раза в 45 дней', 'реже раза в год')
    """
    years = int(min(days / 365.0, 100.0))
    if years < 1:
        return f"реже раза в {_accusative(int(days), DAYS)}"
    if years >= 10:
        years -= years % 10
    return f"реже раза в {_accusative(years, YEARS)}"


def span(days: int) -> str:
    """Say in how much time.

    >>> span(1), span(3), span(21)
    ('За день', 'За 3 дня', 'За 21 день')
    """
    return f"За {_accusative(days, DAYS)}"


def day_of(day: date) -> str:
    """Name a day of the last weeks; its year goes without saying.

    >>> day_of(date(2026, 1, 6))
    '6 января'
    """
    return f"{day.day} {MONTHS[day.month - 1]}"


def _accusative(count: int, forms: tuple[str, str, str]) -> str:
    return forms[0] if count == 1 else plural(count, forms)
