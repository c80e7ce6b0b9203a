"""Streams in batches, in which one bad item fails alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TypeVar

from tsur_nlp.errors import TsurError

T = TypeVar("T")
R = TypeVar("R")


def carefully(
    items: list[T], read: Callable[[list[T]], list[R]], failed: Callable[[T, Exception], R]
) -> list[R]:
    """Read items together; when one breaks a stage, find it and let it fail in its own row.

    Errors the library raises on purpose go through: a missing model is no fault of a row.
    """
    try:
        return read(items)
    except TsurError:
        raise
    except Exception as error:  # a bad row never stops a batch
        if len(items) == 1:
            return [failed(items[0], error)]
        half = len(items) // 2
        parts = (items[:half], items[half:])
        return [one for part in parts for one in carefully(part, read, failed)]


def chunks(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Cut a stream into lists of at most ``size`` items."""
    iterator = iter(items)
    while chunk := list(islice(iterator, size)):
        yield chunk
