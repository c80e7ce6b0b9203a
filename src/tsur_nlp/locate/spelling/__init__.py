"""Slips of writing: misspelt words of kind, names of units, towns and usual streets."""
