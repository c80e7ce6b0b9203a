"""E-mails, and links to persons and groups of social networks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

_HOST = re.compile(r"/(?:(?<=\.com/)|(?<=\.ru/)|(?<=\.me/)|(?<=:/)/)")
_ID = re.compile(r"id[0-9]")
_PLACEHOLDER = re.compile(r"\[[А-ЯЁ]+\]")
_GROUP_MENTION = re.compile(
    r"\[(?:club|public|event)[0-9]+[^\]\n]*\]|[@*](?:club|public|event)[0-9]+(?: ?\([^)\n]*\))?"
)
_PERSON_MENTION = re.compile(
    r"\[id[0-9]+[^\]\n]*\]|[@*]id[0-9]+\b(?: ?\([^)\n]{1,60}\))?|(?<![\w/])id[0-9]{5,}\b"
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
    r"official|^@adm(?!in)|^@(?:club|public|event)[0-9]|news|podslush|tipich|typical|gov|bot$|chp_"
    r"|^@min|transport|krai",
    re.IGNORECASE,
)
_OWNER_OF_CONTENT = re.compile(
    r"(?:wall|photo|video|album|story|clip|audios|albums)[0-9]",
    re.IGNORECASE,
)


def has_contact(text: str, lower: str) -> bool:
    """Cheap test: some sign of a mention, an e-mail, a link or a placeholder."""
    return (
        "@" in text
        or "[" in text
        or ("/" in text and _HOST.search(lower) is not None)
        or "собака" in lower
        or ("id" in lower and _ID.search(lower) is not None)
    )


def placeholders(text: str, lower: str) -> Iterator[tuple[int, int]]:
    """Placeholders of an already masked text."""
    return (m.span() for m in _PLACEHOLDER.finditer(text))


def group_mentions(text: str, lower: str) -> Iterator[tuple[int, int]]:
    """``[club1|Name]`` and ``@club1``: groups, not persons."""
    if "club" in text or "public" in text or "event" in text:
        yield from (m.span() for m in _GROUP_MENTION.finditer(text))


def person_mentions(text: str, lower: str) -> Iterator[tuple[int, int]]:
    """``[id1|Name]`` and ``@id1``."""
    if "id" in text:
        yield from (m.span() for m in _PERSON_MENTION.finditer(text))


def emails(text: str, lower: str) -> Iterator[tuple[int, int]]:
    """``name@host.ru``, also with «собака» in words."""
    if "@" in text or "собака" in lower or "at" in lower:
        yield from (m.span() for m in _EMAIL.finditer(text))


def hashtags(text: str, lower: str) -> Iterator[tuple[int, int]]:
    """``#topic@group`` names a group's rubric, not a person."""
    if "#" in text:
        yield from (m.span() for m in _HASHTAG.finditer(text) if "@" in m.group())


def nicks(text: str, lower: str) -> Iterator[tuple[int, int]]:
    """``@nick``."""
    if "@" in text:
        yield from (m.span() for m in _NICK.finditer(text) if not _PUBLIC_ACCOUNT.search(m.group()))


def person_links(text: str, lower: str) -> Iterator[tuple[int, int]]:
    """Links to a person's page, wall or photo."""
    return (m.span() for m in _links(text) if _is_person(m))


def other_links(text: str, lower: str) -> Iterator[tuple[int, int]]:
    """Every other link of a social network."""
    return (m.span() for m in _links(text) if not _is_person(m))


def urls(text: str, lower: str) -> Iterator[tuple[int, int]]:
    """Web addresses: their digits are not phones."""
    return (m.span() for m in _URL.finditer(text)) if "/" in text or "www." in text else iter(())


@lru_cache(maxsize=8)
def _links(text: str) -> tuple[re.Match[str], ...]:
    return tuple(_LINK.finditer(text)) if "/" in text else ()


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
    if host.startswith("t") and _MESSENGER.search(match.string[: match.start()][-16:].lower()):
        return "/" not in path and not _OFFICIAL.search(path)
    if re.match(r"id[0-9]+$", path):
        return True
    if "/" in path:
        return False
    return not _PUBLIC_NICK.search(path) or _is_about_person(match)


# «телеграм t.me/ivan_kursk»: the word alone says how to reach the writer, a town says nothing.
_MESSENGER = re.compile(
    r"(?:\bтелег(?:рам\w*|[аеу])|\bтг|telegram|\btg)[:,\s\-–—(]{0,4}(?:https?://)?$"
)
_OFFICIAL = re.compile(
    r"news|official|podslush|tipich|typical|adm|chp|oblast|info|media|portal|club|group|bot$"
    r"|channel|dtp|press|gazeta|uprav|gov|zhkh|gorod|live|[_.]tv",
    re.IGNORECASE,
)
_PERSON_BEFORE = re.compile(
    r"(?:водител|хозя[ий]|сосед|страни\w+ (?:мо|его|ее|её|так)|мо[яейию]{1,2} страни|профил"
    r"|нарушител"
    r"|виновн|девушк|пар(?:ень|ня)|мужчин|женщин|гражданин|автор|аккаунт|звать|зовут|пишите мне"
    r"|свяжитесь со мной|связь со мной)[^.!?/\n]{0,25}$"
)


def _is_about_person(match: re.Match[str]) -> bool:
    """«Этот водитель: …»: the words before the link say whose page it is."""
    before = match.string[max(0, match.start() - 60) : match.start()].lower()
    return _PERSON_BEFORE.search(before) is not None
