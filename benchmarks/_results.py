"""Write a benchmark's result into results.md, between the markers of its section."""

from __future__ import annotations

import platform
import re
from pathlib import Path

RESULTS = Path(__file__).with_name("results.md")


def write_section(name: str, body: str, command: str) -> None:
    """Replace (or append) the section ``name``; ``body`` is Markdown, ``command`` made it."""
    begin, end = f"<!-- {name}:begin -->", f"<!-- {name}:end -->"
    machine = f"Python {platform.python_version()}, {platform.machine()}"
    section = f"{begin}\n`{command}` ({machine})\n\n{body.strip()}\n{end}"
    text = RESULTS.read_text(encoding="utf-8") if RESULTS.exists() else "# Results\n"
    pattern = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
    if pattern.search(text):
        text = pattern.sub(lambda _: section, text)
    else:
        text = f"{text.rstrip()}\n\n## {name}\n\n{section}\n"
    RESULTS.write_text(text, encoding="utf-8")
