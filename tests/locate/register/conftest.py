"""A small invented register, and a cache that is not the user's."""

from pathlib import Path

import pytest

HOUSES = """Регион;Населённый пункт;Муниципалитет;Район;Улица;Дом;Широта;Долгота
;г. Кленовск;Кленовский район;Заречный;ул. Тисовая;5;57,10;55,10
;г. Кленовск;Кленовский район;Заречный;ул. Тисовая;7к2;57,11;55,11
;г. Кленовск;Кленовский район;Южный;ул. Инженера Ясеневского;8/1;57,13;55,13
;г. Кленовск;Кленовский район;Южный;пр-кт Можжевеловый;3;57,12;55,12
;г. Кленовск;Кленовский район;Южный;ул. 3-я Барбарисовая;21;57,14;55,14
;с. Дубки;Дубковский район;;ул. Тисовая;5;57,50;55,50
;с. Дубки;Дубковский район;;ул. Ракитная;9;57,51;55,51
;с. Дубки;Дубковский район;;ул. Рябинная;4;57,52;55,52
;п. Ясный;Дубковский район;;ул. Ракитовая;9;57,61;55,61
"""


@pytest.fixture
def houses(tmp_path: Path) -> Path:
    path = tmp_path / "houses.csv"
    path.write_text(HOUSES, encoding="utf-8")
    return path


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of caches that the environment names."""
    monkeypatch.setenv("TSUR_NLP_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"
