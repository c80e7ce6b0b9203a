"""Bytes of unknown encoding -> lines of text, one by one, none lost.

The main encoding is told by the first bytes of the file; a line that does not fit it (files glued
from two sources) is decoded by itself with the legacy one.
"""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from tsur_nlp.exports.formats import refuse_binary

HEAD = 1 << 18
_LEGACY = ("cp1251", "koi8-r", "cp866")
_FREQUENT = "оеаинтср"
_CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
# A lone CR is a line break too (old Mac files, texts pasted from forms).
_ROWS = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")


class Lines:
    """The lines of a stream, with their ends; ``head`` holds the first ones, for sniffing.

    ``encoding`` is the main one; ``other`` counts the lines that were not in it.
    """

    def __init__(self, stream: BinaryIO, path: Path) -> None:
        self._stream = stream
        self.path = path
        start = stream.read(HEAD)
        stream.seek(0)
        self.encoding, self._legacy = _guess(start)
        self.other = 0
        if not self.encoding.startswith("utf-16"):
            refuse_binary(path, start[:4096])
        cut = start if len(start) < HEAD else start[: start.rfind(b"\n") + 1] or start
        self.head = list(self._decoded(io.BytesIO(cut)))
        self.other = 0

    def __iter__(self) -> Iterator[str]:
        return self._decoded(self._stream)

    def _decoded(self, stream: BinaryIO) -> Iterator[str]:
        first = True
        for line in self._raw_decoded(stream):
            if first:
                line, first = line.lstrip("\ufeff"), False
            if "\r" in line and "\r" in line.removesuffix("\n").removesuffix("\r"):
                yield from (row for row in _ROWS.findall(line) if row)
            else:
                yield line

    def _raw_decoded(self, stream: BinaryIO) -> Iterator[str]:
        if self.encoding.startswith("utf-16"):
            text = io.TextIOWrapper(stream, self.encoding, errors="replace", newline="\n")
            yield from text
            text.detach()
            return
        for raw in stream:
            try:
                line = raw.decode("utf-8")
            except UnicodeDecodeError:
                yield self._rescued(raw)
                continue
            # «Её» in cp1251 happens to be valid utf-8 for a letter that no Russian text has.
            if self.encoding != "utf-8" and not raw.isascii() and not _CYRILLIC.search(line):
                line = raw.decode(self._legacy, "replace")
            yield line

    def _rescued(self, raw: bytes) -> str:
        mended = _cut_utf8(raw)
        self.other += mended is not None or self.encoding == "utf-8"
        return raw.decode(self._legacy, "replace") if mended is None else mended


def _guess(head: bytes) -> tuple[str, str]:
    """Return the main encoding and the one for the lines that are not utf-8."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16", "cp1251"
    even, odd = head[0:2000:2], head[1:2000:2]
    for name, high, low in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        # Letters, digits and spaces of Russian texts have 00 or 04 as the high byte.
        wide = high.count(0) + high.count(4)
        if len(high) > 8 and wide > 0.9 * len(high) and low.count(0) < 0.3 * len(low):
            return name, "cp1251"
    lines = head.split(b"\n")
    lines = lines[:-1] if len(head) == HEAD and len(lines) > 1 else lines
    wide_lines = [line for line in lines if not line.isascii()]
    foreign = [line for line in wide_lines if not _is_utf8(line) and _cut_utf8(line) is None]
    if not foreign:
        return "utf-8", "cp1251"
    legacy = max(_LEGACY, key=lambda name: _frequent_letters(b"".join(foreign), name))
    native = sum(_is_utf8(line) and bool(_CYRILLIC.search(line.decode())) for line in wide_lines)
    return ("utf-8" if native >= len(foreign) else legacy), legacy


def _cut_utf8(line: bytes) -> str | None:
    """Read utf-8 that was cut inside a letter; ``None`` for what was never utf-8.

    The first has one wrong place among many letters, a line of cp1251 has hardly a right one.
    """
    text = line.decode("utf-8", "replace")
    return text if text.count("\ufffd") * 10 <= len(_CYRILLIC.findall(text)) else None


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _frequent_letters(raw: bytes, encoding: str) -> int:
    text = raw.decode(encoding, "replace").lower()
    return sum(text.count(letter) for letter in _FREQUENT)
