"""Charts of a notebook without a network: one script for all, and each in a place of its own."""

import json
import re

import altair as alt
import pytest

from tsur_nlp import figures
from tsur_nlp.errors import InputError
from tsur_nlp.report.figures import offline

display = pytest.importorskip("IPython.display", reason="the extra «notebooks» is not installed")

CHART = re.compile(
    r'<div id="(chart-\w+)">([^<]+)</div><script>'
    r"\(function draw\(\) \{if \(window\.vegaEmbed\) window\.vegaEmbed\('#(.*?)', (.*), "
    r"\{renderer: 'canvas'\}\); else setTimeout\(draw, \d+\)\}\)\(\)</script>",
    re.DOTALL,
)


@pytest.fixture
def shown(monkeypatch) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    monkeypatch.setattr("IPython.display.display", lambda data, **_: found.append(data))
    before = alt.renderers.active
    yield found
    alt.renderers.enable(before)


def test_the_script_is_written_once_and_by_no_chart(shown):
    figures.offline()
    chart = figures.confusion_figure(["а", "б"], ["а", "а"])
    drawn = [alt.renderers.get()(chart.to_dict())["text/html"] for _ in range(2)]
    (page,) = (said["text/html"] for said in shown)
    assert page.startswith("<script>if (!window.vegaEmbed) {(() => {")
    assert page.count("window.vegaEmbed=") == 1
    assert page.count("</script") == 1
    assert max(map(len, drawn)) < 20_000 < 500_000 < len(page)


def test_two_charts_of_one_page_do_not_meet_and_wait_for_the_script(shown):
    figures.offline()
    spec = {"mark": "bar", "title": "</script>\n«Ёж»"}
    one, other = (CHART.fullmatch(offline.chart(spec)["text/html"]) for _ in range(2))
    assert one[1] == one[3] != other[1] == other[3]
    assert json.loads(one[4]) == spec
    assert "</script" not in one[4]
    assert "figures.offline()" in one[2]


def test_nothing_is_loaded_from_a_site(shown):
    figures.offline()
    chart = figures.calibration_figure([0.2, 0.9], [0, 1])
    said = alt.renderers.get()(chart.to_dict())["text/html"]
    assert "jsdelivr" not in said + shown[0]["text/html"]
    assert not re.search(r"<script[^>]+src|<link|import\(['\"]http", said + shown[0]["text/html"])


def test_outside_a_notebook_it_says_so(monkeypatch):
    monkeypatch.setattr(offline, "find_spec", lambda _: None)
    before = alt.renderers.active
    with pytest.raises(InputError, match=r"for notebooks.*notebooks\]"):
        figures.offline()
    assert alt.renderers.active == before
