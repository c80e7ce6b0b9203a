"""Who answers, when, how: assignees, deadlines, answer texts, statuses, reopened messages."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from . import template
from .people import FORMAL
from .phrases import Bank
from .places import rows
from .stream import Draft
from .times import day_form

SNAPSHOT = datetime(2026, 1, 12, 23, 59, 59)
MINISTRIES = {
    "Здравоохранение/Медицина": "Министерство здравоохранения Пермского края",
    "Социальное обслуживание и защита": "Министерство социального развития Пермского края",
    "Мусор/Свалки/ТКО": "АО «ПРО ТКО»",
    "Образование": "Министерство образования и науки Пермского края",
    "Экология": "Министерство природных ресурсов Пермского края",
    "Связь и телевидение": "Министерство информационного развития и связи Пермского края",
    "Мобилизация": "Министерство социального развития Пермского края",
    'МФЦ "Мои документы"': "КГАУ «Пермский краевой МФЦ»",
    "Газ и топливо": "АО «Газпром газораспределение Пермь»",
    "Электроснабжение": "ПАО «Россети Урал» — Пермэнерго",
}
INSPECTION = "ИГЖН Пермского края"
# assignee -> (median hours to answer in social networks, share answered), others are municipal
SPEED = {
    "Министерство здравоохранения Пермского края": (9.0, 0.93),
    "Министерство социального развития Пермского края": (7.0, 0.95),
    "АО «ПРО ТКО»": (20.0, 0.88),
    INSPECTION: (26.0, 0.84),
    "Администрация города Перми": (11.0, 0.9),
    "Администрация города Березники": (17.0, 0.85),
}
KINDS = {
    "resolved": 25, "partly": 5, "planned": 19, "forwarded": 19, "refused": 5, "not_confirmed": 7,
    "explained": 14, "empty": 6,
}  # fmt: skip
STATUS = {
    "resolved": "Решено", "partly": "В работе", "planned": "В работе",
    "forwarded": "Перенаправлено", "refused": "Отказано", "not_confirmed": "Разъяснено",
    "explained": "Разъяснено", "empty": "Разъяснено",
}  # fmt: skip


@dataclass(frozen=True)
class Reply:
    """What the authorities did about a message by the day of the export."""

    assignee: str = ""
    due_on: str = ""
    answered_at: str = ""
    answer_text: str = ""
    answer_kind: str = ""
    closed_at: str = ""
    status: str = ""
    reopened: bool = False


def assignee_of(draft: Draft, local: dict[str, str]) -> str:
    """Name the body that answers for a topic in a place."""
    if draft.topic is None:
        return ""
    if draft.topic.name in ("Жалобы на управляющие компании", "Плата за ЖКУ и работа ЕИРЦ"):
        return INSPECTION
    return MINISTRIES.get(draft.topic.group) or local[draft.address.municipality]


def local_bodies() -> dict[str, str]:
    """Municipality -> its administration."""
    return {row["official"]: row["assignee"] for row in rows("municipalities.csv")}


def _stamp(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")


def _answer_time(draft: Draft, assignee: str, rng: random.Random) -> datetime:
    median, _ = SPEED.get(assignee, (14.0, 0.86))
    hours = (
        24 * rng.lognormvariate(2.6, 0.6)
        if draft.author.source in FORMAL
        else rng.lognormvariate(0, 0.9) * median
    )
    moment = draft.moment + timedelta(hours=max(0.2, hours))
    if moment.hour < 9 or moment.hour >= 19:  # nobody answers at night
        moment = moment.replace(hour=rng.randint(9, 18))
        moment += timedelta(days=1) if moment <= draft.moment else timedelta(0)
    return moment


def _greeting(draft: Draft, rng: random.Random) -> str:
    author = draft.author
    hello = rng.choice(("здравствуйте!", "здравствуйте.", "добрый день!", "добрый день."))
    if author.source == "ВКонтакте" and rng.random() < 0.8:
        return f"[id{author.profile}|{author.first} {author.surname}], {hello}"
    if author.source in FORMAL and rng.random() < 0.6:
        return f"Уважаем{'ая' if author.female else 'ый'} {author.first} {author.patronymic}!"
    return rng.choice((f"{author.first}, {hello}", hello.capitalize(), hello.capitalize()))


def fitting(options: list[str], draft: Draft) -> list[str]:
    """Keep the answers that suit the topic; those made for it count threefold.

    A line may open with a pattern in brackets: ``[снег|лед] {hi} участок очищен``.
    """
    about = f"{draft.topic.group} {draft.topic.name}".lower() if draft.topic else ""
    found: list[str] = []
    for line in options:
        pattern, _, text = line[1:].partition("] ") if line[0] == "[" else ("", "", line)
        if not pattern:
            found.append(text)
        elif re.search(pattern, about):
            found += [text] * 3
    return found


def _text(kind: str, draft: Draft, bank: Bank, answered: datetime, rng: random.Random) -> str:
    values = {
        "hi": lambda: _greeting(draft, rng),
        "adate": lambda: day_form(
            max(draft.moment, answered - timedelta(days=rng.choice((0, 0, 1)))), rng
        ),
        "pdate": lambda: day_form(answered + timedelta(days=rng.randint(1, 24)), rng),
        "org": lambda: rng.choice(fitting(bank.common["org"], draft)),
    }
    chosen = rng.choice(fitting(bank.answers[kind], draft))
    text = template.expand(chosen, rng, lambda name, _: values[name]())
    return template.capitalise(text) if rng.random() < 0.9 else text


def reply(draft: Draft, bank: Bank, local: dict[str, str], rng: random.Random) -> Reply:
    """Answer a message, or leave it waiting."""
    assignee = assignee_of(draft, local)
    if not assignee:
        return Reply(status="Без ответа")
    term = timedelta(days=30) if draft.author.source in FORMAL else timedelta(hours=24)
    due = _stamp(draft.moment + term)
    shown = assignee if rng.random() < 0.95 else ""
    answered = _answer_time(draft, assignee, rng)
    if answered > SNAPSHOT or rng.random() > SPEED.get(assignee, (14.0, 0.86))[1]:
        waiting = "Новое" if (SNAPSHOT - draft.moment).days < 1 else "В работе"
        return Reply(shown, due, status=waiting)
    kind = rng.choices(list(KINDS), list(KINDS.values()))[0]
    if draft.problem == "lights_solikamsk" and rng.random() < 0.7:
        kind = "resolved"
    status, closed = STATUS[kind], ""
    if status != "В работе":
        end = answered + timedelta(hours=rng.uniform(0, 60))
        closed = _stamp(end) if end <= SNAPSHOT else ""
    again = draft.reopened or (kind != "empty" and rng.random() < 0.035)
    text = _text(kind, draft, bank, answered, rng)
    return Reply(shown, due, _stamp(answered), text, kind, closed, status, again)
