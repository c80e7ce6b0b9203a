"""All that is said about answers, put together: per message, per slice, and as lists."""

from tsur_nlp.respond.responses.responses import responses
from tsur_nlp.respond.responses.settings import ResponseSettings

__all__ = ["ResponseSettings", "responses"]
