"""Charts alive in a notebook that has no network: their script comes with the notebook."""

from __future__ import annotations

import json
from importlib.util import find_spec
from typing import Any
from uuid import uuid4

import altair as alt
import vl_convert

from tsur_nlp.errors import InputError

NAME = "tsur-offline"
"""What the renderer is called in ``alt.renderers``."""
_WAITING = "Здесь график. Если он не появился, выполните ячейку с figures.offline()."
_WAIT_MS = 100


def enable() -> None:
    """Write the script into the output of this cell, and make the charts of all others use it.

    Raises:
        InputError: IPython is not installed, so this is no notebook.
    """
    if find_spec("IPython") is None:
        raise InputError('offline() is for notebooks: pip install "tsur-nlp[notebooks]"')
    from IPython.display import display

    alt.renderers.register(NAME, chart)
    alt.renderers.enable(NAME)
    display({"text/html": script(), "text/plain": ""}, raw=True)  # type: ignore[no-untyped-call]


def script() -> str:
    """Return Vega as HTML; a page that has it already does not load it again.

    One script for all charts: each copy would count its clipping paths from one, and charts would
    be cut by the frames of others.
    """
    # what is bundled besides Vega may be left out, whatever the package's types say
    bundle = vl_convert.javascript_bundle().replace("</script", "<\\/script")  # type: ignore[call-arg]
    return f"<script>if (!window.vegaEmbed) {{(() => {{{bundle}\n}})()}}</script>"


def chart(spec: dict[str, Any], **_: Any) -> dict[str, str]:
    """Return a chart as HTML: it is drawn as soon as the page has the script."""
    name, told = f"chart-{uuid4().hex}", json.dumps(spec).replace("</", "<\\/")
    draw = (
        f"(function draw() {{if (window.vegaEmbed) "
        f"window.vegaEmbed('#{name}', {told}, {{renderer: 'canvas'}}); "
        f"else setTimeout(draw, {_WAIT_MS})}})()"
    )
    return {"text/html": f'<div id="{name}">{_WAITING}</div><script>{draw}</script>'}
