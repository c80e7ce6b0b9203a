"""E-mails, and links to persons and groups of social networks."""

from __future__ import annotations

import re
from collections.abc import Iterator

_PLACEHOLDER = re.compile(r"\[[А-ЯЁ]+\]")
_GROUP_MENTION = re.compile(
    r"\[(?:club|public|event)\d+[^\]\n]*\]|[@*](?:club|public|event)\d+(?: ?\([^)\n]*\))?"
)
_PERSON_MENTION = re.compile(
    r"\[id\d+[^\]\n]*\]|[@*]id\d+\b(?: ?\([^)\n]{1,60}\))?|(?<![\w/])id\d{5,}\b"
)
_EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]*\w(?: ?\((?:at|а[тt]|собака)\) ?| ?\[(?:at|собака)\] ?| собака |@)"
    r"[\w-]+(?: ?(?:\.|\(точка\)| точка ) ?)(?:[\w-]+\.)*(?:[a-z]{2,10}|рф|ру|ком)\b",
    re.IGNORECASE,
)
_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"'«»]+")
_HASHTAG = re.compile(r"#[\w@]+")
_NICK = re.compile(r"(?<![\w@/.#])@[A-Za-z_][A-Za-z0-9_.]{2,31}(?<!\.)")
_LINK = re.compile(
    r"(?:https?://)?(?:www\.|m\.)?"
    r"(?P<host>vk\.com|vk\.ru|vkontakte\.ru|ok\.ru|odnoklassniki\.ru|t\.me|telegram\.me"
    r"|instagram\.com|facebook\.com|fb\.com|twitter\.com"
    r"|tiktok\.com)/(?P<path>[^\s<>\"'«»()\[\]]*[\w/])",
    re.IGNORECASE,
)
_NOT_A_PERSON = re.compile(
    r"(?:club|public|event|topic|board|app|album-|market|feed|search|im\b|doc|story-|clip-|s/"
    r"|joinchat|\+"
    r"|share|groups?\b|group/|live|video-|photo-|wall-|page-|poll-|away|p/|reel|tag|explore)",
    re.IGNORECASE,
)
_PUBLIC_NICK = re.compile(
    r"news|official|podslush|tipich|typical|gorod|adm|life|chp|oblast|region|info|media"
    r"|portal|club|group"
    r"|school|park|[_.]?tv\b|perm|kursk|bot\b|channel|dtp|pressa|gazeta|uprav|gov|zhkh|russia",
    re.IGNORECASE,
)
_PUBLIC_ACCOUNT = re.compile(
    r"official|^@adm(?!in)|^@(?:club|public|event)\d|news|podslush|tipich|typical|gov|bot$",
    re.IGNORECASE,
)
_OWNER_OF_CONTENT = re.compile(
    r"(?:wall|photo|video|album|story|clip|audios|albums)\d",
    re.IGNORECASE,
)


def has_contact(text: str, lower: str) -> bool:
    """Cheap test: some sign of a mention, an e-mail, a link or a placeholder."""
    return (
        "@" in text
        or "[" in text
        or "id" in lower
        or "://" in text
        or ".com/" in lower
        or ".ru/" in lower
        or ".me/" in lower
        or "собака" in lower
    )


def placeholders(text: str, lower: str) -> Iterator[tuple[int, int]]:
    """Placeholders of an already masked text."""
    return (m.span() for m in _PLACEHOLDER.finditer(text))


def group_mentions(text: str, lower: str) -> Iterator[tuple[int, int]]:
    """``[club1|Name]`` and ``@club1``: groups, not persons."""
    return (m.span() for m in _GROUP_MENTION.finditer(text))


def person_mentions(text: str, lower: str) -> Iterator[tuple[int, int]]:
    """``[id1|Name]`` and ``@id1``."""
    return (m.span() for m in _PERSON_MENTION.finditer(text))


def emails(text: str, lower: str) -> Iterator[tuple[int, int]]:
    """``name@host.ru``, also with «собака» in words."""
    if "@" in text or "собака" in lower or "at" in lower:
        yield from (m.span() for m in _EMAIL.finditer(text))


def hashtags(text: str, lower: str) -> Iterator[tuple[int, int]]:
    """``#topic@group`` names a group's rubric, not a person."""
    return (m.span() for m in _HASHTAG.finditer(text) if "@" in m.group())


def nicks(text: str, lower: str) -> Iterator[tuple[int, int]]:
    """``@nick``."""
    return (m.span() for m in _NICK.finditer(text) if not _PUBLIC_ACCOUNT.search(m.group()))


def person_links(text: str, lower: str) -> Iterator[tuple[int, int]]:
    """Links to a person's page, wall or photo."""
    return (m.span() for m in _links(text, lower) if _is_person(m))


def other_links(text: str, lower: str) -> Iterator[tuple[int, int]]:
    """Every other link of a social network."""
    return (m.span() for m in _links(text, lower) if not _is_person(m))


def urls(text: str, lower: str) -> Iterator[tuple[int, int]]:
    """Web addresses: their digits are not phones."""
    return (m.span() for m in _URL.finditer(text))


def _links(text: str, lower: str) -> Iterator[re.Match[str]]:
    if ".com/" in lower or ".ru/" in lower or ".me/" in lower:
        yield from _LINK.finditer(text)


def _is_person(match: re.Match[str]) -> bool:
    path = match["path"]
    host = match["host"].lower()
    if _OWNER_OF_CONTENT.match(path):
        return True
    if _NOT_A_PERSON.match(path):
        return False
    if host.startswith(("ok.", "odno")):
        return path.startswith("profile/") or "/" not in path
    path = path.split("?")[0].rstrip("/")
    if re.match(r"id\d+$", path):
        return True
    return "/" not in path and not _PUBLIC_NICK.search(path)
