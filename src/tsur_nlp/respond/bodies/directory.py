"""A region's responsible bodies, as its officials list them: who is who under which names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tsur_nlp.errors import InputError
from tsur_nlp.respond.bodies.names import name_key, taxpayer_number, tidy_names
from tsur_nlp.text import fold


@dataclass(frozen=True, slots=True)
class Body:
    """A responsible body: what it is called, whom it obeys, where and in what it is competent.

    ``competence`` names groups of topics or topics; without any the body answers for none alone.
    """

    name: str
    aliases: tuple[str, ...] = ()
    parent: str = ""
    level: str = ""
    municipality: str = ""
    district: str = ""
    competence: tuple[str, ...] = ()

    def covers(self, municipality: str, district: str) -> bool:
        """Tell whether a place lies in the body's territory; one that names none has them all."""
        asked = ((self.municipality, municipality), (self.district, district))
        return all(not own or fold(own) == fold(place) for own, place in asked)


class Directory:
    """The bodies by name; an alias may be any other spelling, or «ИНН 7800000001».

    Raises:
        InputError: two bodies claim one name, a parent is unknown, or parents go in a circle.
    """

    def __init__(self, bodies: Iterable[Body]) -> None:
        self._bodies = {body.name: body for body in bodies}
        self._by_key: dict[str, str] = {}
        for body in self:
            for spelling in (body.name, *body.aliases):
                self._claim(spelling, body.name)
        for body in self:
            self._check_parents(body)

    def __iter__(self) -> Iterator[Body]:
        return iter(self._bodies.values())

    def __getitem__(self, name: str) -> Body:
        return self._bodies[self.resolve(name)]

    def resolve(self, name: str) -> str:
        """Return the body's name as the directory has it, an empty string where it has none.

        >>> town = Directory([Body("Комитет по дорогам", aliases=("Дорожный комитет",))])
        >>> town.resolve("«ДОРОЖНЫЙ  КОМ-Т»"), town.resolve("Комитет по лесам")
        ('Комитет по дорогам', '')
        """
        if name in self._bodies:
            return name
        number = taxpayer_number(name)
        by_number = self._by_key.get(_numbered(number), "") if number else ""
        return by_number or self._by_key.get(name_key(name), "")

    def tidy(self, names: Sequence[str]) -> list[str]:
        """Return the names as the directory has them, the others as `tidy_names` does."""
        known = {name: self.resolve(name) for name in set(names)}
        return [known[name] or other for name, other in zip(names, tidy_names(names), strict=True)]

    def parents(self, name: str) -> tuple[str, ...]:
        """Return the bodies above one, nearest first."""
        above: list[str] = []
        parent = self[name].parent
        while parent:
            above.append(self[parent].name)
            parent = self[parent].parent
        return tuple(above)

    def competent(
        self, topic_group: str, topic: str = "", *, municipality: str = "", district: str = ""
    ) -> tuple[str, ...]:
        """Return the bodies competent in a topic at a place, in the order of the directory."""
        asked = {fold(topic_group), fold(topic)} - {""}
        return tuple(
            body.name
            for body in self
            if asked & set(map(fold, body.competence)) and body.covers(municipality, district)
        )

    def _claim(self, spelling: str, name: str) -> None:
        key, number = name_key(spelling), taxpayer_number(spelling)
        if not key and not number:
            raise InputError(f"«{name}»: {spelling!r} is no name: write it in words")
        for claimed in filter(None, (key, number and _numbered(number))):
            owner = self._by_key.setdefault(claimed, name)
            if owner != name and claimed == key and number:
                self._by_key[key] = ""  # namesakes: only the number tells which
            elif owner != name:
                raise InputError(
                    f"«{spelling}» names two bodies, «{owner}» and «{name}»: leave it with one, "
                    "or add the ИНН in brackets to both"
                )

    def _check_parents(self, body: Body) -> None:
        seen, above = {body.name}, body.parent
        while above:
            parent = self.resolve(above)
            if not parent:
                raise InputError(f"«{body.name}»: its parent «{above}» is not in the directory")
            if parent in seen:
                raise InputError(f"«{body.name}»: its parents go in a circle through «{parent}»")
            seen.add(parent)
            above = self._bodies[parent].parent


def _numbered(number: str) -> str:
    return f"инн {number}"
