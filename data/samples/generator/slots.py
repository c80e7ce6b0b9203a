"""Values of the slots in the templates, chosen for one message."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from . import address_forms, people
from .people import Author
from .phrases import Bank
from .places import Address
from .times import DAYS, MONTHS, ORDINALS, WEEKDAYS, day_form

_FROST = {9: 2, 10: 5, 11: 13, 12: 22, 1: 25}


@dataclass(frozen=True)
class Scene:
    """What a message is written about: where, when, by whom; ``began`` is set if planted."""

    author: Author
    address: Address
    level: str
    moment: datetime
    with_town: float
    nearby: tuple[Address, ...]
    began: datetime | None = None


class Filler:
    """Fills slots for one scene; slots may differ within a message, its place does not."""

    def __init__(self, bank: Bank, scene: Scene, rng: random.Random) -> None:
        self.bank, self.scene, self.rng = bank, scene, rng
        self._doctor = rng.choice(bank.common["doctors"]).split("|")
        self._bus = rng.choice(bank.common["buses"])
        author, address = scene.author, scene.address
        self._makers: dict[str, Callable[[], str]] = {
            "none": str,
            "addr": self._addr,
            "street": self._street,
            "mkr_in": lambda: address.area_locative,
            "town_in": lambda: address.town_locative,
            "gen_place": lambda: rng.choice(scene.nearby).area_genitive,
            "place_acc": self._place_acc,
            "doc_n": lambda: self._doctor[0],
            "doc_g": lambda: self._doctor[1],
            "doc_d": lambda: self._doctor[2],
            "busn": lambda: self._bus,
            "frost": lambda: str(_FROST[scene.moment.month] + rng.randint(-2, 4)),
            "date": lambda: day_form(scene.moment - timedelta(days=rng.randint(1, 20)), rng),
            "soon": lambda: day_form(scene.moment + timedelta(days=rng.randint(1, 14)), rng),
            "month": lambda: self._month(0),
            "month_g": lambda: self._month(1),
            "month_d": lambda: self._month(2),
            "since": self._since,
            "days": self._days,
            "phone": lambda: author.phone,
            "fio": lambda: f"{author.surname} {author.first} {author.patronymic}",
            "fio_f": self._person,
            "fio_short": self._short_name,
            "name_only": lambda: author.first,
        }

    def __call__(self, slot: str, before: str) -> str:
        """Give the value of a slot; ``before`` is the text it will stand after."""
        if slot == "uk":
            return self._manager(before)
        if slot in self.bank.common:  # a phrase, which may hold slots of its own
            return self.rng.choice(self.bank.common[slot])
        if slot == "at":
            where, opens = self._at(), not before.strip() or before.rstrip()[-1] in ".!?"
            return where if where != "у нас" or opens or self.rng.random() < 0.15 else ""
        return self._makers[slot]()

    def _at(self) -> str:
        s = self.scene
        return address_forms.inside(s.address, s.level, self.rng, with_town=s.with_town)

    def _addr(self) -> str:
        s = self.scene
        return address_forms.standing(s.address, s.level, self.rng, with_town=s.with_town)

    def _street(self) -> str:
        address = self.scene.address
        word = address_forms.street(address, self.rng).replace("улица ", "ул. ")
        adjective = address_forms.locative(address.street) != address.street
        return f"ул. {word}" if adjective and word == address.street else word

    def _place_acc(self) -> str:
        a = self.scene.address
        if a.settlement_type == "г.":
            return self.rng.choice(("наш район", "наш поселок", "нашу улицу", "частный сектор"))
        return f"{a.settlement_type} {a.settlement}"

    def _manager(self, before: str) -> str:
        options = self.bank.common["uk"]
        if before.rstrip()[-1:] not in ("", ".", "!", "?"):
            options = [o for o in options if o.startswith("УК")]
        return self.rng.choice(options)

    def _month(self, case: int) -> str:
        shift = -1 if case == 0 and self.rng.random() < 0.6 else 0 if case == 0 else 1
        return MONTHS[(self.scene.moment.month - 1 + shift) % 12].split("|")[case]

    def _running(self) -> int | None:
        began = self.scene.began
        return None if began is None else (self.scene.moment.date() - began.date()).days

    def _days(self) -> str:
        past = self._running()
        if past is None:
            return self.rng.choices(list(DAYS), list(DAYS.values()))[0]
        if past == 0:
            return self.rng.choice(("с утра", "с ночи", "весь день"))
        if past > 9:
            return self.rng.choice(
                ("вторую неделю", "третью неделю", "не первую неделю", "месяц", "давно")
            )
        return self.rng.choice(
            (f"{ORDINALS[past - 1]} день", f"уже {past} д.", f"{ORDINALS[past - 1]} день подряд")
        )

    def _since(self) -> str:
        began = self.scene.began
        if began is not None:
            return f"с {day_form(began, self.rng)}"
        back = self.scene.moment - timedelta(days=self.rng.randint(2, 40))
        return self.rng.choice(
            (
                self.rng.choice(WEEKDAYS),
                f"с {day_form(back, self.rng)}",
                "с прошлой недели",
                "с начала месяца",
            )
        )

    def _person(self) -> str:
        names, rng = self.bank.names, self.rng
        family = people.surname(rng.choice(names["surname"]), female=True)
        second = people.patronymic(rng.choice(names["patronymic"]), female=True)
        return f"{family} {rng.choice(names['female'])} {second}"

    def _short_name(self) -> str:
        family, first, second = self._person().split()
        return self.rng.choice(
            (f"{family} {first[0]}.{second[0]}.", f"{family} {first[0]}. {second[0]}.", family)
        )
