"""What a repair is: a ``str -> str`` fix that can also tell the edits it makes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import update_wrapper

from tsur_nlp.text.offsets import Edit, apply

_REST = r"[^\s<>\"«»\\]*"
_ZONES = "ru|su|рф|рус|com|org|net|info|biz|me|by|kz|ua|tv|io|pro|online|site|gov"

LINK = re.compile(
    rf"(?:https?://|www\.){_REST}"
    r"|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}"
    r"|\[(?:id|club|public|event)\d+\|[^\]\n]{0,200}\]"
    r"|(?<!\w)@[a-z]\w+"
    rf"|(?<![\w-])[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{0,4}}\.(?:{_ZONES})(?!\w)(?:/{_REST})?",
    re.IGNORECASE,
)
"""An address on the net, an e-mail, a VK mention: later steps must not damage them."""
_MAYBE_LINK = re.compile(r"[A-Za-z@\[]|\.р[уф]")


class Repair:
    """A named fix: call it for the text, ask ``edits`` for what it would change.

    ``guard`` is a cheap test; where it is false the fix has nothing to do. Edits that touch a link
    are dropped unless ``in_links``.
    """

    __name__: str

    def __init__(
        self,
        find: Callable[[str], Iterable[Edit]],
        *,
        guard: Callable[[str], object],
        in_links: bool = False,
    ) -> None:
        self._find = find
        self._guard = guard
        self._in_links = in_links
        update_wrapper(self, find)

    def __call__(self, text: str) -> str:
        """Return the text with the fix applied."""
        return apply(text, self.edits(text))

    def edits(self, text: str) -> tuple[Edit, ...]:
        """Return the edits ``(start, end, replacement)``, sorted, apart and not idle."""
        if not self._guard(text):
            return ()
        edits = [edit for edit in self._find(text) if text[edit[0] : edit[1]] != edit[2]]
        return tuple(edits if self._in_links or not edits else _outside_links(text, edits))

    def __repr__(self) -> str:
        return f"<repair {self.__name__}>"

    def __reduce__(self) -> str:
        return self.__name__


def repair(
    *, guard: Callable[[str], object], in_links: bool = False
) -> Callable[[Callable[[str], Iterable[Edit]]], Repair]:
    """Make a `Repair` of a function that yields edits."""
    return lambda find: Repair(find, guard=guard, in_links=in_links)


def _outside_links(text: str, edits: list[Edit]) -> list[Edit]:
    if not _MAYBE_LINK.search(text):
        return edits
    kept = []
    links = LINK.finditer(text)
    link = next(links, None)
    for edit in edits:
        while link and link.end() <= edit[0]:
            link = next(links, None)
        if not link or edit[1] <= link.start():
            kept.append(edit)
    return kept


def word_start(text: str, position: int, limit: int) -> int:
    """Return where the word around a position starts, not before ``limit``."""
    while position > limit and text[position - 1].isalpha():
        position -= 1
    return position
