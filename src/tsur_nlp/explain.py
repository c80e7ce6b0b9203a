"""Say in Russian why a message was read as it was; personal data stays masked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tsur_nlp.records import Message, NormalText, Place, Topic, TopicPart

if TYPE_CHECKING:
    from tsur_nlp.classify import TopicClassifier
    from tsur_nlp.locate import Locator


def in_russian(message: Message, classifier: TopicClassifier, locator: Locator) -> str:
    """Return the explanation of one message as lines of Russian text."""
    if message.normal is None or message.topic is None:
        return f"Обращение не прочитано: {message.error}"
    return "\n".join(
        [
            f"Текст: {message.masked_text}",
            *_repairs(message.normal),
            *_personal(message.normal),
            *_topic(message.topic),
            *_parts(message.parts),
            *_words(message.normal.masked, classifier),
            *_places(message.places, message.normal, locator),
        ]
    )


def _repairs(normal: NormalText) -> Iterator[str]:
    for step in normal.steps:
        yield f"Исправление «{step.rule}»: {len(step.edits)}"


def _personal(normal: NormalText) -> Iterator[str]:
    kinds = Counter(span.kind for span in normal.personal)
    if kinds:
        yield "Личные данные скрыты: " + ", ".join(f"{k} — {n}" for k, n in sorted(kinds.items()))


def _topic(topic: Topic) -> Iterator[str]:
    yield f"Группа тем: {topic.group} (уверенность {_percent(topic.group_confidence)})"
    if topic.name:
        yield f"Тема: {topic.name} (уверенность {_percent(topic.confidence)})"
    if topic.alternatives:
        others = (f"{a.name or a.group} ({_percent(a.confidence)})" for a in topic.alternatives)
        yield "Другие варианты: " + "; ".join(others)
    if not topic.is_appeal:
        yield f"Похоже, это не обращение (уверенность {_percent(1 - topic.appeal_confidence)})"
    if topic.needs_review:
        yield "Уверенность ниже порога: решение за оператором"


def _parts(parts: tuple[TopicPart, ...]) -> Iterator[str]:
    for part in parts:
        named = f"{part.group} — {part.name}" if part.name else part.group
        sure = _percent(part.confidence)
        yield f"Часть обращения, знаки {part.start}–{part.end}: {named} (уверенность группы {sure})"


def _words(masked: str, classifier: TopicClassifier) -> Iterator[str]:
    weights = classifier.explain(masked)
    if weights:
        yield "Решили слова: " + ", ".join(f"{w.word} ({w.weight:+.2f})" for w in weights)


def _places(places: tuple[Place, ...], normal: NormalText, locator: Locator) -> Iterator[str]:
    if not places:
        yield "Место не названо"
        return
    for place in places:
        parts = (place.region, place.municipality, place.settlement, place.district)
        named = [part for part in (*parts, place.street, place.house, place.landmark) if part]
        sure = _percent(place.confidence)
        yield f"Место: {', '.join(named)} (точность: {place.precision}, уверенность {sure})"
    yield "Правила места:"
    yield locator.explain(normal.masked)  # the trace quotes the text: flat numbers stay hidden


def _percent(share: float) -> str:
    return f"{share:.0%}".replace("%", " %")
