"""How citizens write an address: official, colloquial, in the locative, without a street word."""

from __future__ import annotations

import random
import re

from .places import Address

LEVELS = ("none", "area", "street", "house")
_SHORT = {
    "улица": ("ул. ", "ул.", "ул ", "улица "),
    "проспект": ("пр. ", "проспект ", "пр-т ", "пр-кт "),
    "бульвар": ("б-р ", "бульвар ", "бул. "),
    "шоссе": ("ш. ", "шоссе "),
    "переулок": ("пер. ", "переулок "),
}
_ADJECTIVE = re.compile(r"(\w+)(ая|яя)$")


def locative(street: str) -> str:
    """Молодежная -> Молодежной; Ленина stays.

    >>> locative("Молодежная"), locative("Ленина")
    ('Молодежной', 'Ленина')
    """
    return _ADJECTIVE.sub(lambda m: m.group(1) + ("ой" if m.group(2) == "ая" else "ей"), street)


def street(address: Address, rng: random.Random) -> str:
    """Name the street in the nominative, with its word or without."""
    if (
        address.kind in ("улица", "проспект")
        and rng.random() < 0.3
        and not address.street[0].isdigit()
    ):
        return address.street
    return rng.choice(_SHORT[address.kind]) + address.street


def house(address: Address, rng: random.Random) -> str:
    """Write the number of the house in one of the many ways."""
    number, _, block = address.house.partition(" к")
    lead = rng.choices(("", "д.", "д. ", "дом ", "д"), (58, 15, 13, 12, 2))[0]
    if block:
        return (
            lead
            + number
            + rng.choice(
                (f" к{block}", f"к{block}", f" корпус {block}", f" к. {block}", f"/{block}")
            )
        )
    if number[-1].isalpha():
        return (
            lead
            + number[:-1]
            + rng.choice(("{}", " {}", "{}")).format(rng.choice((number[-1], number[-1].upper())))
        )
    return lead + number


def town(address: Address, rng: random.Random) -> str:
    """Name the settlement: г. Лысьва, п.Сылва, Лысьва."""
    kind = address.settlement_type
    lead = rng.choice((kind + " ", kind, kind.rstrip(".") + " ", ""))
    return lead + address.settlement


def standing(address: Address, level: str, rng: random.Random, *, with_town: float) -> str:
    """Give an address that stands apart: «г. Лысьва, ул. Мира, 5»."""
    parts: list[str] = []
    village = address.settlement_type not in ("г.",)
    if rng.random() < (0.85 if village else with_town) or level == "area":
        parts.append(town(address, rng))
    if level == "area" and address.district:
        parts = [*parts[: rng.random() < 0.3], _quarter(address, rng)]
    if level in ("street", "house"):
        parts.append(street(address, rng))
    if level == "house":
        joint = rng.choices((", ", " ", ","), (45, 45, 10))[0]
        parts[-1] += joint + house(address, rng)
    if rng.random() < 0.06:
        parts.insert(0, "Пермский край")
    return rng.choice((", ", ", ", ",", " ")).join(parts)


def _quarter(address: Address, rng: random.Random) -> str:
    forms = [
        f"мкр {address.area}",
        f"микрорайон {address.area}",
        f"мкр. {address.area}",
        address.area,
    ]
    if rng.random() < 0.25:
        return rng.choice((f"{address.district} район", f"{address.district} р-н"))
    return rng.choice(forms) if address.area != "центр" else "центр города"


def inside(address: Address, level: str, rng: random.Random, *, with_town: float) -> str:
    """Give the place inside a sentence: «на Мира 5», «на Гайве», «у нас»."""
    if level == "silent":
        return ""
    if level == "none":
        return rng.choices(("", "у нас"), (72, 28))[0]
    if level == "area":
        where = address.area_locative
        if address.district and rng.random() < 0.2:
            where = rng.choice(("в {} районе", "в {} р-не")).format(address.district[:-2] + "ом")
        if address.district and rng.random() < with_town:
            where = f"в Перми {where}"
        return rng.choices(("у нас ", ""), (1, 4))[0] + where
    name = locative(address.street)
    short = address.kind in ("улица", "проспект") and not name[0].isdigit()
    word = rng.choice({
        "улица": ("ул.", "ул. ", "улице ", "ул "),
        "проспект": ("пр. ", "проспекте ", "пр-те "),
        "бульвар": ("бульваре ", "б-ре "),
        "шоссе": ("шоссе ",),
        "переулок": ("переулке ", "пер. "),
    }[address.kind])  # fmt: skip
    plain = f"{rng.choice(('на', 'на', 'по'))} {word}{address.street if '.' in word else name}"
    if word.strip() in ("проспекте", "пр-те", "бульваре", "переулке"):
        plain = plain.replace("по ", "на ", 1)
    where = f"на {name}" if short and rng.random() < 0.45 else plain
    if level == "house":
        number = house(address, rng)
        where += rng.choices((" ", ", ", ","), (64, 28, 8))[0] + number
        roll = rng.random()
        if roll < 0.12:
            where = f"в доме {address.house} {plain}"
        elif roll < 0.3:
            return f"по адресу {standing(address, level, rng, with_town=0.3)}"
        elif roll < 0.36:
            return "возле дома " + standing(address, level, rng, with_town=0.0)
    if address.settlement_type != "г." or rng.random() < with_town:
        where = f"{address.town_locative} {where}"
    return where
