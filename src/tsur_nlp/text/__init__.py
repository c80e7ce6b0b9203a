"""Russian text primitives that every stage shares: folding, words, tokens, lemmas, offsets."""

from tsur_nlp.text.tokens import Token, fold, tokens, words

__all__ = ["Token", "fold", "tokens", "words"]
