"""The top of the page about answers: one sentence, and the numbers behind it."""

from __future__ import annotations

import math
from typing import Any

from tsur_nlp.records import Responses
from tsur_nlp.report.html.markup import Html, el
from tsur_nlp.report.html.svg import icon
from tsur_nlp.report.html.tiles import tile
from tsur_nlp.report.responses.cells import rows_of, time, waited
from tsur_nlp.report.responses.standouts import standouts
from tsur_nlp.report.words import APPEALS, NBSP, counted, number, percent, plural

_BROKEN = ("обещание нарушено", "обещания нарушены", "обещаний нарушено")
# More of them waiting beyond their term than this share is a failure, not a few hard matters.
_MANY_OVERDUE = 0.05
_MANY_LATE = 0.1
_AGAIN = "после ответа; из тех, где известен заявитель или место"


def whole(responses: Responses) -> dict[str, Any] | None:
    """Return the row of all messages; ``None`` where none is counted."""
    return next(iter(rows_of(responses.table, "всё")), None)


def banner(responses: Responses, row: dict[str, Any] | None) -> Html:
    """The verdict: how many wait beyond their term, what was promised in vain, who stands out."""
    level, word, sentence = verdict(row)
    more = standouts(responses) if row else ""
    return el(
        "section",
        el("p", icon(level), el("strong", word), class_="verdict-word"),
        el("p", sentence, class_="verdict-text"),
        el("p", more, class_="verdict-more") if more else None,
        class_=f"verdict {level}",
        aria_label="Вывод",
    )


def verdict(row: dict[str, Any] | None) -> tuple[str, str, str]:
    """Return the level, its word, and the sentence."""
    if row is None:
        return "grey", "Нет данных", "Обращений за выбранный период нет: показывать нечего."
    if not row["answered"]:
        said = counted(row["messages"], APPEALS)
        return "grey", "Ответов не видно", f"В выгрузке {said}, и ни у одного нет ответа."
    return *_level(row), " ".join(_sentences(row))


def _level(row: dict[str, Any]) -> tuple[str, str]:
    if row["overdue"] > _MANY_OVERDUE * row["messages"]:
        return "red", "Много просроченных"
    if row["overdue"]:
        return "orange", "Есть просроченные"
    if row["broken_promises"]:
        return "orange", "Обещания нарушены"
    if not row["judged"]:
        return "grey", "О сроках судить нельзя"
    if 1 - row["on_time"] > _MANY_LATE:
        return "orange", "Отвечают с опозданием"
    return "green", "Просроченных нет"


def _sentences(row: dict[str, Any]) -> list[str]:
    total, missed, judged = row["messages"], row["broken_promises"], row["judged"]
    whole_of = counted(total, ("обращения", "обращений", "обращений"))
    said = [
        f"Ответ получили {number(row['answered'])} из {whole_of} "
        f"({percent(row['answered'] / total)})."
    ]
    if judged:
        said.append(f"В срок отвечено на {percent(row['on_time'])} тех, чей срок наступил.")
        said.append(f"Сверх срока ждут{NBSP}{number(row['overdue'])}.")
    else:
        said.append(f"Половина дождалась за {time(row, 'answer_median')[0]}.")
        said.append("Сроки неизвестны или ещё не наступили: кто опоздал, сказать нельзя.")
    if missed:
        said.append(f"Обещанная дата прошла, отметки о решении нет{NBSP}— у {number(missed)}.")
    return said


def tiles(responses: Responses, row: dict[str, Any] | None) -> Html:
    """The headline numbers, as many as there is data for."""
    found = (
        []
        if row is None
        else [
            tile(number(row["messages"]), plural(row["messages"], APPEALS)),
            tile(number(row["answered"]), "с ответом", f"{number(row['open'])} без ответа"),
            _on_time(row),
            _waited(row),
            _overdue(responses, row),
            _promises(row),
            _share(row["empty_share"], "пустых ответов", "не говорят ничего по существу"),
            _share(row["came_back_share"], "обращений — снова о том же", _AGAIN),
        ]
    )
    return el("section", found, class_="tiles", id="numbers", aria_label="Главные числа")


def _on_time(row: dict[str, Any]) -> Html | None:
    if not row["judged"]:
        return None
    limits = f"{number(100 * row['on_time_low'], 1)}–{number(100 * row['on_time_high'], 1)}{NBSP}%"
    note = f"из {number(row['judged'])}, чей срок наступил; {limits}"
    return tile(percent(row["on_time"]), "отвечено в срок", note)


def _waited(row: dict[str, Any]) -> Html | None:
    said, note = waited(row)
    return tile(said, "за столько дождалась половина", note) if row["answered"] else None


def _overdue(responses: Responses, row: dict[str, Any]) -> Html | None:
    if not row["judged"]:
        return None
    soon = len(responses.expiring)
    note = f"скоро истечёт срок ещё у {number(soon)}" if soon else None
    return tile(number(row["overdue"]), "ждут сверх срока", note)


def _promises(row: dict[str, Any]) -> Html | None:
    total, kept, missed = (row[f"{name}promises"] for name in ("", "kept_", "broken_"))
    if not total:
        return None
    if not kept and not missed:
        return tile(number(total), "обещаний с датой", "чем кончились, пока не видно")
    rest = number(total - kept - missed)
    note = f"из {number(total)}; сдержано {number(kept)}, о {rest} пока судить нельзя"
    return tile(number(missed), plural(missed, _BROKEN), note)


def _share(value: float, name: str, note: str) -> Html | None:
    return tile(percent(value, 1), name, note) if math.isfinite(value) else None
