"""What is told of a warm start: from which model, how many labels it shares, what it gave."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tsur_nlp.train.warm_start.blend import FEWEST
from tsur_nlp.train.warm_start.older import NONE

if TYPE_CHECKING:
    from tsur_nlp.train.warm_start.blend import Blend, Shares

_PERHAPS = "Училась ли она на этих строках, она не помнит: если да, показатели завышены."


@dataclass(frozen=True, slots=True)
class Warmth:
    """How many labels of each level have their name in the older ``model``, and of how many.

    ``shares`` are those of its scores of groups, topics and appeals; all are 0 where the start was
    cold after all. ``known`` of the examples it has learned itself (of how many); nothing is
    measured on them. ``None``: it does not tell.
    """

    model: str
    sha256: str
    groups: tuple[int, int]
    topics: tuple[int, int]
    shares: Shares
    known: tuple[int, int] | None

    @classmethod
    def of(cls, blend: Blend) -> Warmth:
        """Count the labels."""
        meta, first = blend.older.artifact.meta, len(blend.heads.groups)
        met = (blend.columns != NONE).tolist()
        groups, topics = met[:first], met[first : first + len(blend.heads.topics)]
        return cls(
            str(meta["id"]),
            str(meta["files"]["arrays.npz"]),
            (sum(groups), len(groups)),
            (sum(topics), len(topics)),
            blend.shares,
            (blend.known, blend.asked) if blend.older.tells else None,
        )

    def as_dict(self) -> dict[str, Any]:
        """Plain dict for ``meta.json``."""
        return {
            "id": self.model,
            "sha256": self.sha256,
            "groups": list(self.groups),
            "topics": list(self.topics),
            "shares": dict(zip(("groups", "topics", "appeal"), self.shares, strict=True)),
            "known": list(self.known) if self.known else None,
        }

    def said(self) -> str:
        """Say it in Russian."""
        start = f"Тёплый старт с модели «{self.model}»"
        if not self.groups[0]:
            return (
                f"{start} ничего не дал: у неё нет ни одной группы с таким же названием, модель "
                "обучена с нуля."
            )
        if self.known and self.known[1] - self.known[0] < FEWEST:
            return (
                f"{start} не сделан: на {self.known[0]} из {self.known[1]} строк она училась сама, "
                "судить о ней не на чем; модель обучена с нуля."
            )
        met = f"совпало названий групп {self.groups[0]} из {self.groups[1]}"
        if self.topics[1]:
            met += f", тем {self.topics[0]} из {self.topics[1]}"
        if not any(self.shares):
            return (
                f"{start} не помог: {met}, но на строках, которых модель не видела, верные метки "
                "от неё не вероятнее; модель обучена с нуля."
            )
        groups, topics = (f"{share:.1f}".replace(".", ",") for share in self.shares[:2])
        taken = f"в оценке групп её доля {groups}"
        if self.topics[1]:
            taken += f", тем {topics}"
        return f"{start}: {met}; {taken}. {self._learned()}".strip()

    def _learned(self) -> str:
        if self.known is None:
            return _PERHAPS
        known, asked = self.known
        if not known:
            return ""
        return f"На {known} из {asked} строк она училась сама: по ним ничего не измерено."
