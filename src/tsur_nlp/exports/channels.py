"""Where a message was written, by the address of the page it was written on."""

from __future__ import annotations

import csv
import re
from functools import lru_cache
from pathlib import Path

_ADDRESS = re.compile(r"(https?://)?([\w-]+(?:\.[\w-]+)*\.[a-zрф]{2,})(?::\d+)?([/?#].*)?\Z", re.I)


@lru_cache(maxsize=50_000)
def channel(text: str) -> str:
    """Name the network of an address, else its host; what is no address stays as it is.

    >>> channel("http://vk.com/club123"), channel("https://web.telegram.org/"), channel("Портал")
    ('ВКонтакте', 'Telegram', 'Портал')
    """
    found = _ADDRESS.match(text.strip())
    if found is None:
        return text
    scheme, host, rest = found.groups()
    labels = host.lower().removeprefix("www.").split(".")
    names = _names()
    for first in range(len(labels) - 1):
        if name := names.get(".".join(labels[first:])):
            return name
    return ".".join(labels) if scheme or rest else text


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    path = Path(__file__).with_name("data") / "channels.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return {row["host"]: row["name"] for row in csv.DictReader(file)}
