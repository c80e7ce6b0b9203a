"""From a draft to a place: which one of its name, what stands above it, how sure it is."""
