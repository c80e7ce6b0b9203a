"""Where model folders are: argument, ``TSUR_NLP_MODELS``, the wheel, the checkout."""

from __future__ import annotations

import os
from pathlib import Path

from tsur_nlp.errors import ArtifactNotFoundError, InputError

VARIABLE = "TSUR_NLP_MODELS"
_PACKAGE = Path(__file__).parents[1]


def roots() -> list[Path]:
    """Folders that may hold models, in the order they are looked at."""
    named = os.environ.get(VARIABLE)
    shipped = [_PACKAGE / "models", _PACKAGE.parents[1] / "models"]
    return ([Path(named)] if named else []) + [root for root in shipped if root.is_dir()]


def find(name: str | Path) -> Path:
    """Return the folder of an artifact, given a path to it or its id.

    A path (with a separator, or an existing folder that holds ``meta.json``) is taken as it is;
    an id such as ``topics-ru`` is looked for in `roots`.

    Raises:
        ArtifactNotFoundError: it is nowhere; the sentence lists where it was looked for.
    """
    path = Path(name)
    candidates = [path, *(root / path for root in roots() if not path.is_absolute())]
    for candidate in candidates:
        if (candidate / "meta.json").is_file():
            return candidate
    looked = ", ".join(str(c) for c in candidates)
    known = sorted({p.parent.name for root in roots() for p in root.glob("*/meta.json")})
    raise ArtifactNotFoundError(
        f"no model {str(name)!r}: looked at {looked}; known models: {', '.join(known) or 'none'}. "
        f"Give the path of a folder with meta.json, or set {VARIABLE}."
    )


def refuse_file(path: str | Path) -> None:
    """Refuse a folder that cannot be made, before what would be written there is computed.

    Raises:
        InputError: it, or what should hold it, is a file.
    """
    folder = Path(path)
    for part in (folder, *folder.parents):
        if part.is_file():
            raise InputError(f"{part} is a file: a model is written into a folder, name another")
