"""The order of the work: people and places, drafts, texts, ids, replies."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import timedelta

from . import answers, people, phrases, places, planted, stream, template
from .answers import Reply
from .compose import Composer
from .phrases import Bank, load
from .places import Address
from .slots import Scene
from .stream import Draft

REMARKS = 470
PLACED = {"at", "addr", "street"}


@dataclass(frozen=True)
class Written:
    """A finished message with its truth."""

    id: int
    draft: Draft
    text: str
    municipality: str
    district: str
    reply: Reply


@dataclass(frozen=True)
class World:
    """All that is generated."""

    messages: list[Written]
    addresses: list[Address]


def _repeats(drafts: list[Draft], rng: random.Random) -> list[Draft]:
    """Some authors send the same text again."""
    again = []
    for draft in drafts:
        if draft.topic and not draft.problem and rng.random() < 0.015:
            later = draft.moment + timedelta(hours=rng.uniform(0.1, 50))
            if later <= answers.SNAPSHOT:
                again.append(replace(draft, moment=later))
    return again


def _write(draft: Draft, composer: Composer, near: list[Address], rng: random.Random) -> str:
    if draft.text:
        return draft.text
    formal = draft.author.source in people.FORMAL
    level = draft.level
    pattern = draft.pattern
    if draft.topic and not pattern:
        pattern = composer.pattern(draft.topic, draft.moment, rng)
    if level == "none" and ("{addr}" in pattern or "{street}" in pattern):
        draft.level = level = rng.choice(("street", "house", "house"))
    elif level == "area" and "{addr}" in pattern and not draft.problem:
        draft.level = level = "street"
    named = set(template.slots(pattern))
    if "street" in named and not named & {"at", "addr"}:
        draft.level = level = "street"
    elif named & {"mkr_in", "town_in"} and not named & {"at", "addr", "street"}:
        draft.level = level = "area"
    around = [a for a in near if a.area != draft.address.area] or near
    scene = Scene(
        draft.author,
        draft.address,
        level,
        draft.moment,
        0.6 if formal else 0.22,
        tuple(around),
        draft.began,
    )
    if draft.topic and draft.topic.group in phrases.PERSONAL and not named & PLACED:
        draft.level = level = "area" if level == "area" or rng.random() < 0.15 else "none"
        scene = replace(scene, level=level)
    if draft.topic is None:
        return composer.remark(pattern, scene, rng)
    text = composer.appeal(pattern, draft.topic, scene, rng, more=not draft.problem)
    stem = (draft.address.area if draft.address.area != "центр" else draft.address.settlement)[:-1]
    if level == "none" and stem.lower() in text.lower():
        draft.level = "area"  # the template itself names the place
    return text


def _drafts(bank: Bank, homes: dict[str, list[Address]], *, seed: int) -> list[Draft]:
    crowds = people.crowds(bank, homes, seed=seed)
    drafts = list(stream.background(bank, crowds, homes, seed=seed))
    drafts += stream.remarks(bank, crowds, homes, seed=seed, count=REMARKS)
    drafts += planted.problems(bank, crowds, homes, seed=seed)
    drafts += planted.campaign(bank, crowds, homes, seed=seed)
    return drafts


def build(*, seed: int = 0) -> World:
    """Generate everything; the same seed gives the same world."""
    bank = load()
    homes = places.register(seed=seed)
    drafts = _drafts(bank, homes, seed=seed)
    composer = Composer(bank)
    rng = random.Random(f"{seed}:texts")
    for draft in sorted(drafts, key=lambda d: d.moment):
        draft.text = _write(draft, composer, homes[draft.address.municipality], rng)
    drafts = [d for d in drafts if d.text.strip()]
    drafts += _repeats(drafts, random.Random(f"{seed}:repeats"))
    drafts.sort(key=lambda d: (d.moment, d.author.account, d.text))
    local, reply_rng = answers.local_bodies(), random.Random(f"{seed}:replies")
    messages, number = [], 3_180_000
    for draft in drafts:
        number += reply_rng.randint(1, 9)
        shown = draft.address.municipality if reply_rng.random() < 0.8 else ""
        district = draft.address.district if shown and reply_rng.random() < 0.6 else ""
        reply = answers.reply(draft, bank, local, reply_rng)
        messages.append(Written(number, draft, draft.text, shown, district, reply))
    return World(messages, [a for many in homes.values() for a in many])
