"""Reading routes from a TOML file; every error names the file, the route, the key and the cure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import fields
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from tsur_nlp.errors import InputError
from tsur_nlp.respond.bodies.routes import Route, Routes
from tsur_nlp.respond.bodies.tables import read_toml
from tsur_nlp.text import fold

_KEYS = tuple(field.name for field in fields(Route))

Allowed = Mapping[str, Collection[str]]


def read_routes(path: str | Path, *, allowed: Allowed | None = None) -> Routes:
    """Read the ``[[route]]`` tables of a TOML file.

    ``allowed`` lists the values that a key may have (``{"topic_group": […], "body": […]}``), so
    that a slip of the pen is found now and not by a citizen.

    Raises:
        InputError: the file cannot be read, or a route of it cannot be used.
    """
    file = Path(path)
    whole = read_toml(file)
    tables = whole.get("route", [])
    if set(whole) - {"route"} or not isinstance(tables, list) or not tables:
        raise InputError(f"{file}: write every rule as a [[route]] table, and nothing else")
    routes = [
        _route(table, f"{file}, route {n}", allowed or {}) for n, table in enumerate(tables, 1)
    ]
    for number, route in enumerate(routes[:-1], 1):
        if route.takes_all:
            raise InputError(f"{file}, route {number} asks for nothing: move it to the end")
    return Routes(tuple(routes))


def _route(table: Any, where: str, allowed: Allowed) -> Route:
    if not isinstance(table, dict):
        raise InputError(f"{where}: write it as a [[route]] table, not {table!r}")
    for key in table:
        if key not in _KEYS:
            raise InputError(
                f"{where}: unknown key {key!r}{_hint(key, _KEYS)}; allowed: {_KEYS_SAID}"
            )
    body = table.get("body")
    if not isinstance(body, str) or not body.strip():
        raise InputError(f'{where}: no body; say where it goes: body = "Комитет по дорогам"')
    _check("body", (body,), where, allowed)
    values = {key: _values(key, table[key], where, allowed) for key in table if key != "body"}
    return Route(body=" ".join(body.split()), **values)


def _values(key: str, value: Any, where: str, allowed: Allowed) -> tuple[str, ...]:
    listed = [value] if isinstance(value, str) else value
    texts = isinstance(listed, list) and all(isinstance(v, str) and v.strip() for v in listed)
    if not texts or not listed:
        raise InputError(f'{where}: {key} must be a text or a list of texts: {key} = ["…", "…"]')
    _check(key, listed, where, allowed)
    return tuple(listed)


def _check(key: str, values: Collection[str], where: str, allowed: Allowed) -> None:
    known = allowed.get(key)
    if known is None:
        return
    folded = {fold(one) for one in known}
    for value in values:
        if fold(value.strip()) not in folded:
            raise InputError(
                f"{where}: {key} {value!r} is unknown{_hint(value, known)}; "
                f"allowed: {', '.join(sorted(known))}"
            )


def _hint(wanted: str, known: Collection[str]) -> str:
    close = get_close_matches(wanted, sorted(known), n=1)
    return f" (did you mean {close[0]!r}?)" if close else ""


_KEYS_SAID = ", ".join(_KEYS)
