"""An invented labelled set, small and easy: what a classifier must be able to learn."""

from itertools import product

import pandas as pd

_STARTS = ("Здравствуйте,", "Добрый день!", "Опять", "Сколько можно,", "Прошу помочь:")
_ENDS = ("примите меры", "ждём ответа", "уже неделю", "звонили 8 912 000-00-00", "помогите")
_TOPICS = {
    ("ЖКХ", "Отопление"): ("холодные батареи в квартире", "нет отопления", "радиаторы ледяные"),
    ("ЖКХ", "Вода"): ("нет горячей воды", "из крана ржавая вода", "слабый напор воды"),
    ("Дороги", "Ямы"): ("яма на дороге", "асфальт разбит, ямы", "провал на проезжей части"),
    ("Дороги", "Снег"): ("дорогу не чистят от снега", "снежная каша на трассе", "гололёд на шоссе"),
    ("Медицина", "Врачи"): ("не хватает врачей", "нет педиатра в больнице", "врач уволился"),
    ("Медицина", "Запись"): (
        "не записаться в поликлинику",
        "нет талонов к врачу",
        "запись закрыта",
    ),
}


def frame() -> pd.DataFrame:
    """Return 450 rows with ``text, group, topic``."""
    rows = [
        (f"{start} {middle} {end}", group, topic)
        for (group, topic), middles in _TOPICS.items()
        for start, middle, end in product(_STARTS, middles, _ENDS)
    ]
    return pd.DataFrame(rows, columns=["text", "group", "topic"])


def small() -> pd.DataFrame:
    """Return every third row: enough to learn from, and fast."""
    return frame().iloc[::3].reset_index(drop=True)


def unmasked(texts):
    """Stand in for the masking where a test is not about it."""
    return list(texts)
