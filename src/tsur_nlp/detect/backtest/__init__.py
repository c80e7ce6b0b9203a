"""Backtest: problems of known size planted into one's own data, and what is found of them."""

from tsur_nlp.detect.backtest.placing import place
from tsur_nlp.detect.backtest.planting import PlantSettings, plan
from tsur_nlp.detect.backtest.plants import Plant, detected
from tsur_nlp.detect.backtest.result import BacktestResult
from tsur_nlp.detect.backtest.run import backtest

__all__ = ["BacktestResult", "Plant", "PlantSettings", "backtest", "detected", "place", "plan"]
