"""The colour of every unit."""
