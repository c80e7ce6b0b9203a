"""Colours are readable: WCAG AA in the light, the dark and the printed page."""

import base64
import hashlib
import re
from pathlib import Path

import pytest

import tsur_nlp.report
from tsur_nlp.report.html.document import document
from tsur_nlp.report.html.markup import Html, el

CSS = (Path(tsur_nlp.report.__file__).parent / "html" / "templates" / "style.css").read_text(
    "utf-8"
)
LIGHT, DARK, PRINT = (
    dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", block))
    for block in re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)
)
TEXT = [
    ("ink", "card"),
    ("ink", "page"),
    ("ink", "wash"),
    ("ink", "map"),
    ("soft", "card"),
    ("soft", "page"),
    ("soft", "wash"),
    ("soft", "map"),
    ("accent", "card"),
    ("red-ink", "card"),
    ("green-ink", "card"),
    ("ink", "red-wash"),
    ("ink", "orange-wash"),
    ("ink", "green-wash"),
    ("ink", "grey-wash"),
    ("red-ink", "red-wash"),
    ("orange-ink", "orange-wash"),
    ("green-ink", "green-wash"),
    ("grey-ink", "grey-wash"),
]
MIXED = [("ink", "heat-same"), ("ink", "heat-other")]
"""Table cells that are coloured by up to 60 % over the card."""
SIGNS = [(f"on-{level}", level) for level in ("red", "orange", "green", "grey")]


def _luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(c * 2 for c in colour[1:])
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(a: str, b: str) -> float:
    high, low = sorted((_luminance(a), _luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK, PRINT], ids=["light", "dark", "print"])
def test_text_and_signs_are_readable(theme: dict[str, str]) -> None:
    weak = [pair for pair in TEXT if _contrast(theme[pair[0]], theme[pair[1]]) < 4.5]
    weak += [pair for pair in SIGNS if _contrast(theme[pair[0]], theme[pair[1]]) < 3]
    weak += [pair for pair in MIXED if _contrast(theme[pair[0]], _mixed(theme, pair[1])) < 4.5]
    assert not weak


def _mixed(theme: dict[str, str], name: str) -> str:
    over, under = (
        [int(theme[key][1:].rjust(6, theme[key][1])[i : i + 2], 16) for i in (0, 2, 4)]
        for key in (name, "card")
    )
    parts = [round(0.6 * a + 0.4 * b) for a, b in zip(over, under, strict=True)]
    return "#" + "".join(f"{part:02x}" for part in parts)


def test_styles_and_script_need_no_template_escapes() -> None:
    assert "</style" not in CSS
    script = (Path(tsur_nlp.report.__file__).parent / "html" / "templates" / "script.js").read_text(
        "utf-8"
    )
    assert "</script" not in script
    assert len(script.encode()) < 8_000


@pytest.fixture(scope="module")
def page() -> str:
    body = el("p", "да")
    return document("Заголовок", "под ним", Html(""), Html(""), [("one", "Раздел", body)])


@pytest.mark.parametrize("kind", ["style", "script"])
def test_a_browser_is_allowed_this_style_and_script_and_no_other(page: str, kind: str) -> None:
    (own,) = re.findall(rf"<{kind}>(.*?)</{kind}>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(own.encode()).digest()).decode()
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', page)
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules[f"{kind}-src"] == f"'sha256-{digest}'"
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"


def test_nothing_in_the_page_needs_an_inline_handler_or_style(page: str) -> None:
    assert not re.search(r"<[^>]+\s(on\w+|style)=", page)


def test_motion_is_left_out_for_those_who_ask() -> None:
    assert "prefers-reduced-motion: reduce" in CSS
    assert "animation" not in CSS
    assert "transition" not in CSS
