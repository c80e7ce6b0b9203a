"""Citizens' messages of a Russian region: topic, place, systemic problems, heat map, report.

>>> import tsur_nlp as tsur
>>> pipeline = tsur.load_pipeline(region="Пермский край")
>>> message = pipeline("На ленина 15 холодные батареи, звоню 8 912 000-11-22 — молчат")
>>> message.places[0].street, message.places[0].house
('Ленина', '15')
>>> message.masked_text
'На ленина 15 холодные батареи, звоню [ТЕЛЕФОН] — молчат'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from tsur_nlp.errors import (
    ArtifactError,
    ArtifactNotFoundError,
    ExportError,
    InputError,
    TrainingError,
    TsurError,
)
from tsur_nlp.records import (
    Campaign,
    Message,
    NormalText,
    PersonalSpan,
    Place,
    Responses,
    Step,
    SystemicProblem,
    Topic,
    TopicChoice,
    TopicPart,
    UnitHeat,
)

if TYPE_CHECKING:
    from tsur_nlp.authorities import responses, write_responses
    from tsur_nlp.backtesting import backtest
    from tsur_nlp.exports import read as read_export
    from tsur_nlp.exports import write as write_export
    from tsur_nlp.figures import (
        calibration_figure,
        cluster_map,
        confusion_figure,
        heat_map_figure,
        trend_figure,
    )
    from tsur_nlp.heat import heat_map, write_heat
    from tsur_nlp.pipeline import Pipeline, load_pipeline
    from tsur_nlp.reporting import digest, write_report
    from tsur_nlp.territory import find_campaigns, find_problems, replay_problems

__version__ = "0.1.0"

# Imported at first use: `import tsur_nlp` must not pay for pandas.
_LAZY = {
    "Pipeline": ("tsur_nlp.pipeline", "Pipeline"),
    "backtest": ("tsur_nlp.backtesting", "backtest"),
    "calibration_figure": ("tsur_nlp.figures", "calibration_figure"),
    "cluster_map": ("tsur_nlp.figures", "cluster_map"),
    "confusion_figure": ("tsur_nlp.figures", "confusion_figure"),
    "digest": ("tsur_nlp.reporting", "digest"),
    "find_campaigns": ("tsur_nlp.territory", "find_campaigns"),
    "find_problems": ("tsur_nlp.territory", "find_problems"),
    "heat_map": ("tsur_nlp.heat", "heat_map"),
    "heat_map_figure": ("tsur_nlp.figures", "heat_map_figure"),
    "load_pipeline": ("tsur_nlp.pipeline", "load_pipeline"),
    "read_export": ("tsur_nlp.exports", "read"),
    "replay_problems": ("tsur_nlp.territory", "replay_problems"),
    "responses": ("tsur_nlp.authorities", "responses"),
    "trend_figure": ("tsur_nlp.figures", "trend_figure"),
    "write_export": ("tsur_nlp.exports", "write"),
    "write_heat": ("tsur_nlp.heat", "write_heat"),
    "write_report": ("tsur_nlp.reporting", "write_report"),
    "write_responses": ("tsur_nlp.authorities", "write_responses"),
}

__all__ = [
    "ArtifactError",
    "ArtifactNotFoundError",
    "Campaign",
    "ExportError",
    "InputError",
    "Message",
    "NormalText",
    "PersonalSpan",
    "Pipeline",
    "Place",
    "Responses",
    "Step",
    "SystemicProblem",
    "Topic",
    "TopicChoice",
    "TopicPart",
    "TrainingError",
    "TsurError",
    "UnitHeat",
    "backtest",
    "calibration_figure",
    "cluster_map",
    "confusion_figure",
    "digest",
    "find_campaigns",
    "find_problems",
    "heat_map",
    "heat_map_figure",
    "load_pipeline",
    "read_export",
    "replay_problems",
    "responses",
    "trend_figure",
    "write_export",
    "write_heat",
    "write_report",
    "write_responses",
]


def __getattr__(name: str) -> Any:
    if name not in _LAZY:
        raise AttributeError(f"module 'tsur_nlp' has no attribute {name!r}")
    module, attribute = _LAZY[name]
    return getattr(import_module(module), attribute)


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
