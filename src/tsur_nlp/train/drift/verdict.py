"""Is retraining due, and the figures behind it: thresholds and sentences in Russian."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tsur_nlp.train.drift.shares import Change, ClassChange, ClassDrift

if TYPE_CHECKING:
    from tsur_nlp.train.drift.compare import Drift
    from tsur_nlp.train.drift.words import WordDrift

FEWEST = 100
"""With fewer messages in either period the verdict is «рано судить»."""

GROUP_SHIFT = 0.05
"""Divergence of the groups, in bits beyond chance. Topics are not judged: seasons move them."""

NOVELTY_RISE = 0.04
"""Rise of the share of words that half of the old period lacks."""

UNKNOWN_RISE = 0.03
"""Rise of the share of words outside the model's vocabulary."""

ACCURACY_FALL = 0.03
"""Fall of the expected accuracy of the group."""

REVIEW_RISE = 0.10
"""Rise of the share of messages that need a person."""

LEARNED_APART = 0.10
"""Where the model was trained on so much more of either period, its confidence is not compared."""

_SHOWN = 5
_WORDS = 12
_LETTERS = 90


def reasons(drift: Drift) -> tuple[str, ...]:
    """Return a clause for every threshold that is passed."""
    if min(drift.then, drift.now) < FEWEST:
        return ()
    groups, words = drift.groups.excess, drift.words
    checks: list[tuple[float, float, str]] = [
        (groups, GROUP_SHIFT, f"сменился состав групп: расхождение {_plain(groups, 3)} бита"),
        (words.novelty.rise, NOVELTY_RISE, f"много новых слов: {_moved(words.novelty)}"),
        (words.unknown.rise, UNKNOWN_RISE, f"модель не знает больше слов: {_moved(words.unknown)}"),
    ]
    if not _familiar(drift):
        fall, more = _moved(drift.accuracy), _moved(drift.review)
        checks += [
            (-drift.accuracy.rise, ACCURACY_FALL, f"упала ожидаемая точность: {fall}"),
            (drift.review.rise, REVIEW_RISE, f"чаще нужен оператор: {more}"),
        ]
    return tuple(
        f"{clause} (порог {_threshold(least, value is groups)})"
        for value, least, clause in checks
        if value >= least
    )


def _familiar(drift: Drift) -> bool:
    """Tell whether the model knows one period from its training, and the other less."""
    return abs(drift.learned.rise) >= LEARNED_APART


def summary(drift: Drift) -> str:
    """Return the verdict and the figures as lines."""
    lines = [f"обращений: было {drift.then}, стало {drift.now}", _verdict(drift)]
    if min(drift.then, drift.now) < FEWEST:
        return "\n".join(lines)  # figures of a few messages are chance
    alone = drift.decided
    lines += [
        *_classes("группы", drift.groups),
        *(_classes("темы", drift.topics) if drift.topics else ()),
        *(_words(drift.words) if drift.words.fresh else ()),
        f"ожидаемая точность группы: {_moved(drift.accuracy)}"
        + (f"; без оператора: {_moved(alone)}" if alone else ""),
        f"нужен оператор: {_moved(drift.review)}",
    ]
    if _familiar(drift):
        lines.append(
            f"из прежних обращений модель училась на {_percent(drift.learned.then)}, из новых — на "
            f"{_percent(drift.learned.now)}: на знакомых она увереннее, чем права, и по точности "
            "и оператору не судим"
        )
    return "\n".join(lines)


def _words(words: WordDrift) -> list[str]:
    lines = [
        f"слов, которых не было раньше: {_percent(words.unseen)}; при равном объёме сравнения: "
        f"{_moved(words.novelty)}",
        f"слов, которых не знает модель: {_moved(words.unknown)}",
    ]
    if words.words:
        shown = words.words[:_WORDS]
        named = ", ".join(f"{word} ({count})" for word, count in shown)
        part = f", первые {len(shown)} из {words.new}" if words.new > len(shown) else ""
        lines.append(f"новые слова{part}: {named}")
    return lines


def _verdict(drift: Drift) -> str:
    if min(drift.then, drift.now) < FEWEST:
        return f"пора ли переобучить: рано судить, нужно хотя бы по {FEWEST} обращений"
    if drift.due:
        return f"пора ли переобучить: да — {'; '.join(drift.reasons)}"
    if not drift.words.fresh:
        return "пора ли переобучить: сравнивать нечего, все тексты нового файла есть и в старом"
    return "пора ли переобучить: нет — ни один порог не пройден"


def _classes(name: str, drift: ClassDrift) -> list[str]:
    changed = drift.changed
    head = (
        f"{name}: расхождение {_plain(drift.distance, 3)} бита, случайное "
        f"{_plain(drift.by_chance, 3)}; изменились сверх случайного {len(changed)} из "
        f"{len(drift.classes)}"
    )
    grown = [change for change in changed if change.now > change.then]
    shrunk = [change for change in changed if change.now < change.then]
    parts = (("выросли", grown), ("сократились", shrunk))
    return [head, *(f"  {verb}: {_listed(some)}" for verb, some in parts if some)]


def _listed(changes: list[ClassChange]) -> str:
    more = f"; и ещё {len(changes) - _SHOWN}" if len(changes) > _SHOWN else ""
    named = (
        f"«{_short(c.label)}» {_percent(c.then)} → {_percent(c.now)}" for c in changes[:_SHOWN]
    )
    return "; ".join(named) + more


def _short(label: str) -> str:
    return label if len(label) <= _LETTERS else label[: _LETTERS - 1].rstrip() + "…"


def _moved(change: Change) -> str:
    return f"{_percent(change.then)} → {_percent(change.now)}"


def _threshold(least: float, bits: bool) -> str:
    return f"{_plain(least, 2)} бита" if bits else f"{round(100 * least)} п. п."


def _percent(share: float) -> str:
    return f"{_plain(100 * share, 1)} %"


def _plain(value: float, digits: int) -> str:
    return f"{value:.{digits}f}".replace(".", ",")
