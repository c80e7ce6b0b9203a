"""The same messages as the «Инцидент Менеджмент» cabinet exports them: 46 headers, its forms."""

from __future__ import annotations

import io
import random
import re
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook

from .build import World, Written
from .people import FORMAL
from .places import rows

HEADERS = (
    "Кабинет", "ID", "Номер инцидента", "Отдел", "Исполнитель", "Общее время первого ответа",
    "Общий текст первого ответа", "Время с даты создания инцидента до времени первого ответа",
    "Время с даты создания инцидента до времени первого ответа, рабочее время",
    "Время назначения последнего исполнителя", "Время 1го ответа ПИ",
    "Первая реакция с момента назн. ПИ", "Уложились или нет после назн. ПИ",
    "Время с начала создания инцидента до окончания",
    "Время отправки первого ответа ПИ на согласование",
    "Время, которое первый ответ ПИ находился на согласовании", "Текущий шаг инцидента",
    "Дата создания", "Дата окончания", "Группа тем", "Тема", "Регион", "Муниципалитет",
    "Населенный пункт", "Улица", "Дом", "Объект старый", "Объект", "Тип инцидента", "Итог",
    "Есть медиафайл в ответе", "Есть медиафайл в сообщении", "Урл поста", "Урл блога",
    "Текст инцидента", "1ый ответ ПИ", "2ой ответ ПИ", "3ий ответ ПИ", "Причина закрытия",
    "Аудитория", "Вовлеченность", "Аккаунт публикации ответа", "Теги", "Примечание",
    "Время попадания на шаг оценка удовлетворенности", "Опрос отправлен",
)  # fmt: skip
NOTES = (
    "ответ дан",
    "Добавлена картинка",
    ".",
    "на контроле",
    "дубль",
    "вопрос не округа",
    "жкх",
    "снег",
)
OUTCOME = {"Решено": "Решено", "В работе": "Разъяснено"}
REASONS = ("Нет ответа от автора", "Автор доволен", "Дальнейший диалог нецелесообразен", "5", "4")
SINCE = datetime(2025, 11, 17)
FIXED = (2026, 1, 13, 6, 0, 0)
_STAMP = re.compile(rb"(?<=W3CDTF\">)[^<]+")


def _span(delta: timedelta, rng: random.Random) -> str:
    hours, rest = divmod(delta.seconds, 3600)
    minutes, seconds = divmod(rest, 60)
    fraction = f".{rng.randint(1, 999):03d}000"
    return f"{delta.days} days {hours:02d}:{minutes:02d}:{seconds:02d}{fraction}"


def _quoted(text: str) -> str:
    # the cabinet guards texts that a spreadsheet would take for a formula
    return "'" + text if not text or text[0] in "[@=+-" else text


def _links(m: Written, rng: random.Random) -> dict[str, str]:
    blog = str(rng.randint(10**9, 4 * 10**9))
    number = rng.randint(10**5, 10**7)
    if m.draft.author.source == "Одноклассники":
        return {
            "Урл поста": f"http://ok.ru/group/{blog}/topic/{number}",
            "Урл блога": f"http://ok.ru/group/{blog}",
        }
    if m.draft.author.source == "Telegram":
        return {
            "Урл поста": f"https://telegram.me/chat_{blog}/{number}",
            "Урл блога": "https://web.telegram.org/",
        }
    post = f"http://vk.com/wall-{blog}_{number}?reply={number + rng.randint(1, 900)}"
    return {"Урл поста": post, "Урл блога": f"http://vk.com/club{blog}"}


def _answer(m: Written, rng: random.Random) -> dict[str, Any]:
    moment = m.draft.moment
    assigned = moment + timedelta(hours=rng.uniform(0.1, 12))
    if not m.reply.answered_at:
        return {"Время назначения последнего исполнителя": f"{assigned:%Y-%m-%d %H:%M:%S}"}
    answered = datetime.fromisoformat(m.reply.answered_at)
    assigned = min(assigned, answered - timedelta(minutes=3))
    sent = answered - (answered - assigned) * rng.uniform(0.05, 0.6)
    text = _quoted(m.reply.answer_text)
    working = timedelta(minutes=int((answered - moment).total_seconds() / 60 * 0.35))
    quick = answered - assigned <= timedelta(hours=24)
    return {
        "Общее время первого ответа": f"{answered:%Y-%m-%d %H:%M:%S}",
        "Общий текст первого ответа": text,
        HEADERS[7]: _span(answered - moment, rng),
        HEADERS[8]: _span(working, rng)[:-7],
        "Время назначения последнего исполнителя": f"{assigned:%Y-%m-%d %H:%M:%S}",
        "Время 1го ответа ПИ": f"{answered:%Y-%m-%d %H:%M:%S}",
        "Первая реакция с момента назн. ПИ": _span(sent - assigned, rng),
        "Уложились или нет после назн. ПИ": "Да" if quick else "Нет",
        "Время отправки первого ответа ПИ на согласование": f"{sent:%Y-%m-%d %H:%M:%S}",
        HEADERS[15]: _span(answered - sent, rng),
        "1ый ответ ПИ": text,
        HEADERS[44]: f"{answered:%Y-%m-%d %H:%M:%S}",
    }


