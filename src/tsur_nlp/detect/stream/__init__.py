"""Messages as arrays in one canonical order: codes, repeats, voices, points in metres."""
