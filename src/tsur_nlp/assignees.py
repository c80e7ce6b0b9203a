"""Who answers for messages: by the rules of the region, by a recommender, by words alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from tsur_nlp import artifacts, exports
from tsur_nlp.records import Message, Topic

if TYPE_CHECKING:
    import pandas as pd

    from tsur_nlp.classify import TopicClassifier
    from tsur_nlp.respond.bodies import Routes
    from tsur_nlp.respond.bodies.recommend import Recommender


class Assignees:
    """Names the responsible body of messages; what is given is loaded at the first one.

    ``model`` is a folder that ``train-bodies`` wrote (it minds topic, place and the past) or a
    model of one level that ``train`` wrote (it reads the text alone); ``routes`` is a file of
    rules, obeyed before any model. Without both no body is named.
    """

    def __init__(self, model: str = "", routes: str = "") -> None:
        self.model = model
        self.routes = routes

    def of_messages(self, messages: Sequence[Message]) -> list[Message]:
        """Return the messages with their bodies, by what they say themselves."""
        if self._classifier and not self._routes:
            read = self._classifier.map(m.normal.masked for m in messages if m.normal)
            return [replace(m, assignee=body) for m, body in zip(messages, read, strict=True)]
        if not (self.model or self.routes):
            return list(messages)
        from tsur_nlp.respond.bodies.recommend import facts_of

        bodies = self._of_facts(facts_of(messages))
        return [replace(m, assignee=body) for m, body in zip(messages, bodies, strict=True)]

    @property
    def mind_tables(self) -> bool:
        """Tell whether what an export says of topic and place counts; words alone do without."""
        return bool(self._recommender or self._routes)

    def of_table(
        self, scored: pd.DataFrame, overrides: Mapping[str, str] | None = None
    ) -> list[Topic | None]:
        """Return the bodies by what the export itself says of topic and place too."""
        read = scored["nlp_error"].fillna("").eq("")
        bodies = self._of_facts(exports.facts(scored, overrides=overrides))
        return [body if good else None for body, good in zip(bodies, read, strict=True)]

    def _of_facts(self, facts: pd.DataFrame) -> list[Topic | None]:
        by_model = self._by_model(facts)
        if not self._routes:
            return by_model
        ruled = self._routes.bodies(facts)
        return [
            Topic(body, 1.0) if body else found for body, found in zip(ruled, by_model, strict=True)
        ]

    def _by_model(self, facts: pd.DataFrame) -> list[Topic | None]:
        from tsur_nlp.respond.bodies.recommend import as_topics

        if self._recommender:
            return list(as_topics(self._recommender.recommend(facts)))
        if self._classifier:
            return list(self._classifier.map(facts["text"]))
        return [None] * len(facts)

    @cached_property
    def _classifier(self) -> TopicClassifier | None:
        from tsur_nlp.classify import TopicClassifier

        return TopicClassifier(self.model) if self.model and not self._recommender else None

    @cached_property
    def _recommender(self) -> Recommender | None:
        from tsur_nlp.classify import TopicClassifier
        from tsur_nlp.respond.bodies.recommend import KIND, Recommender, text_folder

        if not self.model or artifacts.kind_of(self.model) != KIND:
            return None
        artifact = artifacts.load(self.model, kind=KIND)
        folder = text_folder(artifact)
        return Recommender.load(artifact, text=TopicClassifier(str(folder)) if folder else None)

    @cached_property
    def _routes(self) -> Routes | None:
        from tsur_nlp.respond.bodies import read_routes

        return read_routes(self.routes) if self.routes else None