def _closing(m: Written, rng: random.Random) -> dict[str, Any]:
    if not m.reply.closed_at:
        return {
            "Текущий шаг инцидента": "Оценка удовлетворенности"
            if m.reply.answered_at
            else "Подготовка ответа"
        }
    closed = datetime.fromisoformat(m.reply.closed_at)
    return {
        "Время с начала создания инцидента до окончания": _span(closed - m.draft.moment, rng),
        "Текущий шаг инцидента": "Готово",
        "Дата окончания": f"{closed:%Y-%m-%d %H:%M:%S}",
        "Итог": OUTCOME.get(m.reply.status, "Разъяснено"),
        "Причина закрытия": rng.choices(REASONS, (60, 14, 12, 8, 6))[0],
    }


def _place(m: Written, cabinet: dict[str, str], rng: random.Random) -> dict[str, Any]:
    a, level = m.draft.address, m.draft.level
    found: dict[str, Any] = {"Регион": "Пермский край", "Муниципалитет": cabinet[a.municipality]}
    if rng.random() < 0.04:
        found["Муниципалитет"] = "Пермский край, другое"
        return found
    if level != "none" and rng.random() < 0.8:
        kind = {"с.": "село ", "д.": "деревня ", "п.": "посёлок ", "рп.": "рабочий посёлок "}.get(
            a.settlement_type, ""
        )
        found["Населенный пункт"] = kind + a.settlement
        if level in ("street", "house"):
            found["Улица"] = (
                f"{a.street} {a.kind}" if a.street.endswith("ая") else f"{a.kind} {a.street}"
            )
        if level == "house":
            found["Дом"] = (
                a.house.replace(" к", " корпус ").upper() if "к" not in a.house else a.house
            )
    return found


def _row(m: Written, number: int, cabinet: dict[str, str], rng: random.Random) -> list[Any]:
    topic = m.draft.topic
    assert topic is not None
    yes, text = ("Нет", "Да"), m.text.replace("\n", "<br>")
    club = f"http://vk.com/club2{rng.randint(10**8, 10**9)}"
    values: dict[str, Any] = {
        "Кабинет": "Пермский край", "ID": 39_000_000 + m.id, "Номер инцидента": 214_000 + number,
        "Отдел": m.reply.assignee or cabinet[m.draft.address.municipality],
        "Исполнитель": m.reply.assignee if rng.random() < 0.7 else None,
        "Дата создания": f"{m.draft.moment:%Y-%m-%d %H:%M:%S}",
        "Группа тем": topic.group, "Тема": topic.name,
        "Тип инцидента": rng.choices(("Решаемый", "Информационный"), (7, 3))[0],
        "Есть медиафайл в ответе": yes[rng.random() < 0.08],
        "Есть медиафайл в сообщении": yes[rng.random() < 0.15],
        "Текст инцидента": _quoted(text) if text[0] in "=+-@" else text,
        "2ой ответ ПИ": "'", "3ий ответ ПИ": "'",
        "Аудитория": int(rng.lognormvariate(9, 1.6)),
        "Вовлеченность": rng.randint(1, 9) if rng.random() < 0.08 else None,
        "Аккаунт публикации ответа": club if m.reply.answered_at else None,
        "Примечание": rng.choice(NOTES) if rng.random() < 0.5 else None,
        "Опрос отправлен": yes[rng.random() < 0.3],
    }  # fmt: skip
    values |= _links(m, rng) | _answer(m, rng) | _closing(m, rng) | _place(m, cabinet, rng)
    return [values.get(header) for header in HEADERS]


def _steady(raw: bytes, path: Path) -> None:
    # a workbook holds the time of writing: the same messages must give the same bytes
    with ZipFile(io.BytesIO(raw)) as old, ZipFile(path, "w", ZIP_DEFLATED) as new:
        for item in old.infolist():
            entry = ZipInfo(item.filename, FIXED)
            entry.compress_type = ZIP_DEFLATED
            new.writestr(entry, _STAMP.sub(b"2026-01-13T06:00:00Z", old.read(item.filename)))


def write_workbook(world: World, path: Path, *, seed: int) -> None:
    """Write the appeals from social networks since 17 November, as an export of a period."""
    rng = random.Random(f"{seed}:incident")
    cabinet = {row["official"]: row["cabinet"] for row in rows("municipalities.csv")}
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Sheet1")
    sheet.append(HEADERS)
    number = 0
    for message in world.messages:
        draft = message.draft
        if draft.topic is None or draft.author.source in FORMAL or draft.moment < SINCE:
            continue
        number += rng.randint(1, 3)
        sheet.append(_row(message, number, cabinet, rng))
    buffer = io.BytesIO()
    book.save(buffer)
    _steady(buffer.getvalue(), path)
