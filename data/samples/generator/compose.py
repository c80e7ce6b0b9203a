"""A message from a template: greeting, body, address, tails, signature, the way of the source."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from datetime import datetime

from . import noise, template
from .people import FORMAL
from .phrases import PERSONAL, Bank, Topic
from .places import rows
from .slots import Filler, Scene

_PLACE_SLOTS = {"at", "addr", "street", "mkr_in", "town_in"}
_OPENS_LOWER = re.compile(r"^[А-ЯЁ][а-яё]")


def lower_first(text: str) -> str:
    """Go on with a small letter, but leave УК and МФЦ alone."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


class Composer:
    """Writes messages; all choices come from the generator it is given."""

    def __init__(self, bank: Bank) -> None:
        self.bank = bank
        self._uses: dict[str, int] = {}
        self._bodies = {row["official"]: row["assignee"] for row in rows("municipalities.csv")}

    def fresh(self, options: list[str], moment: datetime, rng: random.Random) -> str:
        """Choose among the least used templates, so that none is heard too often."""
        fitting = [o for o in options if template.in_season(o, moment)] or options
        tried = [rng.choice(fitting) for _ in range(3)]
        best = min(tried, key=lambda o: self._uses.get(o, 0))
        self._uses[best] = self._uses.get(best, 0) + 1
        return best

    def pattern(self, topic: Topic, moment: datetime, rng: random.Random) -> str:
        """Choose a template of a topic, now and then a long story."""
        stories = [s for s in topic.stories if template.in_season(s, moment)]
        if stories and rng.random() < 0.06 + 0.035 * len(stories):
            return self.fresh(stories, moment, rng)
        if rng.random() < 2.4 * len(topic.longer) / (len(topic.longer) + len(topic.templates)):
            return self.fresh(topic.longer, moment, rng)
        return self.fresh(topic.templates, moment, rng)

    def appeal(
        self, pattern: str, topic: Topic, scene: Scene, rng: random.Random, *, more: bool = True
    ) -> str:
        """Write an appeal after a template; ``more`` lets a second template of the topic follow."""
        group = topic.group
        filler = Filler(self.bank, scene, rng)
        body = template.expand(pattern, rng, filler)
        style, formal = scene.author.style, scene.author.source in FORMAL
        if not _PLACE_SLOTS & set(template.slots(pattern)) and scene.level != "none":
            body = self._attach(body, filler, scene, rng)
        parts = [body]
        if rng.random() < 0.15:
            kind = "openers" if formal or rng.random() < 0.6 else "chat_openers"
            parts.insert(0, rng.choice(self.bank.common[kind]))
        heard = {pattern}
        for _ in range(self._extra(body, topic, rng) if more else 0):
            parts.append(self._second(topic, heard, scene, rng))
        parts += self._tails(group, body, style.talks, filler, scene, rng)
        parts = list(dict.fromkeys(p for p in parts if p))
        joint = "\n" if rng.random() < 0.12 else " "
        text = joint.join(p if p[-1:] in ".!?)" or len(parts) == 1 else p + "." for p in parts)
        if rng.random() < (0.4 if formal else 0.1):
            signs = self.bank.common["signs"]
            if group in PERSONAL:  # neighbours do not sign for someone's pension
                signs = [sign for sign in signs if "ители" not in sign]
            text += self._joint(text) + template.expand(rng.choice(signs), rng, filler)
        return self._dress(text, scene, rng)

    @staticmethod
    def _extra(body: str, topic: Topic, rng: random.Random) -> int:
        # people go on about a street or a house, but tell one story of their own
        if len(body) > 230:
            return 0
        if topic.group not in PERSONAL and rng.random() < 0.1:
            return rng.randint(2, 3)
        return int(rng.random() < (0.3 if topic.group in PERSONAL else 0.48))

    def _second(self, topic: Topic, heard: set[str], scene: Scene, rng: random.Random) -> str:
        options = [
            t for t in topic.templates + topic.longer
            if t not in heard and len(t) > 25 and not {"addr", "street"} & set(template.slots(t))
        ]  # fmt: skip
        if not options:
            return ""
        quiet = Filler(self.bank, replace(scene, level="silent"), rng)
        chosen = self.fresh(options, scene.moment, rng)
        heard.add(chosen)
        return template.expand(chosen, rng, quiet)

    def remark(self, pattern: str, scene: Scene, rng: random.Random) -> str:
        """Write a message that asks nothing."""
        text = template.expand(pattern, rng, Filler(self.bank, scene, rng))
        return noise.spoil(text, scene.author.style, self.bank.misspellings, rng)

    def _tails(
        self, group: str, body: str, talks: float, filler: Filler, scene: Scene, rng: random.Random
    ) -> list[str]:
        count = min(2, int(rng.expovariate(1 / talks))) if talks else 0
        if len(body) > 220:
            count = min(1, count)
        own = [t for t in self.bank.tails.get(group, []) if template.in_season(t, scene.moment)]
        chosen = rng.sample(own, min(count, len(own)))
        roll = rng.random()
        if roll < 0.2:
            chosen.append(rng.choice(self.bank.common["asks"]))
        elif roll < 0.55:
            chosen.append(rng.choice(self.bank.common["closers"]))
        return [template.expand(t, rng, filler) for t in chosen]

    def _attach(self, body: str, filler: Filler, scene: Scene, rng: random.Random) -> str:
        place, roll = filler("addr", ""), rng.random()
        if roll < 0.3:
            joint = rng.choice((". ", ". ", ", ", " "))
            return f"{place}{joint}{body if joint == '. ' else lower_first(body)}"
        if scene.level == "area":
            return f"{body}{self._joint(body)}{rng.choice((place, filler('at', '')))}"
        if roll < 0.55:
            return f"{body}{self._joint(body)}{rng.choice(('Адрес ', 'Адрес: ', 'адрес '))}{place}"
        if roll < 0.75:
            return f"{body}{self._joint(body)}{place}"
        if roll < 0.9 and _OPENS_LOWER.match(body):
            return f"{filler('at', '')} {lower_first(body)}"
        return f"{body}{self._joint(body)}Это {filler('at', '')}"

    @staticmethod
    def _joint(text: str) -> str:
        return " " if text[-1:] in ".!?)" else ". "

    def _dress(self, text: str, scene: Scene, rng: random.Random) -> str:
        author, common = scene.author, self.bank.common
        text = noise.dot_yo(text, author.style, self.bank.yo)
        text = noise.spoil(text, author.style, self.bank.misspellings, rng)
        social = author.source not in FORMAL
        greeted = rng.random() < author.style.greets
        if greeted:
            hello = noise.greeting(
                rng.choice(common["greetings"]), author.style, self.bank.misspellings, rng
            )
            text = lower_first(text) if hello.endswith(",") else text
            text = hello + ("\n" if rng.random() < 0.12 else " ") + text
        elif social and scene.level == "none" and rng.random() < 0.2:
            start = rng.choice(common["chat_starts"])
            text = f"{start} {lower_first(text)}"
        if author.source == "ВКонтакте" and rng.random() < 0.16:
            text = self._mention(scene, rng) + (lower_first(text) if rng.random() < 0.7 else text)
        if social and rng.random() < author.style.emoji:
            text = (
                text.rstrip(".")
                + " " * rng.randint(0, 1)
                + rng.choice(common["emojis"]) * rng.choice((1, 1, 2, 3))
            )
        if social and rng.random() < 0.02:
            text += " " + " ".join(rng.sample(common["hashtags"], rng.randint(1, 3)))
        return text.strip()

    def _mention(self, scene: Scene, rng: random.Random) -> str:
        if rng.random() < 0.4:
            page = rng.choice(self.bank.common["accounts"])
            if rng.random() < 0.6:
                page = self._bodies[scene.address.municipality]
            return f"[club2{rng.randint(10**8, 10**9 - 1)}|{page}], "
        names = self.bank.names
        kind = rng.choice(("male", "female"))
        family = rng.choice(names["surname"])
        family += "а" if kind == "female" and family.endswith(("в", "н")) else ""
        return f"[id2{rng.randint(10**8, 10**9 - 1)}|{rng.choice(names[kind])} {family}], "
