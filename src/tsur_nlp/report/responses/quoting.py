"""Texts of an export as they are quoted: without what the export itself put into them."""

from __future__ import annotations

import re

_BREAKS = re.compile(r"\s*(?:<|&lt;)\s*/?\s*(?:br|p|div)\s*/?\s*(?:>|&gt;)\s*", re.IGNORECASE)


def quoted(text: str) -> str:
    """Drop the tags of line breaks, and the apostrophe by which a workbook marks a text.

    The apostrophe stays where it keeps a workbook from taking the text for a formula.

    >>> quoted("'Добрый день!<br/>Свет не горит"), quoted("'=1+1"), quoted("д'Артаньян")
    ('Добрый день! Свет не горит', "'=1+1", "д'Артаньян")
    """
    text = _BREAKS.sub(" ", text).strip()
    if text.startswith("'") and text.count("'") == 1 and text[1:2] not in ("=", "+", "-", "@"):
        return text[1:].lstrip()
    return text
