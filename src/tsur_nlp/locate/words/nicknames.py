"""Names that people use for streets, beside their real ones."""

from __future__ import annotations

from functools import lru_cache

from tsur_nlp.locate.words.lexicon import table, types


@lru_cache(maxsize=1)
def nicknames() -> dict[str, tuple[str, str]]:
    """Map a nickname's form to the street's name and type.

    >>> nicknames()["компрос"]
    ('Комсомольский', 'проспект')
    """
    found = {}
    for row in table("colloquial"):
        if row["kind"] == "street":
            parts = row["name"].split()
            kind = next(p for p in parts if p in types("street_types"))
            found[row["form"]] = (" ".join(p for p in parts if p != kind), kind)
    return found
