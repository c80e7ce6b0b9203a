"""Rules of who gets what: the first that fits wins."""

from pathlib import Path

import pandas as pd
import pytest

from tsur_nlp.errors import InputError
from tsur_nlp.respond.bodies import read_routes

ROUTES = """
[[route]]
body = "МУП «Свет»"
topic = ["Освещение", "Фонари"]
district = "Лесной"

[[route]]
body = "Комитет по транспорту"
words = ["маршрутк*", "остановочный павильон"]

[[route]]
body = "Комитет по дорогам"
topic_group = "Дороги"
source = "Портал"

[[route]]
body = "Приёмная"
municipality = "Заречье"
"""


def facts(**columns: list[str]) -> pd.DataFrame:
    size = max(map(len, columns.values()))
    names = ("text", "topic_group", "topic", "municipality", "district", "source")
    return pd.DataFrame({name: columns.get(name, [""] * size) for name in names})


def write(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "routes.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_the_first_route_that_fits_wins(tmp_path: Path) -> None:
    frame = facts(
        text=["", "Маршрутка не едет", "Маршрутка не едет", "", "", ""],
        topic_group=["Дороги"] * 5 + ["ЖКХ"],
        topic=["освещение", "Освещение", "Ямы", "Ямы", "Ямы", "Лифт"],
        district=["ЛЕСНОЙ", "Лесной", "Лесной", "", "", ""],
        source=["", "", "Портал", "Портал", "Чат", ""],
        municipality=["", "", "", "", "", "Заречье"],
    ).set_index(pd.Index(list("абвгде")))
    found = read_routes(write(tmp_path, ROUTES)).bodies(frame)
    assert found.to_dict() == {
        "а": "МУП «Свет»",
        "б": "МУП «Свет»",
        "в": "Комитет по транспорту",
        "г": "Комитет по дорогам",
        "д": "",
        "е": "Приёмная",
    }


def test_words_are_whole_words(tmp_path: Path) -> None:
    frame = facts(
        text=["Остановочный  павильон разбит", "Остановочный павильончик", "Микромаршрутка"]
    )
    found = read_routes(write(tmp_path, ROUTES)).bodies(frame)
    assert found.tolist() == ["Комитет по транспорту", "", ""]


def test_no_messages_need_no_bodies(tmp_path: Path) -> None:
    assert read_routes(write(tmp_path, ROUTES)).bodies(facts(text=["а"]).iloc[:0]).empty


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[route]]\ntopic = 'Ямы'\n", r"routes.toml, route 1: no body"),
        (
            "[[route]]\nbody = 'А'\nowner = 'Ямы'\n",
            r"route 1: unknown key 'owner'; allowed: body, topic_g",
        ),
        ("[[route]]\nbody = 'А'\ntopics = 'Ямы'\n", r"did you mean 'topic'"),
        ("[[route]]\nbody = 'А'\ntopic = 5\n", r"route 1: topic must be a text or a list"),
        ("[[route]]\nbody = 'А'\ntopic = []\n", r"route 1: topic must be a text or a list"),
        ("[[route]]\nbody = 'А'\n[[route]]\nbody = 'Б'\n", r"route 1 asks for nothing"),
        (
            "[[route]]\nbody = 'А'\ntopic = 'Яма'\n",
            r"topic 'Яма' is unknown .*'Ямы'.*allowed: Лифт, Ямы",
        ),
        ("[route]\nbody = 'А'\n", r"\[\[route\]\] table"),
        ("", r"\[\[route\]\] table"),
        ("[[route]]\nтема = 'Ямы'\n", r"routes.toml: not TOML.*line 2.*keys are Latin"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        read_routes(write(tmp_path, text), allowed={"topic": ["Ямы", "Лифт"]})
