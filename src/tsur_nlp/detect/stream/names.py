"""Names as codes: whole numbers in the order of the names, −1 where nothing is said."""

from __future__ import annotations

from typing import TypeVar

import numpy as np
import pandas as pd

from tsur_nlp.detect.stream.arrays import Ints, Texts

Name = TypeVar("Name")


def codes(column: Texts) -> tuple[tuple[str, ...], Ints]:
    """Return the names and the code of every message.

    >>> codes(np.array(["Лесной", "", "Заречный", "Лесной"], dtype=object))
    (('Заречный', 'Лесной'), array([ 1, -1,  0,  1]))
    """
    code, names = pd.factorize(column, sort=True)
    silent = int(len(names) > 0 and names[0] == "")  # nothing sorts before everything
    return tuple(names[silent:]), code.astype(np.int64) - silent


def topic_codes(groups: Texts, topics: Texts) -> tuple[tuple[tuple[str, str], ...], Ints]:
    """Return the pairs of group and topic, and the code of every message; a topic has to be said.

    >>> topic_codes(np.array(["ЖКХ", "ЖКХ"], dtype=object), np.array(["", "Кровля"], dtype=object))
    ((('ЖКХ', 'Кровля'),), array([-1,  0]))
    """
    group_names, group = codes(groups)
    topic_names, topic = codes(topics)
    # codes are in the order of the names, so the joint code is in the order of the pairs
    joint = np.where(topic >= 0, (group + 1) * len(topic_names) + topic, -1)
    code, found = pd.factorize(joint, sort=True)
    silent = int(len(found) > 0 and found[0] < 0)
    pairs = [divmod(int(one), len(topic_names)) for one in found[silent:]]
    named = ("", *group_names)
    return tuple((named[g], topic_names[t]) for g, t in pairs), code.astype(np.int64) - silent


def only_used(names: tuple[Name, ...], code: Ints) -> tuple[tuple[Name, ...], Ints]:
    """Leave out names that no message has.

    >>> only_used(("Заречный", "Лесной"), np.array([1, -1]))
    (('Лесной',), array([ 0, -1]))
    """
    used = np.bincount(code + 1, minlength=len(names) + 1)[1:] > 0
    if used.all():
        return names, code
    place = np.append(np.cumsum(used) - 1, -1)
    return tuple(name for name, kept in zip(names, used, strict=True) if kept), place[code]
