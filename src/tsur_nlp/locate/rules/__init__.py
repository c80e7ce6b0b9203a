"""The rules of the grammar, one kind of writing each."""
