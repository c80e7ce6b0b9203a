"""Start from an older model where it has labels of the same name."""
