"""What is written beside a new model for people to read: the page, the suspicious labels."""

from tsur_nlp.train.papers.write import Papers, write_papers

__all__ = ["Papers", "write_papers"]
