"""The picture of a backtest: what was found of planted problems by their size, and how late."""

from tsur_nlp.report.backtest.plot import write_plot

__all__ = ["write_plot"]
