"""A file written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

from tsur_nlp.errors import InputError


def save(content: str | bytes, path: str | Path) -> Path:
    """Write a text (UTF-8) or bytes to a file, whole or not at all; return its path.

    Raises:
        InputError: the file cannot be written.
    """
    target = Path(path)
    draft = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(content.encode() if isinstance(content, str) else content)
        draft.replace(target)
    except OSError as error:
        if draft.exists():
            draft.unlink()
        raise InputError(f"cannot write the report {path}: {error}") from error
    return target
