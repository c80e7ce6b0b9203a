"""How likely an answer is to be reopened, said at the moment it is given."""

from tsur_nlp.respond.reopening.came_back import answers_came_back
from tsur_nlp.respond.reopening.model import ReopeningModel
from tsur_nlp.respond.reopening.rolling import rolling_probability
from tsur_nlp.respond.reopening.settings import ReopeningSettings

__all__ = ["ReopeningModel", "ReopeningSettings", "answers_came_back", "rolling_probability"]
