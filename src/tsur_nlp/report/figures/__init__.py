"""Pictures for documents and notebooks, drawn with Altair (the extra ``figures``).

Each is a chart: ``chart.save("x.svg")`` needs no browser, and a notebook shows it alive.
"""

from tsur_nlp.report.figures.calibration import calibration_figure
from tsur_nlp.report.figures.clusters import cluster_map
from tsur_nlp.report.figures.confusion import confusion_figure
from tsur_nlp.report.figures.heat import heat_map_figure
from tsur_nlp.report.figures.trend import trend_figure

__all__ = [
    "calibration_figure",
    "cluster_map",
    "confusion_figure",
    "heat_map_figure",
    "trend_figure",
]
