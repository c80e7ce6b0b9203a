"""Many sorted strings as two arrays: they open at once and take no memory until they are read."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray

Arrays = Mapping[str, NDArray[Any]]


class Strings(Sequence[bytes]):
    """Distinct strings in the order of their UTF-8 bytes, which is that of the code points.

    >>> names = Strings.of(["Мира", "Ленина"])
    >>> names.find("Мира"), names.find("Кирова"), names.text(0)
    (1, -1, 'Ленина')
    """

    def __init__(self, letters: NDArray[Any], ends: NDArray[Any]) -> None:
        self.letters, self.ends = letters, ends
        self._letters = np.asarray(letters).data
        self._ends = np.asarray(ends).data

    @classmethod
    def of(cls, values: Iterable[str]) -> Strings:
        """Keep the distinct values."""
        encoded = sorted({value.encode() for value in values})
        ends = np.cumsum([0, *map(len, encoded)], dtype=np.int64)
        return cls(np.frombuffer(b"".join(encoded), dtype=np.uint8), ends)

    @classmethod
    def stored(cls, arrays: Arrays, name: str) -> Strings:
        """Take the strings that `parts` put among the arrays under this name."""
        return cls(arrays[f"{name}_letters"], arrays[f"{name}_ends"])

    def parts(self, name: str) -> dict[str, NDArray[Any]]:
        """Return the two arrays, named."""
        return {f"{name}_letters": self.letters, f"{name}_ends": self.ends}

    def __len__(self) -> int:
        return len(self._ends) - 1

    @overload
    def __getitem__(self, i: int) -> bytes: ...
    @overload
    def __getitem__(self, i: slice) -> list[bytes]: ...
    def __getitem__(self, i: int | slice) -> bytes | list[bytes]:
        if isinstance(i, slice):
            return [self[j] for j in range(*i.indices(len(self)))]
        return bytes(self._letters[self._ends[i] : self._ends[i + 1]])

    def text(self, i: int) -> str:
        """Return string number ``i``."""
        return self[i].decode()

    def find(self, value: str) -> int:
        """Return the number of a string, -1 where it is not there."""
        sought = value.encode()
        i = bisect_left(self, sought)
        return i if i < len(self) and self[i] == sought else -1

    def all(self) -> list[str]:
        """Return every string; one decoding for all."""
        text, ends = bytes(self._letters).decode(), np.asarray(self.ends)
        starts = np.asarray(self.letters) & 0xC0 != 0x80  # bytes that begin a character
        at = np.concatenate(([0], np.cumsum(starts)))[ends].tolist()
        return [text[a:b] for a, b in pairwise(at)]
