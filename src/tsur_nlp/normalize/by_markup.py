"""Leftovers of web pages and exports: escapes, entities, tags, quote marks, list brackets."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from tsur_nlp.normalize.repair import repair
from tsur_nlp.text.offsets import Edit

_ESCAPE = re.compile(
    r"\\{1,4}(?:(?P<line>r\\{1,4}n|[nr])(?![a-z](?!ttp))|(?P<space>t(?![a-z])|xa0|u00a0|u2003)"
    r"|(?:u(?=04)(?P<letter>[0-9a-f]{4})|U(?P<picture>0001f[0-9a-f]{3}))|(?=[\"'«»]))"
)
_ENTITY = re.compile(r"&(?:amp;)*(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8}[0-9]{0,2});")
_BLOCK = "br|hr|p|div|li|ul|ol|tr|table|tbody|thead|h[1-6]|blockquote|pre|center"
_INLINE = "a|abbr|b|big|code|em|font|i|img|s|small|span|strike|strong|sub|sup|td|th|u|script|style"
_TAG = re.compile(
    rf"<!--.{{0,2000}}?-->|</?(?:(?P<block>{_BLOCK})|{_INLINE})(?:\s+[a-z:-]+\s*=[^<>]*)?\s*/?>",
    re.IGNORECASE | re.DOTALL,
)
_QUOTE = re.compile(r"^ *(?:> *)+(?=[^\W\d_«\"]|\[['\"\w])", re.MULTILINE)
_LIST = re.compile(r"\[(['\"])(.+)\1\]", re.DOTALL)


@repair(guard=re.compile(r"\\").search, in_links=True)
def escapes(text: str) -> Iterator[Edit]:
    r"""Turn escapes that were written out as letters back into what they stand for.

    >>> escapes("Нет воды.\\nКогда дадут?")
    'Нет воды.\nКогда дадут?'

    Not a path or a slash between words:

    >>> escapes("диск C:\\new и/или акт\\справка")
    'диск C:\\new и/или акт\\справка'
    """
    for match in _ESCAPE.finditer(text):
        letter = match["letter"] or match["picture"]
        if letter:
            value = chr(int(letter, 16))
        else:
            value = "\n" if match["line"] else " " if match["space"] else ""
        yield *match.span(), value


@repair(guard=re.compile("&").search, in_links=True)
def entities(text: str) -> Iterator[Edit]:
    """Decode HTML entities that end with a semicolon, also when encoded twice.

    >>> entities("ООО &quot;Рассвет&quot;, дом 5&nbsp;А, &amp;laquo;Заря&amp;raquo;")
    'ООО "Рассвет", дом 5\\xa0А, «Заря»'

    Not an ampersand of a name or of a link's query:

    >>> entities("магазин M&M, site.ru/?a=1&copy=2")
    'магазин M&M, site.ru/?a=1&copy=2'
    """
    for match in _ENTITY.finditer(text):
        value = match[0]
        while value != (value := html.unescape(value)):
            pass
        if not value.endswith(";") or len(value) == 1:
            yield *match.span(), value


@repair(guard=re.compile("<").search)
def tags(text: str) -> Iterator[Edit]:
    """Drop HTML tags of known names; those that break a line become a newline.

    >>> tags("<p>Не горит <b>фонарь</b></p>Ждём<br/>ответа")
    '\\nНе горит фонарь\\nЖдём\\nответа'

    Not a heart, a comparison or an unknown name in angle brackets:

    >>> tags("Люблю город <3, а тут 3 < 5 и <вставьте адрес>")
    'Люблю город <3, а тут 3 < 5 и <вставьте адрес>'
    """
    for match in _TAG.finditer(text):
        yield *match.span(), "\n" if match["block"] else ""


@repair(guard=re.compile(">").search)
def quoting(text: str) -> Iterator[Edit]:
    """Drop the quote marks of mail and forums at the start of a line.

    >>> quoting("> Когда почистят двор?\\n>> Завтра")
    'Когда почистят двор?\\nЗавтра'

    Not a comparison:

    >>> quoting("Яма глубиной\\n> 20 см, a > b")
    'Яма глубиной\\n> 20 см, a > b'
    """
    for match in _QUOTE.finditer(text):
        yield *match.span(), ""


@repair(guard=re.compile(r"\A\s*\[['\"]").search)
def list_brackets(text: str) -> Iterator[Edit]:
    """Unwrap a text that was saved as a list of one string.

    >>> list_brackets("['Во дворе темно']")
    'Во дворе темно'

    Not brackets of the author:

    >>> list_brackets("[срочно] Во дворе темно")
    '[срочно] Во дворе темно'
    """
    match = _LIST.fullmatch(text.strip())
    if match:
        start = len(text) - len(text.lstrip())
        end = len(text.rstrip())
        yield start, start + 2, ""
        yield end - 2, end, ""
