"""The stream of St Petersburg: how near the places of the texts are to the points of the portal.

python benchmarks/stream_places.py [--data ../shared/data] [--write]

A message of the portal has a point that its author put on the map, and often the building. Two
groups are counted: all messages in whose text a street with a house is read, and those whose text
holds the street and the number of the portal's building, as a plain search for both finds them.
The text may name another house than that of the point («напротив дома 15»), and the register holds
the buildings of the portal only.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from _results import write_section

NEAR = 150.0
METRES = 111_195.0
REGION = "Санкт-Петербург"
TYPES = {
    "улица", "проспект", "переулок", "набережная", "шоссе", "бульвар", "площадь", "линия", "аллея",
    "проезд", "дорога", "реки", "канала", "остров",
}  # fmt: skip
BUILDING = re.compile(r"(?:.*,)?\s*([^,]+), дом (\d+)([а-я]?)(?:[/-](\d+))?(?:, корпус (\d+))?")
QUOTED = re.compile(r"[«\"][^»\"]*[»\"]")  # «ТСЖ "Полевой-7"» is no address
WORD = re.compile(r"[а-я]{4,}")
HEADER = (
    "| | messages | has a point | within 150 m | within 150 m, of those with a point | "
    "same district | same district, of those with one |\n|---|---|---|---|---|---|---|"
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path(__file__).parents[2] / "shared" / "data")
    parser.add_argument("--write", action="store_true", help="put the table into results.md")
    options = parser.parse_args()
    body = "\n".join([HEADER, *_rows(options.data)])
    print(body)
    if options.write:
        write_section("stream_places", body, "python benchmarks/stream_places.py --write")


def _rows(data: Path) -> Iterator[str]:
    import pandas as pd

    from tsur_nlp.locate import Locator

    frame = pd.read_parquet(data / "spb_2020-10_2021-02.parquet")
    frame = frame.fillna({"building_address": ""})
    named = [_names(*pair) for pair in zip(frame["text"], frame["building_address"], strict=True)]
    locator = Locator(region=REGION, addresses=data / "spb_buildings.csv")
    for beside, areas in (("", None), (", district of the export given", list(frame["district"]))):
        places = list(locator.map(frame["text"], areas=areas))
        housed = [bool(p) and bool(p[0].street and p[0].house) for p in places]
        told = list(zip(frame.itertuples(), places, strict=True))
        rows = [pair for pair, is_housed in zip(told, housed, strict=True) if is_housed]
        yield _row(f"a street and a house are read{beside}", rows)
        rows = [pair for pair, is_named in zip(told, named, strict=True) if is_named]
        yield _row(f"the text holds the portal's building{beside}", rows)


def _names(text: str, building: str) -> bool:
    """Whether the longest word of the street and the number of the house are both in the text."""
    found = BUILDING.match(building.lower().replace("ё", "е"))
    if found is None:
        return False
    street, number, letter, second, corpus = found.groups()
    low = QUOTED.sub(" ", text.lower().replace("ё", "е"))
    words = [word for word in WORD.findall(street) if word not in TYPES]
    stem = max(words, key=len, default="")[:-2]
    tail = rf"\s*{letter}(?![а-я])" if letter else r"(?!\d)"
    parts = [part for part in (second, corpus) if part]
    numbers = [rf"(?<!\d){number}{tail}", *(rf"(?<!\d){part}(?!\d)" for part in parts)]
    return len(stem) > 2 and stem in low and all(re.search(n, low) for n in numbers)


def _row(label: str, rows: list[tuple[Any, tuple[Any, ...]]]) -> str:
    mains = [(row, places[0] if places else None) for row, places in rows]
    pointed = [(row, place) for row, place in mains if place and place.lat is not None]
    near = sum(_metres(place, row) <= NEAR for row, place in pointed)
    districted = [(row, place) for row, place in mains if place and place.district]
    same = sum(place.district == row.district for row, place in districted)
    shares = (
        len(pointed) / len(rows), near / len(rows), near / len(pointed),
        same / len(rows), same / len(districted),
    )  # fmt: skip
    return f"| {label} | {len(rows):,} | " + " | ".join(f"{share:.3f}" for share in shares) + " |"


def _metres(place: Any, row: Any) -> float:
    east = (place.lon - row.lon) / 2  # the cosine of the latitude of St Petersburg
    return float(((place.lat - row.lat) ** 2 + east**2) ** 0.5 * METRES)


if __name__ == "__main__":
    main()
