"""Misspelt towns: «сургкт», «в екатеренбурге», «г Саликамск»."""

from __future__ import annotations

from functools import lru_cache

from tsur_nlp.locate.gazetteer import CAREFUL, SURE, Gazetteer
from tsur_nlp.locate.spelling.distance import distance, shortened
from tsur_nlp.locate.words.morph import CACHE
from tsur_nlp.locate.words.place_words import is_listed_word

SHORTEST = 5


@lru_cache(maxsize=CACHE)
def meant_city(written: str) -> tuple[int, ...]:
    """Return the big city whose name, in some case, is one edit away from a misspelt word.

    >>> [Gazetteer.load().settlement_name(i) for i in meant_city("екатеренбурге")]
    ['Екатеринбург']
    >>> meant_city("котлован")
    ()
    """
    near = {form for part in shortened(written) for form in _cities().get(part, ())}
    long = len(written) >= SHORTEST
    return _only(written, sorted(near)) if near and long and not _is_word(written) else ()


@lru_cache(maxsize=CACHE)
def meant_town(written: str) -> tuple[int, ...]:
    """Do the same for every town of the gazetteer: beside «г.» no other word stands.

    A short name may be a slip for a big city only: «г Омс».
    """
    if _is_word(written):
        return ()
    risks = (SURE,) if len(written) < SHORTEST else (SURE, CAREFUL)
    alike = (form for risk in risks for form in _towns().get((written[:1], risk), ()))
    return _only(written, [form for form in alike if -1 <= len(form) - len(written) <= 1])


def _only(written: str, forms: list[str]) -> tuple[int, ...]:
    """The settlements of the forms one edit away, if all of them are of one name."""
    gazetteer = Gazetteer.load()
    near = [form for form in forms if form[0] == written[0] and distance(written, form, 1) == 1]
    found = {gazetteer.place_forms[form][1][0] for form in near}
    names = {gazetteer.settlement_name(i) for i in found}
    return (min(found),) if len(names) == 1 else ()


def _is_word(written: str) -> bool:
    return written in Gazetteer.load().place_forms or is_listed_word(written)


@lru_cache(maxsize=1)
def _towns() -> dict[tuple[str, str], list[str]]:
    """Map a first letter and a risk to the forms."""
    found: dict[tuple[str, str], list[str]] = {}
    for form, (risk, _) in Gazetteer.load().place_forms.items():
        found.setdefault((form[:1], risk), []).append(form)
    return found


@lru_cache(maxsize=1)
def _cities() -> dict[str, tuple[str, ...]]:
    """Map every form of a big city with a letter left out, and as it is, to the form."""
    found: dict[str, list[str]] = {}
    for form, (risk, _) in Gazetteer.load().place_forms.items():
        if risk == SURE and len(form) > SHORTEST:
            for part in shortened(form):
                found.setdefault(part, []).append(form)
    return {part: tuple(forms) for part, forms in found.items()}


@lru_cache(maxsize=1)
def first_parts() -> frozenset[str]:
    """Return the first words of the big cities' names of several words."""
    forms = Gazetteer.load().place_forms.items()
    return frozenset(
        form.split(" ")[0] for form, (risk, _) in forms if risk == SURE and " " in form
    )
