"""HTML built so that text is escaped unless it was built here.

``el`` escapes every plain string; only an ``Html`` value passes as it is. Nothing else in the
report may join tags and data.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

# Characters that HTML forbids, lone surrogates, and marks that reverse the reading direction.
_FORBIDDEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff]"
)
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(
    r"(?<![\d,.])(?:\+7|[78])[\s(\u00a0-]*\d{3}[\s)\u00a0-]*\d{3}(?:[\s\u00a0-]*\d{2}){2}(?!\d)"
)
_PROFILE = re.compile(r"(?:https?://)?(?:m\.)?(?:vk\.com|ok\.ru|t\.me)/[^\s<>\"']+", re.IGNORECASE)
# Ids of posts and profiles lead to a person; plain registration numbers do not.
_REGISTERED = re.compile(r"[A-ZА-ЯЁ]{0,4}[-№ ]?\d{1,9}(?:[-/]\d{1,6})?", re.IGNORECASE)
_VOID = frozenset({"br", "meta", "link", "path", "rect", "circle", "line", "use", "polyline"})

Attribute = str | int | float | bool | None


class Html(str):
    """Markup that is safe to put into the page as it is."""

    __slots__ = ()


def clean(text: str) -> str:
    """Drop what HTML forbids, and what still looks like a phone, an e-mail or a profile.

    The texts come masked; this guards the other columns, where such things end up by mistake.

    >>> clean("УК «Уют» 8 (900) 000-00-00, uk@example.org")
    'УК «Уют» [ТЕЛЕФОН], [ПОЧТА]'
    """
    text = _FORBIDDEN.sub("", text)
    if "@" in text:
        text = _EMAIL.sub("[ПОЧТА]", text)
    if "/" in text:
        text = _PROFILE.sub("[ПРОФИЛЬ]", text)
    return _PHONE.sub("[ТЕЛЕФОН]", text)


def registered(key: str) -> str:
    """Write the number of a message; nothing where its id may lead to a person.

    >>> registered("МС-5907/12"), registered("wall-1234567890_55")
    ('№\\xa0МС-5907/12', '')
    """
    return f"№\xa0{key}" if _REGISTERED.fullmatch(key) else ""


def esc(text: object) -> Html:
    """Escape a text for the page.

    >>> esc('<b>"да"</b>')
    '&lt;b&gt;&quot;да&quot;&lt;/b&gt;'
    """
    return text if isinstance(text, Html) else Html(html.escape(clean(str(text))))


def join(children: Iterable[object], between: str = "") -> Html:
    """Join children, escaping those that are plain text; ``None`` is left out."""
    return Html(between.join(_render(child) for child in children if child is not None))


def el(name: str, *children: object, **attributes: Attribute) -> Html:
    """Build an element; ``class_`` gives ``class``, ``data_x`` gives ``data-x``.

    >>> el("p", "2 < 3", class_="note", hidden=True, title=None)
    '<p class="note" hidden>2 &lt; 3</p>'
    """
    head = "".join(_attribute(key, value) for key, value in attributes.items())
    if name in _VOID and not children:
        return Html(f"<{name}{head}>" if name in ("br", "meta", "link") else f"<{name}{head}/>")
    return Html(f"<{name}{head}>{join(children)}</{name}>")


def _render(child: object) -> str:
    if isinstance(child, str):
        return esc(child)
    if isinstance(child, Iterable):
        return join(child)
    return esc(child)


def _attribute(key: str, value: Attribute) -> str:
    if value is None or value is False:
        return ""
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{esc(_plain(value))}"'


def _plain(value: str | int | float) -> str:
    """Write coordinates shortly: a hundredth of a unit is not seen."""
    if isinstance(value, float):
        return f"{value:.1f}".removesuffix(".0")
    return str(value)
