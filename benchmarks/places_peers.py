"""The peers that find addresses in Russian text, each as a function from a text to places.

natasha comes with this package. pullenti (free for non-commercial use only: for the comparison) and
address-templeter (MIT) are installed by hand: `pip install pullenti address-templeter`.
"""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable, Iterator
from typing import Any

Places = list[dict[str, Any]]
Finder = Callable[[str], Places]
STREETS = ("улица", "проспект", "переулок", "шоссе", "проезд", "бульвар", "площадь", "набережная")
SETTLEMENTS = ("город", "село", "деревня", "посёлок", "поселок")
ENDING = 3
"""Letters of the end in which two inflected forms of one name may differ."""


def installed() -> Iterator[tuple[str, Finder]]:
    """Each peer that is there, by the name it is called in the table."""
    makers = {"natasha": _natasha, "pullenti": _pullenti, "address_templeter": _templeter}
    for module, make in makers.items():
        if importlib.util.find_spec(module):
            yield module.replace("_", "-"), make()


def forgiven(found: Places, gold: Places) -> Places:
    """Write each found value as the gold does where they differ in case endings only."""
    names = {(f, _stem(v)): v for place in gold for f, v in place.items() if isinstance(v, str)}
    return [{f: names.get((f, _stem(v)), v) for f, v in place.items()} for place in found]


def _stem(value: str) -> str:
    low = value.lower().replace("ё", "е")
    return low if low[:1].isdigit() or len(low) < 5 else low[:-ENDING]


def _natasha() -> Finder:
    """natasha 1.6 on pymorphy3: its own pymorphy2 does not run on Python 3.11 and later."""
    import pymorphy3

    sys.modules["pymorphy2"] = pymorphy3
    from natasha import AddrExtractor, MorphVocab

    extractor = AddrExtractor(MorphVocab())
    names = {"дом": "house", "район": "district"}
    names |= dict.fromkeys(STREETS, "street") | dict.fromkeys(SETTLEMENTS, "settlement")

    def locate(text: str) -> Places:
        places: Places = []
        for fact in (match.fact for match in extractor(text)):
            kind = names.get(fact.type)
            if kind == "house" and places and "street" in places[-1]:
                places[-1]["house"] = fact.value
            elif kind and fact.value:
                places.append({kind: fact.value})
        return places

    return locate


def _pullenti() -> Finder:
    """pullenti 4.1: addresses with their streets, and geographic names."""
    from pullenti.ner.ProcessorService import ProcessorService
    from pullenti.ner.SourceOfAnalysis import SourceOfAnalysis
    from pullenti.Sdk import Sdk

    Sdk.initialize_all()
    processor = ProcessorService.create_processor()

    def locate(text: str) -> Places:
        try:
            entities = processor.process(SourceOfAnalysis(text), None, None).entities
        except (ArithmeticError, IndexError, ValueError):  # it fails on some dates and names
            return []
        housed: set[int] = set()
        places: Places = []
        for entity in (e for e in entities if e.type_name == "ADDRESS"):
            for street in (s.value for s in entity.slots if s.type_name == "STREET"):
                housed.add(id(street))
                places.append({**_pullenti_street(street), "house": _pullenti_house(entity)})
        places += [
            _pullenti_street(e) for e in entities if e.type_name == "STREET" and id(e) not in housed
        ]
        return places + [_pullenti_geo(e) for e in entities if e.type_name == "GEO"]

    return locate


def _slots(entity: Any) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for slot in entity.slots:
        found.setdefault(slot.type_name, []).append(str(slot.value))
    return found


def _pullenti_house(entity: Any) -> str:
    slots = _slots(entity)
    corpus = slots.get("CORPUS", [""])[0]
    return slots.get("HOUSE", [""])[0] + (f"к{corpus}" if corpus else "")


def _pullenti_street(entity: Any) -> dict[str, str]:
    slots = _slots(entity)
    name = slots.get("NAME", [""])[0]
    if "микрорайон" in slots.get("TYP", []):
        return {"district": name or slots.get("NUMBER", [""])[0]}
    number = slots.get("NUMBER", [""])[0]
    return {"street": f"{number}-я {name}" if number and name else name or number}


def _pullenti_geo(entity: Any) -> dict[str, str]:
    slots = _slots(entity)
    name, types = slots.get("NAME", [""])[0], slots.get("TYPE", [""])
    if "район" in types:
        return {"district": name}
    if any(kind in types[0] for kind in ("область", "край", "республика", "округ")):
        return {"region": f"{name} {types[0]}"}
    return {"settlement": name}


def _templeter() -> Finder:
    """address-templeter 1.41: one address of a text, what its CRF calls place, street and house."""
    from address_templeter import tag

    names = {"Place": "settlement", "Street": "street", "HouseNumber": "house"}

    def locate(text: str) -> Places:
        tagged = tag(text) or {}
        place = {ours: tagged[theirs] for theirs, ours in names.items() if tagged.get(theirs)}
        return [place] if place else []

    return locate
