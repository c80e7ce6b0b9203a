"""Texts that are copied and pasted: which are one template, and the notes written about them."""
