"""Words and names as the rules ask for them: lists, kinds, forms, what a name is made of."""
