"""«в 2025 году», «до конца года», «в 2024–2026 гг.», «в следующем году»."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import lru_cache

from tsur_nlp.respond.promises.mention import Mention
from tsur_nlp.respond.promises.windows import matches

# «2021–2025 годы» is the name of a programme.
_LONGEST = 2
_WRITTEN = re.compile(
    r"(20\d\d)(?<![\d.№/-]\d{4})(?:\s?(?:[-–—,/и]|по)+\s?(20\d\d))?"
    r"(?=\s?(?:-?[мй]\s|-?ом\s)?\s?(?:г|п\.|\(|\)|\.|,|;|$|финанс))(?!\.\d)"
)
_LEAD = re.compile(r"\b(до(?:\s+конца)?|к(?:\s+концу)?|с|после|не\s+ранее|не\s+раньше)\s*$")
_NEAR = re.compile(
    r"\b(?:до\s+конца|к\s+концу|в\s+конце|до\s+окончания|до\s+завершения)\s+"
    r"(?:(?P<this>этого|текущего|нынешнего|календарного|т\.|)\s*|(?P<next>следующего)\s+)год"
    r"|\b(?:в|на)\s+(?:(?P<that>этом|текущем|нынешнем|текущий|этот)"
    r"|(?P<then>следующем|следующий|будущем|будущий))(?:\s+календарн\w+)?\s+год"
    r"|\bтечение\s+(?:текущего|этого|всего)\s+год"
)


def by_year(text: str, today: dt.date | None) -> Iterator[Mention]:
    """Find years; «до 2026 года» ends with 2025.

    >>> [str(m.due) for m in by_year("в 2025 году, до конца года", dt.date(2024, 9, 1))]
    ['2025-12-31', '2024-12-31']
    """
    yield from written_years(text)
    if today:
        for match in next(matches(text, "by_year", _NEAR)):
            later = match["next"] or match["then"]
            yield _mention(match, today.year + bool(later), absolute=False)


@lru_cache(maxsize=1 << 13)
def written_years(text: str) -> tuple[Mention, ...]:
    """Return the years in figures that a folded text names."""
    return tuple(mention for match in _WRITTEN.finditer(text) if (mention := _written(match)))


def _written(match: re.Match[str]) -> Mention | None:
    lead = _LEAD.search(match.string, max(0, match.start() - 15), match.start())
    word = lead[1] if lead else ""
    if word not in ("", "до", "к") and "конц" not in word:
        return None
    year = int(match[2] or match[1]) - (word in ("до", "к"))
    return _mention(match, year, absolute=True) if year - int(match[1]) <= _LONGEST else None


def _mention(match: re.Match[str], year: int, *, absolute: bool) -> Mention:
    span = match.span()
    return Mention(*span, dt.date(year, 1, 1), dt.date(year, 12, 31), "by_year", absolute)
